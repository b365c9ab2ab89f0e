// SPDX-License-Identifier: GPL-3.0-or-later

/// The form of a table of separated values (RFC 4180, with the separators that Finnish spreadsheets use).
struct CSVTable {
    /// The separator between cells: `,`, `;` or a tab.
    var separator: UInt8
    /// The cells of the first record.
    var names: [String]

    /// The table that begins with `head`; nil where that is no table.
    ///
    /// A table has a name in each cell of its first record, all of them different, and at least one more record; all
    /// records have as many cells. Two columns could be a list of names, so that three are asked for. Prose has commas
    /// too: quotes stand around whole cells only, names of columns are short and end no sentence, and where a space
    /// follows each comma of the first line, two more records and no empty lines between them are asked for.
    ///
    /// - Parameters:
    ///   - head: The beginning of the text, valid UTF-8 but perhaps for its end.
    ///   - isWhole: Whether that is all.
    init?(head: [UInt8], isWhole: Bool) {
        let first = Array(head.prefix { $0 != 0x0A })
        for separator in [0x3B, 0x09, 0x2C] as [UInt8] {
            // Most texts are no tables, and this shows it at once.
            if first.lazy.filter({ $0 == separator }).count < 2 { continue }
            var records: [[String]] = []
            var isQuotedWell = true
            var splitter = RecordSplitter(.csv)
            for record in splitter.records(in: head[...], isLast: isWhole).compactMap({ $0 }) {
                isQuotedWell = isQuotedWell && Self.hasQuotesAroundCells(record, separator: separator)
                records.append(Self.cells(of: record, separator: separator))
            }
            // The last record of what is not the whole was not given; it may be all of the rest.
            if records.count == 1, let begun = splitter.openRecord, begun.contains(separator) {
                isQuotedWell = isQuotedWell && Self.hasQuotesAroundCells(begun, separator: separator)
                var cells = Self.cells(of: begun, separator: separator)
                cells += [String](repeating: "", count: max(0, records[0].count - cells.count))
                records.append(cells)
            }
            if records.last == [""] { records.removeLast() }
            let filled = records.filter { $0 != [""] }
            guard isQuotedWell, let names = filled.first, names.count >= 3, filled.count >= 2,
                filled.allSatisfy({ $0.count == names.count }), Self.areNames(names),
                !Self.isSpaced(first) || separator != 0x2C || records.count >= 3 && filled.count == records.count
            else { continue }
            self.separator = separator
            self.names = names
            return
        }
        return nil
    }

    private static func areNames(_ names: [String]) -> Bool {
        Set(names).count == names.count
            && names.allSatisfy { name in
                !name.isEmpty && name.utf8.count <= 60 && name.contains(where: \.isLetter) && !name.contains("\n")
                    && name.last.map(".:?!".contains) != true && !name.contains(". ")
                    && name.split(whereSeparator: \.isWhitespace).count <= 5
            }
    }

    /// True if a space follows each comma of `line`, as in prose.
    private static func isSpaced(_ line: [UInt8]) -> Bool {
        line.indices.allSatisfy { line[$0] != 0x2C || line.element(at: $0 + 1) == 0x20 }
    }

    /// True if quotes stand around whole cells only, and doubled ones within such.
    private static func hasQuotesAroundCells(_ record: [UInt8], separator: UInt8) -> Bool {
        var isQuoted = false
        var begins = true
        var index = 0
        while index < record.count {
            let byte = record[index]
            if isQuoted {
                if byte == 0x22 {
                    if record.element(at: index + 1) == 0x22 {
                        index += 1
                    } else {
                        isQuoted = false
                        let next = record[(index + 1)...].first { $0 != 0x20 }
                        if let next, next != separator { return false }
                    }
                }
            } else if byte == 0x22 {
                if !begins { return false }
                isQuoted = true
                begins = false
            } else if byte == separator {
                begins = true
            } else if byte != 0x20 {
                begins = false
            }
            index += 1
        }
        return true
    }

    /// The cells of a record, without white space around them.
    static func cells(of record: [UInt8], separator: UInt8) -> [String] {
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        func finish() {
            cells.append(String(decoding: cell, as: UTF8.self).trimmed(\.isWhitespace))
            cell.removeAll(keepingCapacity: true)
        }
        while index < record.count {
            let byte = record[index]
            if isQuoted {
                if byte != 0x22 {
                    cell.append(byte)
                } else if record.element(at: index + 1) == 0x22 {
                    cell.append(0x22)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == 0x22, cell.allSatisfy({ $0 == 0x20 }) {
                cell.removeAll(keepingCapacity: true)
                isQuoted = true
            } else if byte == separator {
                finish()
            } else {
                cell.append(byte)
            }
            index += 1
        }
        finish()
        return cells
    }
}
