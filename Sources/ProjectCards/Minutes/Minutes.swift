// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Reading minutes of a body of a municipality.
enum Minutes {
    /// The lines in which a paper says that it is minutes, of whom and of which day.
    private static let head = 80
    /// The most items that are kept.
    private static let mostItems = 500

    /// The minutes that `text` is; nil where it is none: it has to say *Pöytäkirja*, name a body and a day at its
    /// beginning, and have numbered items.
    static func read(_ text: PaperLines, pages: [Int]) -> Card? {
        let lines = text.lines.prefix(head)
        let first = lines.lazy.map { text.string($0) }
        guard lines.contains(where: { isMinutes($0, of: text) }),
            let body = first.compactMap({ MeetingBody.name(in: $0) }).first,
            let day = day(Array(first))
        else { return nil }
        let items = MinutesItems(text).items()
        guard !items.isEmpty || first.contains(where: isAttendance) else { return nil }

        var card = Card(kind: .pöytäkirja, title: "\(body) \(day.day).\(day.month).\(day.year)")
        card.add("otsikko", card.title)
        card.add("toimielin", body)
        card.add("pvm", day.description)
        card.add("alkaa", day.description)
        card.add("vuosi", String(day.year))
        card.period = Period(start: day, end: day)
        if let place = first.compactMap({ MeetingBody.municipality(in: $0) }).first {
            card.add("kunta", place)
            card.add("maakunta", Municipalities.all.regions[place])
        }
        for item in items.prefix(mostItems) {
            card.add("pykälä", "§ \(item.number) \(item.heading)".trimmed)
        }
        for line in text.lines where line.count < 120 {
            guard text.bytes[line].contains(where: \.isASCIIDigit) else { continue }
            let content = text.string(line)
            // In running text another's number is told.
            if let number = RegisterNumber.first(in: content), content.utf8.count <= number.utf8.count + 30 {
                card.add("diaarinumero", number)
            }
        }
        card.passages = passages(items, in: text)
        return card
    }

    /// True of *Pöytäkirja*, *PÖYTÄKIRJA 5/2024*, *Lapuan kaupunki Pöytäkirja*.
    private static func isMinutes(_ line: Range<Int>, of text: PaperLines) -> Bool {
        let line = text.trimmed(line)
        // To fold each line would take as long as to look for all labels.
        guard line.count < 120, mayNameMinutes(text.bytes[line]) else { return false }
        let words = CardText.folded(text.string(line)).split(separator: " ").prefix(12)
        return words.contains { ["poytakirja", "kokouspoytakirja", "poytakirjanote", "protokoll"].contains($0) }
    }

    /// True if *kirja* or *koll* stands in `line`, in any case.
    private static func mayNameMinutes(_ line: ArraySlice<UInt8>) -> Bool {
        line.indices.contains { index in
            guard line[index] | 0x20 == UInt8(ascii: "k") else { return false }
            let next = line[(index + 1)...].prefix(4).map { $0 | 0x20 }
            return next.starts(with: "irja".utf8) || next.starts(with: "oll".utf8)
        }
    }

    /// True of the headings above those who came and above the list of items, which a scan keeps where it loses `§`.
    private static func isAttendance(_ line: String) -> Bool {
        [
            "kasitellyt asiat", "kasiteltavat asiat", "saapuvilla olleet jasenet", "lasna olleet", "lasnaolijat",
            "narvarande",
        ].contains(CardText.folded(line))
    }

    /// The day of the meeting: behind *Aika*, else the first.
    private static func day(_ lines: [String]) -> CalendarDay? {
        for (number, line) in lines.enumerated() where line.utf8.count < 120 {
            let folded = CardText.folded(String(line.prefix(30)))
            guard
                ["aika", "kokousaika", "kokouspaiva", "kokouspvm", "tid", "motestid", "sammantradestid", "ajankohta"]
                    .contains(where: { folded == $0 || folded.hasPrefix($0 + " ") })
            else { continue }
            for next in lines[number...].prefix(4) { if let day = WrittenDay.first(in: next) { return day } }
        }
        return lines.lazy.compactMap { $0.utf8.count < 120 ? WrittenDay.first(in: $0) : nil }.first
    }

    /// The headings as passages of their field, and the lines before the first as the form's.
    private static func passages(_ items: [MinutesItems.Item], in text: PaperLines) -> [Card.Passage] {
        var result: [Card.Passage] = []
        if let first = items.first, first.lines.lowerBound > 0 {
            result.append(Card.Passage(0..<text.lines[first.lines.lowerBound].lowerBound, .form))
        }
        for item in items {
            let end = text.lines[min(item.lines.upperBound, text.lines.count) - 1].upperBound
            let range = text.lines[item.lines.lowerBound].lowerBound..<end
            if range.lowerBound >= result.last?.range.upperBound ?? 0 {
                result.append(Card.Passage(range, .field("pykälä")))
            }
        }
        return result
    }
}
