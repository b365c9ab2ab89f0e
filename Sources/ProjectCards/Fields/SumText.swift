// SPDX-License-Identifier: GPL-3.0-or-later

/// Sums as people write them beside a label that says they are money: `150 000 €`, `225 t€`, `0,2 milj. €`, `120 000`.
enum SumText {
    /// The cents of the first sum of `text`; nil where there is none, or more than one is meant by it.
    static func cents(in text: String) -> Int? {
        // *10 000–12 000 €* is no sum.
        if text.contains(/[0-9]\s*[-–—]\s*[0-9][0-9 .,]*\s?(?:€|t€|k€|M€|eur|milj|tuhat)/.ignoresCase()) { return nil }
        if let scaled = scaled(in: text) { return scaled }
        if text.contains(/(?:t€|k€|M€|milj|mrd|tuhat|tuhan|\bme?ur)/.ignoresCase()) { return nil }
        if let sum = CardText.sums(in: text).first { return sum.cents }
        // Beside its label a number needs no sign.
        let whole = text.trimmed
        guard let match = whole.wholeMatch(of: /([0-9]{1,3}(?:[ .\u{A0}\u{202F}][0-9]{3})+|[0-9]+)(?:,([0-9]{2}))?/)
        else { return nil }
        let digits = match.output.1.filter(\.isNumber)
        guard digits.count <= 12, let euros = Int(digits) else { return nil }
        return euros * 100 + (match.output.2.flatMap { Int($0) } ?? 0)
    }

    /// A sum in thousands or millions.
    private static func scaled(in text: String) -> Int? {
        let pattern =
            /(?:^|[^0-9.,])([0-9]{1,3}(?:[ \u{A0}][0-9]{3})*)(?:[,.]([0-9]{1,3}))?\s?(t€|k€|teur\b|tuhatta\s+euroa|tuhatta\s+€|M€|meur\b|milj\.?\s?(?:€|euroa|eur\b)|miljoonaa\s+euroa|miljoonan\s+euron)/
        let found = text.matches(of: pattern.ignoresCase())
        guard found.count == 1, let match = found.first else { return nil }
        let digits = match.output.1.filter(\.isNumber)
        guard digits.count <= 7, var amount = Int(digits) else { return nil }
        let unit = match.output.3.lowercased()
        var scale = unit.hasPrefix("m") ? 100_000_000 : 100_000
        amount *= scale
        for digit in match.output.2 ?? "" {
            scale /= 10
            amount += scale * (digit.wholeNumberValue ?? 0)
        }
        return amount
    }
}
