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
        guard language != .english, let numbers = Self.numbers(ofDay: text) else { return text }
        let date = "\(numbers[2]).\(numbers[1]).\(text.prefix(4))"
        return numbers.count > 3 ? self.text("dayAndTime", date, "\(numbers[3]).\(text.suffix(2))") : date
    }

    /// The numbers of a day, `2015-01-31`, with or without a time, `2015-01-31 09:05`; nil for any other text. By hand: a
    /// regular expression takes a tenth of a millisecond, and a page has hundreds of values.
    private static func numbers(ofDay text: String) -> [Int]? {
        guard text.utf8.count == 10 || text.utf8.count == 16 else { return nil }
        var numbers = [0]
        for (byte, expected) in zip(text.utf8, "0000-00-00 00:00".utf8) {
            if expected == UInt8(ascii: "0") {
                guard (0x30...0x39).contains(byte) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
            } else {
                guard byte == expected else { return nil }
                numbers.append(0)
            }
        }
        return numbers
    }

    private func size(_ bytes: Int) -> String {
        bytes < 999_500
            ? text("kilobytes", number(max(1, (bytes + 500) / 1_000)))
            : text("megabytes", number((bytes + 500_000) / 1_000_000))
    }
}
