// SPDX-License-Identifier: GPL-3.0-or-later

/// A day and a time of a spreadsheet: days since the end of 1899, or the beginning of 1904, with a fraction.
struct DateText {
    private let section: NumberFormat.Section
    private var year = 0, month = 0, day = 0, weekday = 0
    private var seconds = 0, days = 0

    private static let months = [
        "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",
    ]
    private static let weekdays = [
        "sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai",
    ]

    init(_ number: Double, is1904: Bool, _ section: NumberFormat.Section) {
        self.section = section
        guard number >= 0, number < 2_958_466 else { return }
        seconds = Int((number * 86_400).rounded())
        days = seconds / 86_400
        // 1900 is taken for a leap year, so that days before its March are one too late.
        let since1970 = is1904 ? days - 24_107 : days - 25_569 + (days < 60 ? 1 : 0)
        weekday = ((since1970 + 4) % 7 + 7) % 7
        (year, month, day) = Self.civil(since1970)
    }

    /// The day as the format shows it; empty where there is no such day.
    var text: String {
        guard month > 0 else { return "" }
        let isHalfDay = section.pieces.contains(.time("ampm"))
        let time = seconds % 86_400
        var text = ""
        for piece in section.pieces {
            switch piece {
            case .text(let literal): text += literal
            case .digits: break
            case .time(let run): text += part(run, time, isHalfDay: isHalfDay)
            }
        }
        return text
    }

    private func part(_ run: String, _ time: Int, isHalfDay: Bool) -> String {
        let hour = time / 3600
        switch run {
        case "ampm": return hour < 12 ? "ap." : "ip."
        case "h+": return "\(seconds / 3600)"
        case "n+": return "\(seconds / 60)"
        case "s+": return "\(seconds)"
        case "yy", "y": return Self.padded(year % 100)
        case "mmm": return Self.months[month - 1]
        case "mmmm": return Self.months[month - 1] + "kuu"
        case "mmmmm": return String(Self.months[month - 1].prefix(1)).uppercased()
        case "ddd": return String(Self.weekdays[weekday].prefix(2))
        case "dddd": return Self.weekdays[weekday]
        default: break
        }
        let value =
            switch run.first {
            case "y": year
            case "m": month
            case "d": day
            case "h": isHalfDay ? (hour + 11) % 12 + 1 : hour
            case "n": time % 3600 / 60
            default: time % 60
            }
        return run.count == 2 ? Self.padded(value) : "\(value)"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The day of the Gregorian calendar `days` after 1970-01-01 (Howard Hinnant, chrono-Compatible Low-Level Date
    /// Algorithms, civil_from_days).
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
