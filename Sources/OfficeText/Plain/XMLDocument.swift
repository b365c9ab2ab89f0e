// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel

/// The text of a file of XML: its words without tags, and the values of its attributes.
public enum XMLDocument {
    /// Reads the file whose bytes `stream` gives, and gives each page's text to `emit`.
    ///
    /// A text within another (`a <b>c</b>`) goes on in the same line, others are lines of their own. OpenDocuments that
    /// are one file are read as such.
    ///
    /// - Returns: The cells that the lines of all pages together are made of.
    /// - Throws: ``OfficeError`` where the file is no XML, or says nothing.
    public static func read(
        _ stream: @escaping PartStream, _ emit: (String) -> Void
    ) throws(OfficeError) -> SheetCells {
        let reader = try XMLReader("file", stream)
        while try reader.next(), reader.kind != .start {}
        guard reader.kind == .start else { throw OfficeError(.noText, "has no text") }
        var pages: [String] = []
        var cells = SheetCells()
        var lines = 0
        if reader.name == "document", reader.isOpenDocument {
            var text = OpenDocumentText(.body, title: nil, margins: []) { page, ofPage in
                cells.append(ofPage, at: lines)
                lines += Flow.lineEnds(in: page)
                pages.append(page)
            }
            try text.read(reader)
            text.finish()
        } else {
            pages = [try Self.text(reader)]
        }
        guard pages.contains(where: { $0.utf8.contains { $0 > 0x20 } }) else {
            throw OfficeError(.noText, "has no text")
        }
        for page in pages { emit(page) }
        return cells
    }

    /// The text from where `reader` stands, an element's beginning.
    private static func text(_ reader: XMLReader) throws(OfficeError) -> String {
        var text = ""
        // Tags since the last text.
        var tags = 2
        repeat {
            switch reader.kind {
            case .text:
                let part = reader.text
                let isBlank = !part.unicodeScalars.contains { !$0.properties.isWhitespace }
                if isBlank {
                    if part.contains("\n") { tags = 2 } else if tags < 2, !text.isEmpty { text += " " }
                    continue
                }
                if tags > 1, !text.isEmpty { text += "\n" }
                text += tags > 1 ? String(part.drop { $0.isWhitespace }) : part
                tags = 0
            case .start:
                tags += 1
                for value in reader.values where says(value) {
                    if !text.isEmpty { text += "\n" }
                    text += value
                    tags = 2
                }
            case .end: tags += 1
            }
        } while try reader.next()
        return text.isEmpty ? "" : text + "\n"
    }

    /// True if a person may have written the value of an attribute.
    private static func says(_ value: String) -> Bool {
        value.contains(where: \.isLetter) && !value.contains("://") && value.utf8.count <= 10_000
    }
}
