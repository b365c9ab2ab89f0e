// SPDX-License-Identifier: GPL-3.0-or-later
internal import Wording

extension PageRequest {
    /// Fields that hold euros.
    private static let sums: Set<String> = ["rahoitus", "rinnakkaisrahoitus", "kokonaiskustannus", "omarahoitus"]
    /// Fields that count something.
    private static let counts: Set<String> = ["sanat", "korjaukset"]

    /// The value of a field as the language writes it: days, sums, counts and sizes.
    func shown(_ value: String, of field: String) -> String {
        if let number = Int(value) {
            if Self.sums.contains(field) { return self.number(number) + "\u{A0}€" }
            if Self.counts.contains(field) { return self.number(number) }
            if field == "koko" { return size(number) }
        }
        if field == "kieli", messages.template("language." + value, language) != nil {
            return text("language." + value)
        }
        return day(value)
    }

    /// The name of a field in the language; its own where that has none.
    func name(ofField field: String) -> String {
        let key = "field." + field
        return messages.template(key, language) == nil ? field : text(key)
    }

    /// A day, or a day and a time, as the language writes it: *31.1.2015*, *31.1.2015 klo 9.05*; any other text as it is.
    func day(_ text: String) -> String {
        guard language != .english, let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?/),
            let day = Int(match.output.3), let month = Int(match.output.2)
        else { return text }
        let date = "\(day).\(month).\(match.output.1)"
        guard let hours = match.output.4.flatMap({ Int($0) }), let minutes = match.output.5 else { return date }
        return self.text("dayAndTime", date, "\(hours).\(minutes)")
    }

    private func size(_ bytes: Int) -> String {
        bytes < 999_500
            ? text("kilobytes", number(max(1, (bytes + 500) / 1_000)))
            : text("megabytes", number((bytes + 500_000) / 1_000_000))
    }
}
