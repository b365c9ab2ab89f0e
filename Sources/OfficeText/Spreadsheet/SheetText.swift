// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// The text of a worksheet: a line a row, cells parted by tabs, as the workbook shows them.
struct SheetText {
    private let styles: CellStyles
    private let strings: SharedStrings
    /// The rows, each ended by a line end; then the header and footer of the printed page.
    private(set) var text = ""
    /// The cells that the rows in ``text`` are made of.
    private(set) var cells = SheetCells()
    private var lines = 0
    /// The row that has begun, from 1, and the columns of its cells that have text.
    private var row = 0
    private var columns: [Int] = []
    /// The column of the cell that has begun, from 0.
    private var column = -1
    /// True while nothing speaks against it that the cells of the row are where they say.
    private var isPlaced = true
    private var line = ""
    private var kind = "n"
    private var style = 0
    private var value = ""
    private var isValue = false
    private var isMargin = false

    private static let margins: Set<String> = [
        "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter",
    ]

    /// A reader of the sheet called `name`.
    init(_ name: String, styles: CellStyles, strings: SharedStrings) {
        self.styles = styles
        self.strings = strings
        cells.beginSheet(name)
    }

    mutating func read(_ reader: XMLReader) throws(OfficeError) {
        while try reader.next() {
            switch reader.kind {
            case .text: if isValue || isMargin { value += reader.text }
            case .start:
                switch reader.name {
                case "rPh", "f": try reader.skip()
                case "row": beginRow(reader.attribute("r"))
                case "c":
                    beginCell(reader.attribute("r"))
                    if reader.isEmpty { continue }
                    kind = reader.attribute("t") ?? "n"
                    style = reader.attribute("s").flatMap { Int($0) } ?? 0
                    value = ""
                case "v", "t": isValue = !reader.isEmpty
                case let name where Self.margins.contains(name):
                    isMargin = !reader.isEmpty
                    value = ""
                default: break
                }
            case .end: end(reader.name)
            }
        }
        endRow()
    }

    private mutating func end(_ name: String) {
        switch name {
        case "v", "t": isValue = false
        case "c": add(shown)
        case "row": endRow()
        case let name where Self.margins.contains(name):
            isMargin = false
            let shown = Self.withoutCodes(value)
            guard !shown.isEmpty else { return }
            text += "\n" + shown + "\n"
            lines += 2
        default: break
        }
    }

    private mutating func add(_ cell: String) {
        let cell = cell.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard cell.contains(where: { !$0.isWhitespace }) else { return }
        // A tab of its own would be taken for the end of a cell.
        if cell.utf8.contains(0x09) { isPlaced = false }
        columns.append(column)
        if !line.isEmpty { line += "\t" }
        line += cell
    }

    /// Begins the row that says it is number `told`: where it does not say, the one after the last.
    private mutating func beginRow(_ told: String?) {
        row = told.map { Int($0) ?? -1 } ?? row + 1
        (column, columns, isPlaced) = (-1, [], row > 0)
    }

    /// Begins the cell that says it is `told`, `B12`: where it does not say, the one after the last.
    private mutating func beginCell(_ told: String?) {
        guard let told else { return column += 1 }
        let letters = told.utf8.prefix { $0 > 0x40 }
        guard (1...4).contains(letters.count), letters.allSatisfy({ $0 <= 0x5A }),
            Int(told.dropFirst(letters.count)) == row
        else { return isPlaced = false }
        column = letters.reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1
    }

    private mutating func endRow() {
        if !line.isEmpty {
            text += line + "\n"
            if isPlaced { cells.add(line: lines, row: row, columns: columns) }
            lines += 1
        }
        line = ""
        columns = []
    }

    /// The cell as the workbook shows it, to a Finn.
    private var shown: String {
        switch kind {
        case "s": Int(value).flatMap { strings.strings.indices.contains($0) ? strings.strings[$0] : nil } ?? ""
        case "b": value == "1" || value == "true" ? "TOSI" : value.isEmpty ? "" : "EPÄTOSI"
        case "n": Double(value).map { styles.text(of: $0, style: style) } ?? value
        case "d": value.replacing("T00:00:00", with: "")
        default: value
        }
    }

    /// The text of a header or footer (ISO/IEC 29500-1, 18.3.1.46): `&L`, `&"Arial"`, `&12`, `&P` and so on are codes.
    private static func withoutCodes(_ value: String) -> String {
        var text = ""
        var rest = value[...]
        while let character = rest.popFirst() {
            guard character == "&" else {
                text.append(character)
                continue
            }
            guard let code = rest.popFirst() else { break }
            if code == "&" {
                text.append("&")
            } else if code == "\"" {
                rest = rest.drop { $0 != "\"" }.dropFirst()
            } else if code.isNumber {
                rest = rest.drop { $0.isNumber }
            } else if code == "K" {
                rest = rest.dropFirst(6)
            } else if "LCR".contains(code) {
                text.append("\t")
            }
        }
        return text.split { $0 == "\t" || $0.isNewline }.joined(separator: "\t")
    }
}
