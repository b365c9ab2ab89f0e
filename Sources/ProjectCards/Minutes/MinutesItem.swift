// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// A numbered item of minutes where it is named: in the list of items, or above its text.
struct MinutesItem {
    var number: Int
    /// The lines of number and heading.
    var line: Int
    /// The text behind the number on its line.
    var rest: Range<Int>

    /// The item whose number begins `line`: `§ 12`, `12 §`, `§ 12 Heading`, *Kaupunginhallitus § 12 12.3.2024*.
    ///
    /// *Kaupunginhallitus, § 357, 2.12.2024* tells where the matter was before, and `(29 §)` is a law's.
    init?(_ line: Int, in text: PaperLines) {
        let range = text.trimmed(text.lines[line])
        guard range.count >= 2, range.count < 400 else { return nil }
        let bytes = text.bytes
        if let number = Self.underBody(range, in: text) {
            self.number = number
            self.line = line
            rest = range.upperBound..<range.upperBound
            return
        }
        var index = range.lowerBound
        func blanks() { while index < range.upperBound, bytes[index] == 0x20 { index += 1 } }
        func number() -> Int? {
            let start = index
            while index < range.upperBound, bytes[index].isASCIIDigit { index += 1 }
            guard index > start, index - start <= 4 else { return nil }
            return Int(String(decoding: bytes[start..<index], as: UTF8.self))
        }
        func sign() -> Bool {
            guard index + 1 < range.upperBound, bytes[index] == 0xC2, bytes[index + 1] == 0xA7 else { return false }
            index += 2
            return true
        }
        let found: Int?
        if sign() {
            blanks()
            found = number()
        } else if let first = number() {
            blanks()
            found = sign() ? first : nil
        } else {
            return nil
        }
        guard let value = found, value > 0 else { return nil }
        // *§ 1–3*, *5 §:n mukaan*, *§ 12, 13* are of several, or of a law.
        if index < range.upperBound, ![0x20, 0x09].contains(bytes[index]) { return nil }
        blanks()
        if index < range.upperBound {
            guard LabelLetters.isCapital(bytes, index) || !LabelLetters.isWord(bytes, index) else { return nil }
            // Another number or sign begins a list of items.
            if bytes[index] == 0xC2 || bytes[index] == 0x2C || bytes[index] == 0x2D { return nil }
        }
        self.number = value
        self.line = line
        rest = index..<range.upperBound
    }

    /// The number of *Kaupunginhallitus § 12 12.3.2024*, which stands above an item's text; nil for another line.
    private static func underBody(_ range: Range<Int>, in text: PaperLines) -> Int? {
        let bytes = text.bytes
        guard range.count < 120, LabelLetters.isCapital(bytes, range.lowerBound), !bytes[range.lowerBound].isASCIIDigit,
            let sign = bytes[range].firstIndex(of: 0xC2), sign + 1 < range.upperBound, bytes[sign + 1] == 0xA7,
            !bytes[range.lowerBound..<sign].contains(where: { $0.isASCIIDigit || $0 == 0x2C || $0 == 0x2E })
        else { return nil }
        let line = text.string(range)
        guard let match = line.wholeMatch(of: /[^§]{3,80}\s§\s*([0-9]{1,4})(?:\s+[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})?/)
        else {
            return nil
        }
        return Int(match.output.1)
    }
}
