// SPDX-License-Identifier: GPL-3.0-or-later

/// Values of fields of numbers, as people write them.
enum QueryValue {
    /// Both ends of a range, included; nil is open.
    typealias Bounds = (from: Int?, to: Int?)

    /// The range that `text` means: `2016`, `2016..2018`, `2016..`, `..2018`, and of years `2016-2018`; nil where it means
    /// nothing.
    static func bounds(_ text: ArraySlice<Unicode.Scalar>, of values: QueryField.Values) -> Bounds? {
        guard let (left, right) = ends(text, of: values) else { return nil }
        guard let right else {
            guard let only = value(left, of: values) else { return nil }
            return (only.lowerBound, only.upperBound)
        }
        let from = value(left, of: values)
        let to = value(right, of: values)
        if (from == nil && !left.isEmpty) || (to == nil && !right.isEmpty) || (from == nil && to == nil) { return nil }
        return (from?.lowerBound, to?.upperBound)
    }

    /// The range that `text` means with its ends exchanged.
    static func turned(_ text: ArraySlice<Unicode.Scalar>, of values: QueryField.Values) -> Bounds? {
        guard let (left, right) = ends(text, of: values), let right else { return nil }
        return (value(right, of: values)?.lowerBound, value(left, of: values)?.upperBound)
    }

    private static func ends(
        _ text: ArraySlice<Unicode.Scalar>, of values: QueryField.Values
    ) -> (ArraySlice<Unicode.Scalar>, ArraySlice<Unicode.Scalar>?)? {
        var text = text.drop { $0.isQuerySpace }
        while let last = text.last, last.isQuerySpace || last == "," || last == ";" { text.removeLast() }
        for index in text.indices.dropLast() where text[index] == "." && text[index + 1] == "." {
            // Three dots are two too.
            let end = text[(index + 2)...].firstIndex { $0 != "." } ?? text.endIndex
            return (text[..<index], text[end...])
        }
        if values == .years, let dash = text.firstIndex(where: { $0 == "-" || $0 == "–" }) {
            return (text[..<dash], text[(dash + 1)...])
        }
        return text.isEmpty ? nil : (text, nil)
    }

    private static func value(_ text: ArraySlice<Unicode.Scalar>, of values: QueryField.Values) -> ClosedRange<Int>? {
        let digits = text.filter { !$0.isQuerySpace }
        switch values {
        case .text: return nil
        case .years: return number(digits[...], 1...4).map { $0...$0 }
        case .days: return days(digits)
        case .cents: return cents(digits)
        }
    }

    /// The first of the days that `text` names: `2016-05-01`, `1.5.2016`, `2016-05`, `2016`, as year · 10,000 + month · 100 +
    /// day; nil where it names none.
    static func firstDay(_ text: String) -> Int? { days(Array(text.unicodeScalars))?.lowerBound }

    private static func number(_ text: ArraySlice<Unicode.Scalar>, _ length: ClosedRange<Int>) -> Int? {
        guard length.contains(text.count), text.allSatisfy(\.isDigit) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    }

    /// `2016-05-01`, `1.5.2016`, `5/2016`, `2016-05` or `2016`: the days that it covers.
    private static func days(_ text: [Unicode.Scalar]) -> ClosedRange<Int>? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "." || $0 == "/" }
        let separator = text.first { !$0.isDigit }
        let ordered = separator == "-" ? parts : parts.reversed()
        guard (1...3).contains(ordered.count), let year = number(ordered[0], 4...4) else { return nil }
        guard ordered.count > 1 else { return (year * 10_000 + 101)...(year * 10_000 + 1231) }
        guard let month = number(ordered[1], 1...2), (1...12).contains(month) else { return nil }
        let start = year * 10_000 + month * 100
        guard ordered.count > 2 else { return (start + 1)...(start + 31) }
        guard let day = number(ordered[2], 1...2), (1...31).contains(day) else { return nil }
        return (start + day)...(start + day)
    }

    /// `100000`, `100000,50`, `100000€`.
    private static func cents(_ text: [Unicode.Scalar]) -> ClosedRange<Int>? {
        var text = text[...]
        if text.last == "€" { text.removeLast() }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        // Fifteen digits and two of cents fit an Int.
        guard (1...2).contains(parts.count), let euros = number(parts[0], 1...15) else { return nil }
        guard parts.count == 2 else { return (euros * 100)...(euros * 100) }
        guard let part = number(parts[1], 1...2) else { return nil }
        let cents = euros * 100 + (parts[1].count == 1 ? part * 10 : part)
        return cents...cents
    }
}
