// SPDX-License-Identifier: GPL-3.0-or-later

/// The time a project runs, as people write it: *Alkaa 1.3.2008 ja päättyy 31.12.2010*, *1.1.–31.12.2020*, *- 30.12.2025*,
/// *1/2015–12/2017*, *2015–2018*.
struct PeriodText {
    /// The first day; nil where none is told, or the calendar has none such.
    var start: CalendarDay?
    /// The last day, likewise.
    var end: CalendarDay?
    /// The years, where years are all that is told.
    var years: ClosedRange<Int>?

    /// Reads `text`.
    init(_ text: String) {
        let text = String(text.prefix(300))
        if readShort(text) { return }
        let days = text.matches(of: /\b([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\b/)
        if let first = days.first {
            let day = Self.day(first.output.1, first.output.2, first.output.3)
            if days.count > 1 {
                start = day
                end = Self.day(days[1].output.1, days[1].output.2, days[1].output.3)
            } else if Self.isEnd(text[..<first.range.lowerBound]) {
                end = day
            } else {
                start = day
            }
            return
        }
        let dates = text.matches(of: /\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b/)
        if let first = dates.first {
            start = Self.day(first.output.3, first.output.2, first.output.1)
            if dates.count > 1 { end = Self.day(dates[1].output.3, dates[1].output.2, dates[1].output.1) }
            return
        }
        if readMonths(text) { return }
        let found = text.matches(of: /\b(19[5-9][0-9]|20[0-9]{2})\b/).compactMap { Int($0.output.1) }
        if let first = found.first, let last = found.last, found.count <= 2, first <= last, last - first <= 20 {
            years = first...last
        }
    }

    /// *1.1.–31.12.2020*: the year of both stands behind the second.
    private mutating func readShort(_ text: String) -> Bool {
        let pattern = /\b([0-9]{1,2})\.\s?([0-9]{1,2})\.?\s*[-–—]\s*([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\b/
        guard let match = text.firstMatch(of: pattern) else { return false }
        start = Self.day(match.output.1, match.output.2, match.output.5)
        end = Self.day(match.output.3, match.output.4, match.output.5)
        return true
    }

    /// *1/2015–12/2017*: from the first day of the one to the last of the other.
    private mutating func readMonths(_ text: String) -> Bool {
        let months = text.matches(of: /\b(0?[1-9]|1[0-2])\s?[\/.]\s?(20[0-9]{2})\b/)
        guard let first = months.first, let year = Int(first.output.2), let month = Int(first.output.1) else {
            return false
        }
        start = CalendarDay(year: year, month: month, day: 1)
        if months.count > 1, let year = Int(months[1].output.2), let month = Int(months[1].output.1) {
            end = [31, 30, 29, 28].lazy.compactMap { CalendarDay(year: year, month: month, day: $0) }.first
        }
        return true
    }

    private static func isEnd(_ before: Substring) -> Bool {
        let before = before.lowercased()
        let last = before.last { !$0.isWhitespace }
        return last == "-" || last == "–" || last == "—"
            || ["päätty", "loppu", "saakka", "asti", "end", "slut", "upphör"].contains { before.contains($0) }
    }

    private static func day(_ day: Substring, _ month: Substring, _ year: Substring) -> CalendarDay? {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }
}
