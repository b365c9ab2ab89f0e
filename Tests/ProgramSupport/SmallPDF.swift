// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes small PDF files.
public enum SmallPDF {
    /// A PDF with a page for each of `texts`, which Poppler reads.
    public static func pdf(_ texts: [String]) -> String {
        var objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
        var kids: [String] = []
        for text in texts {
            let content = "BT /F1 12 Tf 72 700 Td (\(text)) Tj ET"
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents \(objects.count + 2) 0 R"
                    + "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>")
            kids.append("\(objects.count) 0 R")
            objects.append("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream")
        }
        objects[1] = "<</Type/Pages/Kids[\(kids.joined(separator: " "))]/Count \(texts.count)>>"
        let body = objects.enumerated().map { "\($0 + 1) 0 obj\n\($1)\nendobj\n" }.joined()
        return "%PDF-1.4\n" + body + "trailer<</Root 1 0 R/Size \(objects.count + 1)>>\n%%EOF\n"
    }
}
