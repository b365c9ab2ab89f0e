// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of Office files of before 2007, through catdoc's programs.
struct OldOfficeReader {
    var converters: Converters
    /// The most bytes of text.
    var largestText: Int

    /// Larger files are not looked into for what they are.
    private static let largest: Int64 = 256 << 20

    /// The format of the compound file `source`.
    ///
    /// - Throws: ``ReadingError`` where it is of a kind that is not read, opens with a password only, or is damaged.
    static func format(_ source: any ByteSource) throws(ReadingError) -> DocumentFormat {
        guard source.size <= largest else {
            throw ReadingError(
                .tooLarge, "has \(source.size) bytes, more than the limit of \(largest) for old Office files; split it",
                path: source.name)
        }
        guard let file = CompoundFile(try source.bytes(at: 0, count: Int(source.size))) else {
            throw ReadingError(.damaged, "is a damaged Office file of the old kind", path: source.name)
        }
        if file.entry("EncryptedPackage") != nil {
            throw ReadingError(.encrypted, "opens with a password only; save it without one", path: source.name)
        }
        if let document = file.entry("WordDocument") {
            // The bit of an encrypted document ([MS-DOC], 2.5.2).
            if file.contents(of: document).number(at: 10, 2) & 0x100 != 0 {
                throw ReadingError(.encrypted, "opens with a password only; save it without one", path: source.name)
            }
            return .doc
        }
        if file.entry("Workbook") != nil || file.entry("Book") != nil { return .xls }
        if file.entry("PowerPoint Document") != nil { return .ppt }
        if file.entry("__properties_version1.0") != nil { return .outlook }
        throw ReadingError(
            .binary, "is a file of an old Microsoft program that is not read; save it as PDF", path: source.name)
    }

    /// The text of the presentation `source`, a slide a page; nil where its structure can't be followed, and a converter may do better.
    static func presentation(_ source: any ByteSource) throws(ReadingError) -> String? {
        CompoundFile(try source.bytes(at: 0, count: Int(source.size))).flatMap { PowerPointText.text(of: $0) }
    }

    /// The document `source`.
    ///
    /// - Throws: ``ReadingError`` where catdoc is missing, goes past its limits or cannot read it, or a workbook opens with a
    ///   password only.
    func document(_ source: any ByteSource, as format: DocumentFormat) throws(ReadingError) -> SourceDocument {
        guard format == .xls else {
            return SourceDocument(text: try read(try source.input(), as: format), format: format)
        }
        let file = CompoundFile(try source.bytes(at: 0, count: Int(source.size)))
        let records = (file?.entry("Workbook") ?? file?.entry("Book")).flatMap { file?.contents(of: $0) } ?? []
        let rows = WorkbookRows(records)
        if rows.isEncrypted {
            throw ReadingError(.encrypted, "opens with a password only; save it without one", path: source.name)
        }
        let lines = WorkbookLines(try read(try source.input(), as: format), rows: rows)
        var document = SourceDocument(text: lines.text, format: format)
        document.cells = lines.cells
        return document
    }

    private func read(_ source: InputSource, as format: DocumentFormat) throws(ReadingError) -> String {
        source.rewind()
        // Strings of one byte a letter are Windows-1252 where the file does not say otherwise; catdoc would take Cyrillic.
        let charset = ["-s", "cp1252", "-d", "utf-8"]
        let (converter, arguments): (Converter, [String]) =
            switch format {
            case .xls: (.xls2csv, charset + ["-q3", "-c", "\t", "-b", "\u{C}", "/dev/stdin"])
            case .ppt: (.catppt, charset + ["-b", "\u{C}\n", "/dev/stdin"])
            default: (.catdoc, charset + ["-w", "/dev/stdin"])
            }
        let output = try converters.run(
            converter, arguments, input: source.file,
            limits: ChildProcess.Limits(seconds: 60, output: largestText), name: source.name)
        // catdoc ends with 0 and complains where it cannot read.
        var text = String(decoding: output.bytes, as: UTF8.self)
        if format == .doc { text = Self.paragraphs(text) }
        guard text.utf8.contains(where: { $0 > 0x20 }) else {
            if output.status != 0 || !output.errors.isEmpty {
                throw ReadingError(
                    .damaged, "is \(format.article) that cannot be read: \(output.errors.firstLine)", path: source.name)
            }
            throw ReadingError(.noText, "has no text", path: source.name)
        }
        while text.last == "\u{C}" || text.last == "\n" { text.removeLast() }
        return text + "\n"
    }

    /// `text`, whose paragraphs are lines, with empty lines between them.
    private static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }.joined(separator: "\n\n")
    }
}
