// SPDX-License-Identifier: GPL-3.0-or-later

/// The cells that the lines of a document's text are made of, where it is a workbook. In the text as it came they are
/// parted by tabs, those that are empty left out; in the text that is made of that by spaces.
///
/// Lines of rows that follow one another and have the same cells filled are one run. A line that it does not know is in
/// no cell, or nobody can say in which.
public struct SheetCells: Hashable, Sendable {
    /// Columns side by side.
    public struct Columns: Hashable, Sendable {
        /// The first, from 0.
        public var first: Int
        /// The number of them, from 1.
        public var count: Int
    }

    /// Lines that follow one another, of rows that do.
    struct Run: Hashable {
        /// The first line, from 0.
        var line: Int
        /// The line of the text as it came that the first is made of, from 0.
        var source: Int
        /// The number of lines.
        var count: Int
        /// The place of the sheet's name in ``SheetCells/sheets``.
        var sheet: Int
        /// The row of the first line, from 1.
        var row: Int
        /// The columns that have text, rising.
        var columns: [Columns]
    }

    /// The names of the sheets.
    private(set) var sheets: [String] = []
    /// The runs, by rising line.
    private(set) var runs: [Run] = []
    /// About how many bytes ``description`` has.
    private var size = 0

    /// The most bytes of ``description``. What comes later is not known.
    static let largest = 1 << 20
    /// The most bytes of a sheet's name.
    private static let longestName = 1_000
    /// No sheet has so many rows or columns, and no document so many lines.
    static let most = 1 << 31

    /// No cells.
    public init() {}

    /// True if no line is known.
    public var isEmpty: Bool { runs.isEmpty }

    /// Begins the sheet called `name`. Of one without a name, or with a name that nobody can write, nothing is known.
    public mutating func beginSheet(_ name: String) {
        let isName = name.utf8.count <= Self.longestName && name.utf8.allSatisfy { $0 >= 0x20 }
        let name = isName ? name : ""
        guard sheets.last != name else { return }
        sheets.append(name)
        size += name.utf8.count + 2
    }

    /// Says that `line` is made of the cells of `row` in `columns`.
    ///
    /// Nothing is said where there is no sheet, or lines or columns do not rise.
    ///
    /// - Parameters:
    ///   - line: The line, from 0.
    ///   - row: The row, from 1.
    ///   - columns: The columns from 0, in the order of the cells.
    public mutating func add(line: Int, row: Int, columns: [Int]) {
        var spans: [Columns] = []
        for column in columns {
            if let last = spans.last {
                let end = last.first + last.count
                guard column >= end else { return }
                if column == end {
                    spans[spans.count - 1].count += 1
                    continue
                }
            }
            spans.append(Columns(first: column, count: 1))
        }
        appendRun(line: line, source: line, count: 1, row: row, columns: spans)
    }

    /// Adds the cells of another text, whose first line is `line` here.
    public mutating func append(_ other: SheetCells, at line: Int) {
        var sheet = -1
        for run in other.runs {
            if run.sheet != sheet { beginSheet(other.sheets[run.sheet]) }
            sheet = run.sheet
            var moved = run
            (moved.line, moved.source, moved.sheet) = (run.line + line, run.source + line, sheets.count - 1)
            add(moved)
        }
    }

    /// Adds a run of the last sheet, as its own where it does not go on from the one before.
    mutating func appendRun(line: Int, source: Int, count: Int, row: Int, columns: [Columns]) {
        add(Run(line: line, source: source, count: count, sheet: sheets.count - 1, row: row, columns: columns))
    }

    private mutating func add(_ run: Run) {
        let end = runs.last.map { $0.line + $0.count } ?? 0
        let sourceEnd = runs.last.map { $0.source + $0.count } ?? 0
        guard run.sheet >= 0, !sheets[run.sheet].isEmpty, run.line >= end, run.line < Self.most,
            run.source >= sourceEnd, run.source < Self.most,
            (1..<Self.most).contains(run.row),
            let first = run.columns.first, first.first >= 0,
            let last = run.columns.last, last.first < Self.most, last.count < Self.most
        else { return }
        if let last = runs.last, last.sheet == run.sheet, end == run.line, sourceEnd == run.source,
            last.row + last.count == run.row,
            last.columns == run.columns
        {
            runs[runs.count - 1].count += run.count
            return
        }
        let grown = size + 16 + 6 * run.columns.count
        guard grown <= Self.largest else { return }
        size = grown
        runs.append(run)
    }

