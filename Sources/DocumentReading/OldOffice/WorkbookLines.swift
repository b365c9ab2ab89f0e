// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// The text of a workbook out of what a converter makes of it: a line a row, every cell between quotation marks and before
/// a tab, sheets ended by form feeds.
struct WorkbookLines {
    /// The text: a line a row, cells that have text parted by tabs, pages by form feeds; before the rows of a sheet its name.
    private(set) var text = ""
    /// The cells that the lines of ``text`` are made of.
    private(set) var cells = SheetCells()

    /// The text of `converted`, whose lines stand in the rows `rows`. Where they are others, it is not told where any
    /// stands. O(n).
    init(_ converted: String, rows: WorkbookRows) {
        var pages = converted.split(separator: "\u{C}", omittingEmptySubsequences: false).map {
            Self.lines(in: $0.utf8)
        }
        while pages.last?.isEmpty == true { pages.removeLast() }
        let isKnown = pages.count == rows.pages.count
        var number = 0
        func add(_ line: String) {
            text += line + "\n"
            number += 1
        }
        for (index, lines) in pages.enumerated() {
            if index > 0 { text += "\u{C}" }
            let page = isKnown ? rows.pages[index] : nil
            if let name = page?.name {
                cells.beginSheet(name)
                add(name)
                add("")
            }
            let isPlaced =
                page?.name != nil && lines.count == page?.rows.count
                && zip(lines, page?.rows ?? []).allSatisfy { $0.count == $1.last + 1 }
            for (row, cellsOfRow) in isPlaced ? Self.placed(lines, page) : lines.map({ (nil, $0) }) {
                let filled = cellsOfRow.indices.filter { cellsOfRow[$0].contains { !$0.isWhitespace } }
                guard !filled.isEmpty else { continue }
                if let row { cells.add(line: number, row: row + 1, columns: filled) }
                add(filled.map { cellsOfRow[$0] }.joined(separator: "\t"))
            }
        }
    }

    /// The rows of `page`, each with its number and the text of its cells: those of `lines`, and what is true or false.
    private static func placed(_ lines: [[String]], _ page: WorkbookRows.Page?) -> [(Int?, [String])] {
        guard let page else { return [] }
        var rows = Dictionary(uniqueKeysWithValues: zip(page.rows.map(\.number), lines))
        for (number, values) in page.booleans {
            for (column, value) in values {
                var cells = rows[number] ?? []
                cells += repeatElement("", count: max(0, column + 1 - cells.count))
                cells[column] = value ? "TOSI" : "EPÄTOSI"
                rows[number] = cells
            }
        }
        return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The cells of each line of a page. Line ends and tabs within a cell are spaces.
    private static func lines(in page: Substring.UTF8View) -> [[String]] {
        var lines: [[String]] = []
        var line: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        // A mark within a cell is doubled.
        var isAfterMark = false
        var hasLine = false
        func endCell() {
            line.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        for byte in page {
            hasLine = true
            if byte == 0x22 {
                if isAfterMark { cell.append(byte) }
                isAfterMark = isQuoted
                isQuoted.toggle()
                continue
            }
            isAfterMark = false
            switch byte {
            case 0x09 where !isQuoted: endCell()
            case 0x0A where !isQuoted:
                endCell()
                lines.append(line)
                (line, hasLine) = ([], false)
            case 0x09, 0x0A, 0x0D: cell.append(0x20)
            default: cell.append(byte)
            }
        }
        if hasLine {
            endCell()
            lines.append(line)
        }
        return lines
    }
}
