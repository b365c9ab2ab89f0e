// SPDX-License-Identifier: GPL-3.0-or-later

/// Reading a *tiivistelmä*.
enum Summary {
    /// The heading that marks a summary.
    private static let marker = Array("tiivistelma".utf8)

    /// True if the headings are a summary's: its marker, and another heading or a project and its days above it.
    static func isSummary(_ matches: [Headings.Match], lines: [Substring]) -> Bool {
        guard let mark = matches.first(where: { $0.heading.letters == marker }) else { return false }
        if matches.contains(where: { $0.heading.letters != marker }) { return true }
        let head = lines[..<mark.lines.lowerBound].suffix(6)
        guard head.contains(where: { CardText.days(in: String($0.prefix(500))) != nil }) else { return false }
        let body = lines[mark.lines.lowerBound...].prefix(6).joined(separator: " ").prefix(1_000).lowercased()
        return body.contains("hank") || body.contains("projekti")
    }

    static func read(_ sections: Sections) -> Card {
        let head = sections.head.map(\.trimmed).filter { !$0.isEmpty }
        let line = head.last { CardText.days(in: $0) != nil }
        let (named, days) = ProjectCard.titleAndDays(line ?? "")
        let title = named.isEmpty ? TitleLines.title(of: sections.head) : named
        var card = Card(kind: .tiivistelmä, title: title)
        card.projectName = Card.name(of: title)
        card.add("otsikko", title)
        for code in CardText.codes(in: title[...]) { card.add("koodi", code) }
        card.add(start: days?.start, end: days?.end)
        let body = sections.sections.filter { $0.field == nil }.map(\.text).joined(separator: "\n")
        addFunding(body, to: &card)
        for name in sections.names("toteuttaja") { card.add("toteuttaja", name) }
        Statements.add(from: body, to: &card)
        card.addPlaces(from: [card.values("toteuttaja"), [title], [body]])
        for link in sections.links { card.add("linkki", link) }
        return card
    }

    /// The sums that sentences tell: what it cost, what was granted by whom, and the own part.
    private static func addFunding(_ text: String, to card: inout Card) {
        if let match = text.firstMatch(of: /(?:^|\.\s+|\n)([^.\n]{3,150}?)\s+myönsi\s+hank/) {
            card.add("rahoittaja", match.output.1.trimmed)
        }
        var start = text.startIndex
        for sum in CardText.sums(in: text) {
            let before = text[start..<sum.range.lowerBound].suffix(200).lowercased()
            start = sum.range.upperBound
            let name: String
            if before.contains("rinnakkaishan") {
                continue
            } else if before.contains("omarahoitus") {
                name = "omarahoitus"
            } else if before.contains("kokonaiskustann") {
                name = "kokonaiskustannus"
            } else if before.contains("myön") && before.contains("rahoitu") {
                name = "rahoitus"
            } else {
                continue
            }
            if card.values(name).isEmpty { card.add(name, cents: sum.cents) }
        }
    }
}
