// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentReading
import Testing

/// Writes office documents part by part.
enum OfficeFile {
    /// A package of Office Open XML.
    ///
    /// - Parameters:
    ///   - main: The path of the part to begin with.
    ///   - type: Its type, without `application/vnd.` before it.
    ///   - parts: The parts by path, the main one among them.
    ///   - relations: For each part, the kinds and targets of what it names; their ids are `r1`, `r2` and so on.
    ///   - isStrict: Whether relationships have the names of the strict form.
    ///   - properties: The path of the part with the document's own title.
    /// - Returns: The bytes of the package.
    static func openXML(
        main: String, type: String, parts: [(String, String)],
        relations: [String: [(kind: String, target: String)]] = [:],
        isStrict: Bool = false, properties: String? = nil
    ) -> [UInt8] {
        let base =
            isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships/"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        func file(_ targets: [(kind: String, target: String)]) -> String {
            let list = targets.enumerated().map { index, target in
                "<Relationship Id=\"r\(index + 1)\" Type=\"\(base)\(target.kind)\" Target=\"\(target.target)\"/>"
            }
            return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + list.joined() + "</Relationships>"
        }
        var all: [(String, String)] = [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Override PartName=\"/\(main)\" ContentType=\"application/vnd.\(type)\"/></Types>"
            ),
            (
                "_rels/.rels",
                file([("officeDocument", "/" + main)] + (properties.map { [("core-properties", $0)] } ?? []))
            ),
        ]
        for (part, targets) in relations.sorted(by: { $0.key < $1.key }) {
            let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
            all.append((part[..<cut] + "_rels/" + part[cut...] + ".rels", file(targets)))
        }
        return package(all + parts)
    }

    /// An OpenDocument of this kind: `text`, `spreadsheet`, `presentation`.
    static func openDocument(_ kind: String, _ parts: [(String, String)]) -> [UInt8] {
        package(
            [("mimetype", "application/vnd.oasis.opendocument." + kind), ("META-INF/manifest.xml", "<manifest/>")]
                + parts)
    }

    static func package(_ parts: [(String, String)]) -> [UInt8] {
        ArchiveFile.zip(parts.map { ArchiveFile.Member(path: $0.0, bytes: Array($0.1.utf8)) })
    }

    private static let wordSpaces = [
        "w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
        "r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"", "mc=\"urn:mc\"", "wps=\"urn:wps\"",
        "v=\"urn:v\"", "a=\"urn:a\"", "p=\"urn:p\"", "c=\"urn:c\"",
    ]

    /// An element `name` of WordprocessingML, SpreadsheetML or PresentationML, with the usual prefixes declared.
    static func root(_ name: String, _ content: String) -> String {
        let spaces = wordSpaces.map { "xmlns:" + $0 }.joined(separator: " ")
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><\(name) \(spaces)>\(content)</\(name.prefix { $0 != " " })>"
    }

    /// A paragraph of WordprocessingML.
    static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

    /// A text whose body is `body`.
    static func word(_ body: String, main: String = "word/document.xml") -> [UInt8] {
        openXML(
            main: main, type: "openxmlformats-officedocument.wordprocessingml.document.main+xml",
            parts: [(main, root("w:document", "<w:body>\(body)</w:body>"))])
    }

    /// A workbook: its sheets by name, with their rows in XML; styles and shared strings where there are.
    static func workbook(
        _ sheets: [(name: String, data: String)], styles: String = "", strings: [String] = []
    ) -> [UInt8] {
        let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"r\($0 + 1)\"/>" }
        var targets: [(kind: String, target: String)] = sheets.indices.map { ("worksheet", "worksheets/s\($0).xml") }
        targets += [("styles", "styles.xml"), ("sharedStrings", "strings.xml")]
        var parts = [("xl/kirja.xml", root("workbook", "<sheets>\(list.joined())</sheets>"))]
        parts += sheets.enumerated().map {
            ("xl/worksheets/s\($0).xml", root("worksheet", "<sheetData>\($1.data)</sheetData>"))
        }
        parts.append(("xl/styles.xml", root("styleSheet", styles)))
        parts.append(("xl/strings.xml", root("sst", strings.map { "<si>\($0)</si>" }.joined())))
        return openXML(
            main: "xl/kirja.xml", type: "openxmlformats-officedocument.spreadsheetml.sheet.main+xml", parts: parts,
            relations: ["xl/kirja.xml": targets])
    }
}

/// The document that `bytes` are; all of it can be read.
func readWhole(_ bytes: [UInt8]) throws -> SourceDocument {
    let document = try DocumentReader().decode(bytes, name: "a")
    #expect(document.notes.isEmpty, "\(document.notes)")
    return document
}
