// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers, sums, percentages and dates in the one spelling they are searched by.
enum NumberForms {
    /// The terms of the number written `surface`, the chief one first.
    ///
    /// `399 446 €` is `399446`; `50 %` is `50%` and, as a part, `50`; `01.03.2016` and `2016-03-01` are `1.3.2016`
    /// and, as a part, `2016`.
    static func terms(of surface: String) -> [Term] {
        var digits = ""
        var unit = ""
        for scalar in surface.unicodeScalars {
            switch scalar {
            case "%", "€": unit.unicodeScalars.append(scalar)
            case " ", "\u{A0}", "\u{2009}", "\u{202F}": break
            default: digits.unicodeScalars.append(scalar)
            }
        }
        var terms: [Term] = []
        if let date = date(digits) {
            terms.append(Term(kind: .lemma, text: date.text))
            if date.text != digits { terms.append(Term(kind: .lemma, text: digits)) }
            terms.append(Term(kind: .part, text: date.year))
        } else if unit == "%" {
            terms.append(Term(kind: .lemma, text: digits + "%"))
            if let finnish = decimalComma(digits) { terms.append(Term(kind: .lemma, text: finnish + "%")) }
            terms.append(Term(kind: .part, text: digits))
        } else {
            terms.append(Term(kind: .lemma, text: digits))
            if let comma = digits.firstIndex(of: ","), digits[comma...].dropFirst().allSatisfy({ $0 == "0" }) {
                terms.append(Term(kind: .lemma, text: String(digits[..<comma])))
            }
        }
        terms.append(Term(kind: .form, text: digits + unit))
        return terms
    }

    /// `0.5` as Finnish writes it, `0,5`; nil of other numbers. Three figures behind the point may be thousands.
    private static func decimalComma(_ digits: String) -> String? {
        let fields = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard fields.count == 2, (1...2).contains(fields[1].count) else { return nil }
        return fields[0] + "," + fields[1]
    }

    /// The number and the unit of a code that is nothing but these: `5mg`, `1000km`; nil of other codes.
    static func quantity(_ code: String) -> (number: String, unit: String)? {
        let number = code.prefix { $0.isASCII && $0.isNumber }
        let unit = code[number.endIndex...]
        guard !number.isEmpty, units.contains(String(unit)) else { return nil }
        return (String(number), String(unit))
    }

    /// Units of measure that follow their number without a space, in lower case.
    private static let units: Set<String> = [
        "mg", "g", "kg", "t", "mm", "cm", "m", "km", "ml", "cl", "dl", "l", "s", "min", "h", "ha", "w", "kw", "mw",
        "gw",
        "wh", "kwh", "mwh", "gwh", "twh", "v", "kv", "a", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "db", "m2",
        "m3",
        "km2", "km/h", "eur", "k",
    ]

    /// `1.3.2016`, `01.03.2016` or `2016-03-01` without leading zeros; nil for anything else.
    private static func date(_ text: String) -> (text: String, year: String)? {
        var fields = text.split(separator: ".", omittingEmptySubsequences: false)
        if fields.count == 1 {
            fields = text.split(separator: "-", omittingEmptySubsequences: false).reversed()
            guard fields.count == 3, fields[2].count == 4 else { return nil }
        }
        guard fields.count == 3, let day = Int(fields[0]), let month = Int(fields[1]), let year = Int(fields[2]),
            (1...31).contains(day), (1...12).contains(month), (1000...2999).contains(year)
        else { return nil }
        return ("\(day).\(month).\(year)", "\(year)")
    }
}
