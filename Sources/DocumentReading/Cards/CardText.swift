// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding dates, sums, codes and addresses in a card's text.
enum CardText {
    /// `text` in small letters without dots and marks, only letters, digits and single spaces.
    static func folded(_ text: String) -> String {
        var result = ""
        for character in text.lowercased() {
            switch character {
            case "ä", "å", "á", "à": result.append("a")
            case "ö", "é", "ó": result.append("o")
            case _ where character.isLetter || character.isNumber: result.append(character)
            default: if !result.isEmpty && result.last != " " { result.append(" ") }
            }
        }
        while result.last == " " { result.removeLast() }
        return result
    }

    /// The edit distance. O(first · second), for short texts.
    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var row = Array(0...second.count)
        for (i, a) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in second.enumerated() {
                let value = min(row[j + 1] + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = value
            }
        }
        return row[second.count]
    }

    /// The codes of EU projects in `text`: `S` and five digits.
    static func codes(in text: Substring) -> [String] {
        text.matches(of: /\bS[0-9]{5}\b/).map { String($0.output) }
    }

    /// The day `text` begins with: `1.3.2016`.
    static func day(_ text: Substring) -> CalendarDay? {
        guard let match = text.firstMatch(of: /\b([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\b/) else { return nil }
        return day(match.output.1, match.output.2, match.output.3)
    }

    private static func day(_ day: Substring, _ month: Substring, _ year: Substring) -> CalendarDay? {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    /// The first period in `text`, `1.3.2016 – 31.8.2019`, and where it stands.
    static func period(in text: String) -> (period: Period, range: Range<String.Index>)? {
        let pattern =
            /([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\s*[-–—]\s*([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})/
        guard let match = text.firstMatch(of: pattern) else { return nil }
        let parts = match.output
        guard let start = day(parts.1, parts.2, parts.3), let end = day(parts.4, parts.5, parts.6), start <= end
        else { return nil }
        return (Period(start: start, end: end), match.range)
    }

    /// A sum of money in whole euros, and where it stands.
    struct Sum {
        var euros: Int
        var range: Range<String.Index>
    }

    /// The sums in `text` that a euro sign or word follows: `399 446 €`, `1.234,50 euroa`. Cents are rounded.
    static func sums(in text: String) -> [Sum] {
        text.matches(
            of: /(?:^|[^0-9.,])([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)(?:,([0-9]{1,2}))?\s?(?:€|euroa|euron|eur\b)/
        )
        .compactMap { match in
            guard let sum = euros(match.output.1, cents: match.output.2) else { return nil }
            return Sum(euros: sum, range: match.output.1.startIndex..<match.range.upperBound)
        }
    }

    /// The last number of a table's row, or the first behind its label.
    static func amount(after label: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") where folded(String(line.prefix(60))).hasPrefix(folded(label) + " ") {
            guard let match = line.firstMatch(of: /([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)(?:,([0-9]{2}))?/) else {
                continue
            }
            return euros(match.output.1, cents: match.output.2)
        }
        return nil
    }

    private static func euros(_ digits: Substring, cents: Substring?) -> Int? {
        let whole = digits.filter(\.isNumber)
        guard whole.count <= 12, let euros = Int(whole) else { return nil }
        guard let cents, let hundredths = Int(cents.count == 1 ? cents + "0" : cents) else { return euros }
        return euros + (hundredths >= 50 ? 1 : 0)
    }

    /// The web addresses in `text`, without repeats.
    static func links(in text: String) -> [String] {
        var seen: Set<String> = []
        return text.matches(of: /https?:\/\/[^\s<>"]+/).map { String($0.output) }.filter { seen.insert($0).inserted }
    }
}