    /// The run in which `line` (from 0) is. O(log runs).
    private func run(of line: Int) -> Run? {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].line <= line { low = middle + 1 } else { high = middle }
        }
        guard low > 0, line < runs[low - 1].line + runs[low - 1].count else { return nil }
        return runs[low - 1]
    }

    /// The line of the text as it came, from 0, that `line` is made of; nil where it is not known.
    public func source(of line: Int) -> Int? { run(of: line).map { $0.source + (line - $0.line) } }

    /// The reference to the cell behind the beginning of a line.
    ///
    /// - Parameters:
    ///   - line: The line, from 0.
    ///   - beginning: What stands in it before the place.
    ///   - original: The line of the text as it came that it is made of: ``source(of:)``.
    /// - Returns: The reference; nil where it is not known, as where the beginning is not that of the text as it came.
    public func reference(line: Int, behind beginning: String, original: Substring) -> String? {
        guard let run = run(of: line),
            original.utf8.count(where: { $0 == 0x09 }) + 1 == run.columns.reduce(0, { $0 + $1.count })
        else { return nil }
        var rest = original.unicodeScalars[...]
        var tabs = 0
        func pass() {
            while let space = rest.first, Self.isSpace(space) {
                if space == "\t" { tabs += 1 }
                rest.removeFirst()
            }
        }
        for scalar in beginning.unicodeScalars where !Self.isSpace(scalar) {
            pass()
            guard rest.popFirst() == scalar else { return nil }
        }
        pass()
        return reference(line: line, cell: tabs)
    }

    /// True for what stands between words, and for marks that are not seen.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }

    /// The reference to a cell as spreadsheets write it, `Talous!B12`, `'Talous 2021'!B12`.
    ///
    /// - Parameters:
    ///   - line: The line, from 0.
    ///   - cell: The cell's number in the line, from 0: the tabs before it.
    /// - Returns: The reference; nil where it is not known.
    public func reference(line: Int, cell: Int) -> String? {
        guard let run = run(of: line), cell >= 0 else { return nil }
        var left = cell
        for columns in run.columns {
            if left < columns.count {
                return Self.quoted(sheets[run.sheet]) + "!" + Self.letters(of: columns.first + left)
                    + String(run.row + (line - run.line))
            }
            left -= columns.count
        }
        return nil
    }

    /// The cells of lines that were made of these: `source` gives for each of them, by rising number, the line here that it
    /// was made of; nil where that is none, or several.
    public func following(_ source: some Sequence<Int?>) -> SheetCells {
        var made = SheetCells()
        for (number, line) in source.enumerated() {
            guard let line, let run = run(of: line) else { continue }
            made.beginSheet(sheets[run.sheet])
            let place = line - run.line
            made.appendRun(
                line: number, source: run.source + place, count: 1, row: run.row + place, columns: run.columns)
        }
        return made
    }

    /// The name of a column: `A`, `B`, … `Z`, `AA`.
    private static func letters(of column: Int) -> String {
        var rest = column + 1
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    /// The name of a sheet as references have it: between apostrophes unless it is a word that is nothing else.
    private static func quoted(_ name: String) -> String {
        let scalars = name.unicodeScalars
        let isWord =
            scalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType == .decimal }
            && scalars.first.map { $0 == "_" || $0.properties.isAlphabetic } ?? false
        return isWord && !isCell(name) ? name : "'" + name.replacing("'", with: "''") + "'"
    }

    /// True if `name` means something without a sheet: `A1`, `R1C1`, `RC`, `TRUE`.
    private static func isCell(_ name: String) -> Bool {
        let name = name.uppercased()
        if ["TRUE", "FALSE", "TOSI", "EPÄTOSI"].contains(name) { return true }
        var rest = Substring(name)
        func take(_ isPart: (Character) -> Bool) -> Int {
            let part = rest.prefix(while: isPart)
            rest = rest.dropFirst(part.count)
            return part.count
        }
        let letters = take { $0.isASCII && $0.isLetter }
        if (1...3).contains(letters), take(\.isNumber) > 0, rest.isEmpty { return true }
        rest = Substring(name)
        if rest.first == "R" {
            rest.removeFirst()
            _ = take(\.isNumber)
        }
        if rest.first == "C" {
            rest.removeFirst()
            _ = take(\.isNumber)
        }
        return rest.isEmpty
    }
}
