// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// A format of numbers in spreadsheets, `#,##0.00 "€"` (ISO/IEC 29500-1, 18.8.31), shown as in Finland: a comma before
/// the decimals, a space between thousands.
struct NumberFormat {
    /// A piece of a format, in order.
    enum Piece: Hashable {
        case text(String)
        /// A part of a day or a time, `yyyy`, `m`, `ss`, in small letters; minutes are `n`.
        case time(String)
        /// Where the digits stand.
        case digits
    }

    /// A form for positive numbers, negative ones, zero.
    struct Section: Hashable {
        var pieces: [Piece] = []
        var decimals = 0
        var integerDigits = 0
        var hasGroups = false
        var isScientific = false
        /// Times that it is multiplied by a hundred, less the times that it is divided by a thousand.
        var percents = 0
        var thousands = 0
        var isGeneral = false
        /// True if hours count on beyond a day.
        var isElapsed = false

        var isTime: Bool {
            pieces.contains { if case .time = $0 { true } else { false } }
        }
    }

    private var sections: [Section]

    static let general = NumberFormat("General")

    /// The format that `code` tells.
    init(_ code: String) {
        sections = Self.split(code).prefix(3).map { FormatParser.section($0) }
        if sections.isEmpty { sections = [Section(isGeneral: true)] }
    }

    /// `number` in this format; days are counted from 1904 or from 1900.
    func text(of number: Double, is1904: Bool = false) -> String {
        guard number.isFinite else { return "" }
        let isNegative = number < 0 && sections.count > 1
        let section = isNegative ? sections[1] : number == 0 && sections.count > 2 ? sections[2] : sections[0]
        if section.isGeneral {
            return section.pieces.map { piece in
                if case .text(let text) = piece { text } else { Self.general(number) }
            }.joined()
        }
        if section.isTime { return DateText(number, is1904: is1904, section).text }
        // A form of its own for negative numbers has the sign where it wants it.
        var value = isNegative ? -number : number
        for _ in 0..<min(section.percents, 4) { value *= 100 }
        for _ in 0..<min(section.thousands, 6) { value /= 1000 }
        let shown = Self.number(value, section)
        var hasDigits = false
        var text = ""
        for piece in section.pieces {
            switch piece {
            case .text(let literal): text += literal
            case .digits:
                if !hasDigits { text += shown }
                hasDigits = true
            case .time: break
            }
        }
        return text
    }

    /// A number without a format: as many decimals as it has, eleven digits at most.
    private static func general(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return formatted("%.*g", 11, number).replacing(".", with: ",")
    }

    private static func number(_ value: Double, _ section: Section) -> String {
        if section.isScientific { return formatted("%.*E", section.decimals, value).replacing(".", with: ",") }
        let shown = formatted("%.*f", min(section.decimals, 30), abs(value))
        let parts = shown.split(separator: ".", maxSplits: 1)
        var whole = String(parts[0])
        if whole.utf8.count < section.integerDigits {
            whole = String(repeating: "0", count: section.integerDigits - whole.utf8.count) + whole
        }
        if section.hasGroups { whole = grouped(whole) }
        let decimals = parts.count > 1 ? "," + parts[1] : ""
        let isZero = !shown.contains { $0 != "0" && $0 != "." }
        return (value < 0 && !isZero ? "-" : "") + whole + decimals
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text += "\u{A0}" }
            text.append(digit)
        }
        return text
    }

    private static func formatted(_ format: String, _ digits: Int, _ value: Double) -> String {
        var buffer = [CChar](repeating: 0, count: 400)
        let count = unsafe withVaList([Int32(digits), value]) { unsafe vsnprintf(&buffer, 400, format, $0) }
        return String(
            decoding: buffer.prefix(max(0, min(Int(count), 399))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The sections of `code`, at `;` outside quotes.
    private static func split(_ code: String) -> [String] {
        var sections = [""]
        var isQuoted = false
        var isEscaped = false
        for character in code {
            if character == ";" && !isQuoted && !isEscaped {
                sections.append("")
                continue
            }
            if character == "\"" && !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isEscaped
            sections[sections.count - 1].append(character)
        }
        return sections
    }
}
