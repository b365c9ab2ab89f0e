// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the records of a table or of JSON lines, one after the other: the file may be larger than the memory.
struct RecordReader {
    private let kind: RecordSplitter.Kind
    private let table: CSVTable?
    private let name: String

    /// A longer record is no record.
    private static let longest = 16 << 20

    /// A reader of the table `table`, or of JSON lines where there is none.
    init(_ table: CSVTable?, name: String) {
        kind = table == nil ? .jsonLines : .csv
        self.table = table
        self.name = name
    }

    /// True if what begins with `head` is JSON lines: the first line is an object, and so are most of the others. Those
    /// that are not are failures of their own.
    static func isJSONLines(_ head: [UInt8], isWhole: Bool) -> Bool {
        var splitter = RecordSplitter(.jsonLines)
        let lines = splitter.records(in: head[...], isLast: isWhole).compactMap { $0 }
            .filter { $0.contains { $0 > 0x20 } }
        guard let first = lines.first else {
            // One line that goes on beyond the head: an object's beginning is `{"`.
            return head.filter { $0 > 0x20 }.prefix(2).elementsEqual("{\"".utf8) && head.contains(0x3A)
        }
        guard case .object(let members)? = JSONValue(first), !members.isEmpty else { return false }
        let objects = lines.count {
            if case .object? = JSONValue($0) { true } else { false }
        }
        return objects * 2 > lines.count
    }

    /// Calls `body` with each record's number, from 1, and its document or why there is none, until it says false.
    ///
    /// - Returns: Whether all records were given.
    /// - Throws: ``ReadingError`` where the bytes cannot be read.
    func read(
        _ stream: any ByteStream, _ body: (Int, Result<SourceDocument, ReadingError>) -> Bool
    ) throws(ReadingError) -> Bool {
        if let table, !table.titles.isEmpty {
            let text = table.titles.joined(separator: "\n") + "\n"
            guard body(0, .success(SourceDocument(text: text, format: .csv))) else { return false }
        }
        var splitter = RecordSplitter(kind, longest: Self.longest)
        var number = 0
        var headers = table.map { $0.recordsBefore + 1 } ?? 0
        var isFirst = true
        while true {
            var bytes = try stream.next()
            let isLast = bytes.isEmpty
            if isFirst && bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            isFirst = false
            for record in splitter.records(in: bytes[...], isLast: isLast) where record?.isEmpty != true {
                if headers > 0 {
                    headers -= 1
                    continue
                }
                number += 1
                guard let record else {
                    guard body(number, .failure(tooLong(number))) else { return false }
                    continue
                }
                if let document = document(record) {
                    guard body(number, document) else { return false }
                }
            }
            if isLast { return true }
        }
    }

    private func tooLong(_ number: Int) -> ReadingError {
        ReadingError(
            .damaged, "has a record \(number) of more than \(Self.longest >> 20) MiB; is a quotation mark missing?",
            path: name)
    }

    /// The document of a record; nil where nothing stands in it.
    private func document(_ record: [UInt8]) -> Result<SourceDocument, ReadingError>? {
        guard record.contains(where: { $0 > 0x20 }) else { return nil }
        let text: [UInt8]
        let encoding: SourceDocument.Encoding
        if String(validating: record, as: UTF8.self) != nil {
            (text, encoding) = (record, .utf8)
        } else {
            (text, encoding) = (Array(EightBitText.decodeWindows1252(record).utf8), .windows1252)
        }
        var values: [(name: String, value: String)]
        if let table {
            let cells = CSVTable.cells(of: text, separator: table.separator)
            guard cells.count <= table.names.count || cells[table.names.count...].allSatisfy(\.isEmpty) else {
                return .failure(
                    ReadingError(
                        .damaged, "has \(cells.count) cells, but the table \(table.names.count) columns", path: name))
            }
            values = Array(zip(table.names, cells)).map { (name: $0, value: $1) }
        } else {
            guard case .object(let members)? = JSONValue(text) else {
                return .failure(ReadingError(.damaged, "is no JSON object", path: name))
            }
            values = JSONValue.object(members).fields()
        }
        guard var document = RecordDocument.document(of: values) else { return nil }
        document.encoding = encoding
        document.format = table == nil ? .jsonLines : .csv
        return .success(document)
    }
}
