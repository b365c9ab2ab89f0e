// SPDX-License-Identifier: GPL-3.0-or-later

extension Unicode.Scalar {
    /// True if the scalar parts words of a query: white space, control characters, the zero-width space, the byte
    /// order mark.
    var isQuerySpace: Bool {
        switch value {
        case 0...0x20, 0x7F...0xA0: true
        case 0x21...0x167F: false
        case 0x200B, 0xFEFF: true
        default: properties.isWhitespace
        }
    }

    /// True if the scalar can be searched for: a letter, a digit, a mark on one.
    var isSearchable: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0...0x7F, 0xD7, 0xF7: false
        // Latin letters.
        case 0xC0...0x24F: true
        default: properties.isAlphabetic || properties.numericType != nil
        }
    }

    /// True if the scalar is a dash that people mistake for a minus.
    var isDash: Bool {
        switch self {
        case "–", "−", "—", "‐", "‑": true
        default: false
        }
    }

    /// True if the scalar is one of the digits 0–9.
    var isDigit: Bool { ("0"..."9").contains(self) }

    /// The scalars that close a quotation which this one opens, nil where it opens none.
    ///
    /// Finnish typography opens and closes with the same mark, ”…” or »…«; others are pasted.
    var closingQuotes: String? {
        switch self {
        case "\"": "\""
        case "”", "“", "„", "‟", "＂": "”“‟„＂"
        case "»", "«": "»«"
        default: nil
        }
    }
}

extension Array where Element == Unicode.Scalar {
    /// `range` without what cannot be searched for at its edges; of what follows a word, `+` and `#` belong to it
    /// (`C++`). Empty where nothing can be searched for.
    func trimmedWord(_ range: Range<Int>) -> Range<Int> {
        guard let first = range.first(where: { self[$0].isSearchable }),
            let last = range.last(where: { self[$0].isSearchable })
        else { return range.lowerBound..<range.lowerBound }
        var end = last + 1
        while end < range.upperBound, self[end] == "+" || self[end] == "#" { end += 1 }
        return first..<end
    }

    /// `range` as a string.
    func string(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * range.count)
        for scalar in self[range] {
            if let encoded = UTF8.encode(scalar) { bytes.append(contentsOf: encoded) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
