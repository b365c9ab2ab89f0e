// SPDX-License-Identifier: GPL-3.0-or-later

/// The form of a table of separated values (RFC 4180, with the separators that Finnish spreadsheets use).
struct CSVTable {
    /// The separator between cells: `,`, `;` or a tab.
    var separator: UInt8
    /// The names of the columns: the cells of the first record that is one of the table's.
    var names: [String]
    /// The records that stand before the names: what Excel is told of the separator, titles.
    var recordsBefore = 0
    /// The titles above the table, a line each.
    var titles: [String] = []

    /// The bytes that are looked at before all are.
    private static let firstLook = 2_048
    /// Titles above a table have no more lines.
    private static let mostTitles = 10

    /// The table that begins with `head`; nil where that is no table.
    ///
    /// A table has a name in each cell of its first record (titles of one or two cells may stand above it), all of them different, and at least one more record; all
    /// records have as many cells. Two columns could be a list of names, so that three are asked for. Prose has commas
    /// too: quotes stand around whole cells only, names of columns are short and end no sentence, and where a space
    /// follows each comma of the first line, two more records and no empty lines between them are asked for.
    ///
    /// - Parameters:
    ///   - head: The beginning of the text, valid UTF-8 but perhaps for its end.
    ///   - isWhole: Whether that is all.
    init?(head: [UInt8], isWhole: Bool) {
        let told = Self.toldSeparator(head)
        for separator in told.map({ [$0] }) ?? [0x3B, 0x09, 0x2C] as [UInt8] {
            // Most texts are no tables, and this shows it at once.
            if head.lazy.filter({ $0 == separator }).count < 4 { continue }
            let skipped = told == nil ? 0 : 1
            var first = RecordSplitter(.csv)
            let begun = first.records(in: head.prefix(Self.firstLook), isLast: false).compactMap { $0 }
            if Self.mayBegin(begun.dropFirst(skipped), separator) == false { continue }
            var splitter = RecordSplitter(.csv)
            var lines = splitter.records(in: head[...], isLast: isWhole).compactMap { $0 }
            guard Self.mayBegin(lines.dropFirst(skipped), separator) == true else { continue }
            var isQuotedWell = lines.allSatisfy { Self.hasQuotesAroundCells($0, separator: separator) }
            var records = lines.map { Self.cells(of: $0, separator: separator) }
            // The last record of what is not the whole was not given; it may be all of the rest.
            if records.count == 1 + skipped, let begun = splitter.openRecord, begun.contains(separator) {
                isQuotedWell = isQuotedWell && Self.hasQuotesAroundCells(begun, separator: separator)
                var cells = Self.cells(of: begun, separator: separator)
                cells += [String](repeating: "", count: max(0, records[skipped].count - cells.count))
                records.append(cells)
                lines.append(begun)
            }
            if records.last == [""] { records.removeLast() }
            guard isQuotedWell, let start = Self.start(of: records, from: skipped, lines, separator) else { continue }
            self.separator = separator
            names = Self.withoutLooseEnd(records[start])
            // Empty lines are no records to whoever counts them.
            recordsBefore = lines[..<start].count { !$0.isEmpty }
            titles = records[skipped..<start].map { $0.filter { !$0.isEmpty }.joined(separator: " ") }
                .filter { !$0.isEmpty }
            return
        }
        return nil
    }

    /// The separator that a first line `sep=;` tells Excel; nil where there is none.
    private static func toldSeparator(_ head: [UInt8]) -> UInt8? {
        let first = head.prefix(8).prefix { $0 != 0x0A && $0 != 0x0D }
        guard first.count == 5, String(decoding: first.dropLast(), as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return first.last
    }

    /// `cells` without the empty one that a separator at the line's end makes.
    private static func withoutLooseEnd(_ cells: [String]) -> [String] {
        cells.count > 1 && cells.last?.isEmpty == true ? Array(cells.dropLast()) : cells
    }

    /// False where ``start(of:from:_:_:)`` finds none whatever follows: the first records tell it of most texts. Nil where all
    /// of `lines` may be titles, and more may tell.
    private static func mayBegin(_ lines: ArraySlice<[UInt8]>, _ separator: UInt8) -> Bool? {
        for line in lines.prefix(mostTitles + 1) {
            let record = cells(of: line, separator: separator)
            let names = withoutLooseEnd(record)
            if names.count >= 3, areNames(names) { return true }
            guard mayBeTitle(record, separator) else { return false }
        }
        return lines.count > mostTitles ? false : nil
    }

    /// True if `record` may stand above a table: a title stands in one cell, or two.
    private static func mayBeTitle(_ record: [String], _ separator: UInt8) -> Bool {
        // Prose has commas, and lines without.
        if separator == 0x2C, record.count == 1, !record[0].isEmpty { return false }
        return record.count { !$0.isEmpty } <= 2
    }

    /// The place of the names in `records`; nil where these are no table.
    private static func start(
        of records: [[String]], from first: Int, _ lines: [[UInt8]], _ separator: UInt8
    ) -> Int? {
        for start in first..<min(records.count, first + mostTitles + 1) {
            let names = withoutLooseEnd(records[start])
            let filled = records[start...].filter { $0 != [""] }
            if names.count >= 3, filled.count >= 2, areNames(names),
                filled.allSatisfy({ Self.fits($0, names.count) }),
                !isSpaced(lines[start]) || separator != 0x2C
                    || records.count - start >= 3 && filled.count == records.count - start
            {
                return start
            }
            guard mayBeTitle(records[start], separator) else { return nil }
        }
        return nil
    }

    /// True if `cells` are those of a table with `count` columns, or one more that is empty.
    private static func fits(_ cells: [String], _ count: Int) -> Bool {
        cells.count == count || cells.count > count && cells[count...].allSatisfy(\.isEmpty)
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
