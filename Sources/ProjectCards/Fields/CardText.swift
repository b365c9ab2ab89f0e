// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding dates, sums, codes and addresses in a card's text.
enum CardText {
    /// `text` in small letters without diaereses and other marks, only letters, digits and single spaces.
    static func folded(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": result.append(UInt8(scalar.value))
            case "A"..."Z": result.append(UInt8(scalar.value) | 0x20)
            case "ä", "å", "á", "à", "Ä", "Å", "Á", "À": result.append(0x61)
            case "ö", "é", "ó", "Ö", "É", "Ó": result.append(0x6F)
            // Marks of letters written in two.
            case "\u{300}"..."\u{36F}": continue
            case "\u{80}"... where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
                result += scalar.properties.lowercaseMapping.utf8
            default: if let last = result.last, last != 0x20 { result.append(0x20) }
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    /// Appends the letters and digits of the first 60 characters of `word`, folded as ``folded(_:)`` does, to `result`.
    static func appendLetters(of word: Substring, to result: inout [UInt8]) {
        let before = result.count
        func fold() {
            result.removeSubrange(before...)
            result += folded(String(word.prefix(60))).utf8.filter { $0 != 0x20 }
        }
        var characters = 0
        var lead: UInt8 = 0
        for byte in word.utf8 {
            if byte & 0xC0 != 0x80 {
                if characters == 60 { return }
                characters += 1
            }
            switch byte {
            case 0x30...0x39, 0x61...0x7A: result.append(byte)
            case 0x41...0x5A: result.append(byte | 0x20)
            case 0xC3: break
            case _ where lead == 0xC3 && byte != 0x9F && byte | 0x20 != 0xB7:
                switch byte | 0x20 {
                case 0xA4, 0xA5, 0xA0, 0xA1: result.append(0x61)
                case 0xB6, 0xA9, 0xB3: result.append(0x6F)
                // What bytes alone do not fold is rare.
                default: return fold()
                }
            case 0x80...: return fold()
            default: break
            }
            lead = byte
        }
    }

    /// The edit distance, or some number above `limit` where it is above. O(first · second), for short texts.
    static func distance(_ first: ArraySlice<UInt8>, _ second: [UInt8], limit: Int) -> Int {
        guard abs(first.count - second.count) <= limit else { return limit + 1 }
        return unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: second.count + 1) { row in
            for j in 0...second.count { unsafe row[j] = j }
            for (i, letter) in first.enumerated() {
                var diagonal = unsafe row[0]
                var least = i + 1
                unsafe row[0] = least
                for j in 0..<second.count {
                    let above = unsafe row[j + 1]
                    let value = unsafe min(above + 1, row[j] + 1, diagonal + (letter == second[j] ? 0 : 1))
                    diagonal = above
                    unsafe row[j + 1] = value
                    least = min(least, value)
                }
                // It never falls again.
                if least > limit { return limit + 1 }
            }
            return unsafe row[second.count]
        }
    }

    /// The codes of EU projects in `text`: `S` and five digits.
    static func codes(in text: Substring) -> [String] {
        text.matches(of: /\bS[0-9]{5}\b/).map { String($0.output) }
    }

    /// The first day in `text`: `1.3.2016`; nil where the calendar has none such.
    static func day(_ text: Substring) -> CalendarDay? {
        guard let match = text.firstMatch(of: /\b([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\b/) else { return nil }
        return day(match.output.1, match.output.2, match.output.3)
    }

    private static func day(_ day: Substring, _ month: Substring, _ year: Substring) -> CalendarDay? {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    /// The two days of `1.3.2016 – 31.8.2019`, each nil where the calendar has none such, and where they stand.
    struct Days {
        var start: CalendarDay?
        var end: CalendarDay?
        var range: Range<String.Index>

        /// The period, where both days are days and in order.
        var period: Period? {
            guard let start, let end, start <= end else { return nil }
            return Period(start: start, end: end)
        }
    }

    /// The first two days with a dash between in `text`.
    static func days(in text: String) -> Days? {
        let pattern =
            /\b([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\s*[-–—]\s*([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\b/
        guard let match = text.firstMatch(of: pattern) else { return nil }
        let parts = match.output
        return Days(
            start: day(parts.1, parts.2, parts.3), end: day(parts.4, parts.5, parts.6), range: match.range)
    }

    /// A sum of money in cents, and where it stands.
    struct Sum {
        var cents: Int
        var range: Range<String.Index>
    }

    /// The sums in `text` that a euro sign or word follows: `399 446 €`, `1.234,50 euroa`.
    static func sums(in text: String) -> [Sum] {
        let pattern =
            /(?:^|[^0-9.,])([0-9]{1,3}(?:[ .\u{A0}\u{202F}][0-9]{3})+|[0-9]+)(?:,([0-9]{1,2}))?\s?(?:€|euroa|euron|eur\b)/
        return text.matches(of: pattern.ignoresCase()).compactMap { match in
            guard let sum = cents(match.output.1, match.output.2) else { return nil }
            return Sum(cents: sum, range: match.output.1.startIndex..<match.range.upperBound)
        }
    }

    /// The amount of a table's row in cents: the number behind `label`, which a row's number may precede.
    ///
    /// - Parameters:
    ///   - label: The row's label.
    ///   - text: The table, or the text that holds it.
    ///   - hasShares: Whether the table's last column is a percentage with two decimals, not an amount.
    /// - Returns: The cents; nil where no row is called so.
    static func amount(after label: String, in text: String, hasShares: Bool) -> Int? {
        let label = folded(label)
        for line in text.split(separator: "\n") {
            guard let first = line.firstIndex(where: \.isLetter),
                let end = line[first...].firstIndex(where: \.isNumber),
                folded(String(line[first..<end].prefix(80))) == label
            else { continue }
            var row = line[end...]
            if hasShares, let share = row.firstMatch(of: /\s(?:100,00|[0-9]{1,2},[0-9]{2})\s*$/) {
                row = row[..<share.range.lowerBound]
            }
            guard let match = row.prefixMatch(of: /([0-9]{1,3}(?:[ .\u{A0}\u{202F}][0-9]{3})+|[0-9]+)(?:,([0-9]{2}))?/)
            else { continue }
            return cents(match.output.1, match.output.2)
        }
        return nil
    }

    /// Cents as the fields have them: whole euros in digits, and cents behind a comma where there are some.
    static func euros(cents: Int) -> String {
        let rest = cents % 100
        return rest == 0 ? String(cents / 100) : "\(cents / 100),\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func cents(_ digits: Substring, _ cents: Substring?) -> Int? {
        let whole = digits.filter(\.isNumber)
        guard whole.count <= 12, let euros = Int(whole) else { return nil }
        guard let cents, let hundredths = Int(cents.count == 1 ? cents + "0" : cents) else { return euros * 100 }
        return euros * 100 + hundredths
    }

    /// The web addresses in `text`, without repeats.
    static func links(in text: String) -> [String] {
        var seen: Set<String> = []
        return text.matches(of: /https?:\/\/[^\s<>"]+/).map { String($0.output) }.filter { seen.insert($0).inserted }
    }
}
