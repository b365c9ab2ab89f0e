// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a worksheet: a line a row, cells parted by tabs, as the workbook shows them.
struct SheetText {
    private let styles: CellStyles
    private let strings: SharedStrings
    /// The rows, each ended by a line end; then the header and footer of the printed page.
    private(set) var text = ""
    private var line = ""
    private var kind = "n"
    private var style = 0
    private var value = ""
    private var isValue = false
    private var isMargin = false

    private static let margins: Set<String> = [
        "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter",
    ]

    init(styles: CellStyles, strings: SharedStrings) {
        self.styles = styles
        self.strings = strings
    }

    mutating func read(_ reader: XMLReader) throws(OfficeError) {
        while try reader.next() {
            switch reader.kind {
            case .text: if isValue || isMargin { value += reader.text }
            case .start:
                switch reader.name {
                case "rPh", "f": try reader.skip()
                case "c" where !reader.isEmpty:
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
            if !shown.isEmpty { text += "\n" + shown + "\n" }
        default: break
        }
    }

    private mutating func add(_ cell: String) {
        let cell = cell.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard cell.contains(where: { !$0.isWhitespace }) else { return }
        if !line.isEmpty { line += "\t" }
        line += cell
    }

    private mutating func endRow() {
        if !line.isEmpty { text += line + "\n" }
        line = ""
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
