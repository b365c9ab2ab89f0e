// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells office documents among ZIP archives by what they say of themselves.
enum OfficePackages {
    /// More of a part is not looked at.
    private static let most = 4 << 20

    /// Main parts of Office Open XML by a piece of their types, in `[Content_Types].xml`: with macros, as templates and
    /// strict ones are of the same.
    private static let types: [(piece: String, format: DocumentFormat)] = [
        ("wordprocessingml.document.main+xml", .docx), ("wordprocessingml.template.main+xml", .docx),
        ("ms-word.document.macroenabled", .docx), ("ms-word.template.macroenabled", .docx),
        ("spreadsheetml.sheet.main+xml", .xlsx), ("spreadsheetml.template.main+xml", .xlsx),
        ("ms-excel.sheet.macroenabled", .xlsx), ("ms-excel.template.macroenabled", .xlsx),
        ("ms-excel.addin.macroenabled", .xlsx),
        ("presentationml.presentation.main+xml", .pptx), ("presentationml.slideshow.main+xml", .pptx),
        ("presentationml.template.main+xml", .pptx), ("ms-powerpoint.presentation.macroenabled", .pptx),
        ("ms-powerpoint.slideshow.macroenabled", .pptx), ("ms-powerpoint.template.macroenabled", .pptx),
    ]
    private static let openDocuments: [(kind: String, format: DocumentFormat)] = [
        ("text", .odt), ("spreadsheet", .ods), ("presentation", .odp),
    ]

    /// The format of the package that `source` is; nil where it is an archive like others.
    ///
    /// - Parameters:
    ///   - head: The beginning of `source`.
    ///   - source: A ZIP archive.
    /// - Returns: The format, or nil.
    /// - Throws: ``ReadingError`` where it is a package of a kind that is not read, or its directory is damaged.
    static func format(_ head: [UInt8], _ source: any ByteSource) throws(ReadingError) -> DocumentFormat? {
        // OpenDocument and EPUB: the first file is `mimetype`, stored as it is.
        if head.count > 38, head[30..<38].elementsEqual("mimetype".utf8),
            let format = try openFormat(String(decoding: head[38...].prefix(100), as: UTF8.self), source)
        {
            return format
        }
        let entries = try ZipDirectory(source).entries
        // Not all programs put it first.
        if let kind = try text(of: "mimetype", in: entries, source), let format = try openFormat(kind, source) {
            return format
        }
        guard let types = try text(of: "[content_types].xml", in: entries, source) else { return nil }
        if let found = Self.types.first(where: { types.contains($0.piece) }) { return found.format }
        let what =
            types.contains("ms-excel.sheet.binary") ? "a binary Excel workbook" : "an Office package of another kind"
        throw unread(what, source)
    }

    private static func openFormat(
        _ kind: String, _ source: any ByteSource
    ) throws(ReadingError) -> DocumentFormat? {
        if kind.hasPrefix("application/epub+zip") { return .epub }
        let prefix = "application/vnd.oasis.opendocument."
        guard kind.hasPrefix(prefix) else { return nil }
        let rest = kind.dropFirst(prefix.count)
        if let found = openDocuments.first(where: { rest.hasPrefix($0.kind) }) { return found.format }
        throw unread("an OpenDocument drawing, formula or database", source)
    }

    /// The text of the entry `name`, which is in small letters, in small letters; nil where there is none.
    private static func text(
        of name: String, in entries: [ZipDirectory.Entry], _ source: any ByteSource
    ) throws(ReadingError) -> String? {
        let entry = entries.first { entry in
            entry.path.count == name.utf8.count && String(decoding: entry.path, as: UTF8.self).lowercased() == name
        }
        guard let entry else { return nil }
        let budget = ExpansionBudget(size: 0, most: Int64(most), patience: 1)
        guard let stream = try? ZipDirectory.stream(of: entry, in: source, name: source.name, budget: budget),
            let bytes = try? stream.all(most: most)
        else { return "" }
        // UTF-16 is allowed, and what is looked for is ASCII.
        return String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self).lowercased()
    }

    private static func unread(_ what: String, _ source: any ByteSource) -> ReadingError {
        ReadingError(.binary, "is \(what), which is not read; save it as PDF", path: source.name)
    }
}
