// SPDX-License-Identifier: GPL-3.0-or-later

/// The format of a file, told by its content; its name is not asked.
public enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
    /// Text, Markdown.
    case text
    /// A page of HTML.
    case html
    /// PDF.
    case pdf
    /// Office Open XML, a text.
    case docx
    /// Office Open XML, a workbook.
    case xlsx
    /// Office Open XML, a presentation.
    case pptx
    /// OpenDocument, a text.
    case odt
    /// OpenDocument, a spreadsheet.
    case ods
    /// OpenDocument, a presentation.
    case odp
    /// An electronic book.
    case epub
    /// Rich Text Format.
    case rtf
    /// A mail with its headers.
    case mail
    /// A table of separated values.
    case csv
    /// A JSON object a line.
    case jsonLines
    /// A ZIP archive.
    case zip
    /// A tar archive.
    case tar
    /// A file that gzip compressed: a tar archive or any other.
    case gzip

    /// The number of bytes of a file's beginning that are looked at.
    static let headSize = 8192

    /// The name for a sentence, with its article.
    var article: String {
        switch self {
        case .text: "a text"
        case .html: "a page of HTML"
        case .pdf: "a PDF"
        case .docx: "a DOCX document"
        case .xlsx: "an XLSX workbook"
        case .pptx: "a PPTX presentation"
        case .odt: "an ODT document"
        case .ods: "an ODS spreadsheet"
        case .odp: "an ODP presentation"
        case .epub: "an EPUB book"
        case .rtf: "an RTF document"
        case .mail: "a mail"
        case .csv: "a table"
        case .jsonLines: "a file of JSON lines"
        case .zip: "a ZIP archive"
        case .tar: "a tar archive"
        case .gzip: "a gzip archive"
        }
    }

    /// True if files of this format are read whole into memory.
    var isInMemory: Bool { [.text, .html, .mail, .rtf].contains(self) }

    /// The format of the file `source`.
    ///
    /// - Throws: ``ReadingError`` where it cannot be read, or is a document in a ZIP archive that is not read.
    static func detect(_ source: any ByteSource) throws(ReadingError) -> DocumentFormat {
        let head = try source.bytes(at: 0, count: headSize)
        let isWhole = Int64(head.count) == source.size
        if head.starts(with: "PK\u{3}\u{4}".utf8) || head.starts(with: "PK\u{5}\u{6}".utf8) {
            return try OfficePackages.format(head, source) ?? .zip
        }
        if head.starts(with: [0x1F, 0x8B]) { return .gzip }
        if head.starts(with: "{\\rtf".utf8) { return .rtf }
        if TarReader.isHeader(head.prefix(512)) { return .tar }
        // Poppler, too, takes a header that stands within the first kilobyte.
        let mark = head.prefix(1020).indices.first { head[$0] == 0x25 && head[$0...].starts(with: "%PDF-".utf8) }
        if let mark, mark == 0 || !isText(head) { return .pdf }
        guard isText(head) else { return .text }
        if HTMLPage.isPage(head) { return .html }
        if head.first == 0x7B || head.starts(with: [0xEF, 0xBB, 0xBF, 0x7B]) {
            let body = head.starts(with: [0xEF]) ? Array(head.dropFirst(3)) : head
            if RecordReader.isJSONLines(body, isWhole: isWhole) { return .jsonLines }
        }
        if MailHeaders.isMail(head) { return .mail }
        if CSVTable(head: withoutMark(head), isWhole: isWhole) != nil { return .csv }
        return .text
    }

    /// `bytes` without UTF-8's byte order mark.
    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// True if there is nothing in `head` that no text has.
    private static func isText(_ head: [UInt8]) -> Bool {
        !head.contains { $0 < 0x09 || $0 > 0x0D && $0 < 0x20 && $0 != 0x1B && $0 != 0x1A }
    }
}
