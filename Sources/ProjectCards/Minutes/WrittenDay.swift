// SPDX-License-Identifier: GPL-3.0-or-later

/// Days with the month in figures or in words: *12.3.2024*, *12. maaliskuuta 2024*, *den 12 mars 2024*.
enum WrittenDay {
    private static let months: [String] = [
        "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu", "syyskuu",
        "lokakuu", "marraskuu", "joulukuu",
    ]
    private static let swedish: [String] = [
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december",
    ]

    /// The first day in `text`; nil where there is none that the calendar has.
    static func first(in text: String) -> CalendarDay? {
        if let day = CardText.day(text[...]) { return day }
        guard let match = text.firstMatch(of: /\b([0-9]{1,2})\.?\s+(\p{L}+)\s+([0-9]{4})\b/),
            let day = Int(match.output.1), let year = Int(match.output.3)
        else { return nil }
        let word = match.output.2.lowercased()
        guard let month = months.firstIndex(where: { word.hasPrefix($0) }) ?? swedish.firstIndex(of: word) else {
            return nil
        }
        return CalendarDay(year: year, month: month + 1, day: day)
    }
}
