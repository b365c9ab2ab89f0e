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
    /// A JSON object or list.
    case json
    /// XML.
    case xml
    /// A ZIP archive.
    case zip
    /// A tar archive.
    case tar
    /// A file that gzip compressed: a tar archive or any other.
    case gzip
    /// A file that xz, zstd, bzip2 or lz4 compressed.
    case packed
    /// An archive of 7-Zip, RAR, cabinets or a disc.
    case archive
    /// A picture: PNG, JPEG, TIFF, WebP.
    case picture
    /// A Word file of before 2007.
    case doc
    /// An Excel file of before 2007.
    case xls
    /// A PowerPoint file of before 2007.
    case ppt
    /// A mail that Outlook saved.
    case outlook
    /// Mails one after the other.
    case mbox
    /// A page that a browser saved with its pictures (MHTML).
    case webArchive
    /// A file within a signature, or encrypted (`.p7m`).
    case signed

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
        case .json: "a JSON file"
        case .xml: "an XML file"
        case .zip: "a ZIP archive"
        case .tar: "a tar archive"
        case .gzip: "a gzip archive"
        case .packed: "a compressed file"
        case .archive: "an archive"
        case .picture: "a picture"
        case .doc: "an old Word document"
        case .xls: "an old Excel workbook"
        case .ppt: "an old PowerPoint presentation"
        case .outlook: "an Outlook message"
        case .mbox: "a mailbox"
        case .webArchive: "a saved page"
        case .signed: "a signed file"
        }
    }

    /// True if files of this format are read whole into memory.
    var isInMemory: Bool { [.text, .html, .mail, .rtf, .outlook, .webArchive, .json].contains(self) }

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
        if let format = try magic(head, source) { return format }
        if TarReader.isHeader(head.prefix(512)) { return .tar }
        // Poppler, too, takes a header that stands within the first kilobyte.
        let mark = head.prefix(1020).indices.first { head[$0] == 0x25 && head[$0...].starts(with: "%PDF-".utf8) }
        if let mark, mark == 0 || !isText(head) { return .pdf }
        guard isText(head) else {
            // Excel's “Unicode text” is a table in UTF-16; Windows' programs write pages and lists so, too.
            guard let text = TextDecoding.wideBeginning(head) else { return .text }
            let format = textFormat(Array(text.utf8), isWhole: isWhole)
            return [.html, .csv, .json, .jsonLines, .xml].contains(format) ? format : .text
        }
        return textFormat(head, isWhole: isWhole)
    }

    /// The format of a file whose text begins with `head`, in UTF-8 or another encoding that keeps ASCII.
    private static func textFormat(_ head: [UInt8], isWhole: Bool) -> DocumentFormat {
        if HTMLPage.isPage(head) { return .html }
        if head.first == 0x7B || head.starts(with: [0xEF, 0xBB, 0xBF, 0x7B]) {
            let body = head.starts(with: [0xEF]) ? Array(head.dropFirst(3)) : head
            if RecordReader.isJSONLines(body, isWhole: isWhole) { return .jsonLines }
        }
        if isJSON(withoutMark(head)) { return .json }
        if withoutMark(head).starts(with: "<?xml".utf8) { return .xml }
        if MailHeaders.isWebArchive(head) { return .webArchive }
        if MailHeaders.isMail(head) { return head.starts(with: "From ".utf8) ? .mbox : .mail }
        if CSVTable(head: withoutMark(head), isWhole: isWhole) != nil { return .csv }
        return .text
    }

    /// Beginnings that only one format has.
    private static let magics: [(bytes: [UInt8], format: DocumentFormat)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], .picture), ([0xFF, 0xD8, 0xFF], .picture),
        ([0x49, 0x49, 0x2A, 0], .picture), ([0x4D, 0x4D, 0, 0x2A], .picture),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .archive), (Array("Rar!\u{1A}\u{7}".utf8), .archive),
        (Array("MSCF\0\0\0\0".utf8), .archive), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .packed),
        ([0x78, 0x9F, 0x3E, 0x22], .outlook), ([0x28, 0xB5, 0x2F, 0xFD], .packed), ([0x04, 0x22, 0x4D, 0x18], .packed),
    ]

    /// The format that a file's first bytes tell; nil where they tell none.
    private static func magic(_ head: [UInt8], _ source: any ByteSource) throws(ReadingError) -> DocumentFormat? {
        if let found = magics.first(where: { head.starts(with: $0.bytes) }) { return found.format }
        if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) { return .picture }
        // `BZh`, a level, and the first six digits of π.
        if head.starts(with: "BZh".utf8), head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) {
            return .packed
        }
        if SignedMessage.isOne(head) { return .signed }
        if head.starts(with: CompoundFile.magic) { return try OldOfficeReader.format(source) }
        // ISO 9660: the first descriptor stands behind sixteen empty sectors of 2 KiB.
        if source.size > 34_816, head.prefix(2048).allSatisfy({ $0 == 0 }),
            try source.bytes(at: 32_769, count: 5).elementsEqual("CD001".utf8)
        {
            return .archive
        }
        return nil
    }

    /// True if `head` may begin a JSON object or list.
    private static func isJSON(_ head: [UInt8]) -> Bool {
        guard let first = head.firstIndex(where: { $0 > 0x20 }), head[first] == 0x7B || head[first] == 0x5B,
            let second = head[(first + 1)...].first(where: { $0 > 0x20 })
        else { return false }
        return head[first] == 0x7B ? second == 0x22 : [0x7B, 0x5B, 0x22].contains(second)
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
