// SPDX-License-Identifier: GPL-3.0-or-later

/// The days of mails' headers.
enum MailDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// The day in `text`, `Mon, 1 Mar 2021 10:00:00 +0200` (RFC 5322, 3.3), as 2021-03-01; nil where there is none.
    static func day(of text: String) -> String? {
        // A day that is written so already.
        let digits = text.split(separator: "-", omittingEmptySubsequences: false)
        if digits.map(\.count) == [4, 2, 2], digits.joined().allSatisfy(\.isNumber) { return text }
        let words = text.split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "-" }
        for index in words.indices.dropLast(2) {
            guard let day = Int(words[index]), (1...31).contains(day),
                let month = months.firstIndex(of: words[index + 1].prefix(3).lowercased()),
                var year = Int(words[index + 2].prefix { $0.isNumber })
            else { continue }
            // RFC 5322, 4.3: years of two digits.
            if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
            return Self.text(year, month + 1, day)
        }
        return nil
    }

    /// The day `days` after 1970-01-01 (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days).
    static func day(since1970 days: Int) -> String? {
        guard (0..<100_000).contains(days) else { return nil }
        let shifted = days + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return text(year, month < 10 ? month + 3 : month - 9, ofYear - (153 * month + 2) / 5 + 1)
    }

    private static func text(_ year: Int, _ month: Int, _ day: Int) -> String? {
        guard (1000...9999).contains(year) else { return nil }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
