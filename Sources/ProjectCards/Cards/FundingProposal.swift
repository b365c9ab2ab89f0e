// SPDX-License-Identifier: GPL-3.0-or-later

/// Reading a *valintaesitys*.
enum FundingProposal {
    static func read(_ sections: Sections, in text: String) -> Card {
        let title = sections.paragraph("otsikko") ?? ""
        var card = Card(kind: .valintaesitys, title: title.isEmpty ? TitleLines.title(of: sections.head) : title)
        card.projectName = Card.name(of: title)
        card.add("otsikko", card.title)
        for code in CardText.codes(in: title[...]) { card.add("koodi", code) }
        card.add(
            "hakemusnumero",
            sections.paragraph("hakemusnumero")?.firstMatch(of: /^[0-9]{3,}/).map { String($0.output) })
        card.add("diaarinumero", sections.paragraph("diaarinumero"))
        card.add(
            start: sections.paragraph("alkaa").flatMap { CardText.day($0[...]) },
            end: sections.paragraph("päättyy").flatMap { CardText.day($0[...]) })
        card.add("rahoittaja", sections.paragraph("rahoittaja"))
        addSums(of: text, to: &card)
        for section in sections.sections where section.field == "toteuttaja" {
            for name in section.paragraph.split(separator: ";") { card.add("toteuttaja", name.trimmed) }
        }
        Statements.add(from: text, to: &card)
        card.add("päätös", decision(in: text))
        addPlaces(sections, to: &card)
        for link in sections.links { card.add("linkki", link) }
        return card
    }

    /// Public funding is what the plan adds up to, less what is private. Table amounts are whole euros.
    private static func addSums(of text: String, to card: inout Card) {
        let hasShares = text.contains("(%)")
        func amount(_ label: String) -> Int? { CardText.amount(after: label, in: text, hasShares: hasShares) }
        if let total = amount("Rahoitus yhteensä") {
            card.add("rahoitus", cents: max(0, total - (amount("Yksityinen rahoitus") ?? 0)))
        }
        card.add("kokonaiskustannus", cents: amount("Kustannukset yhteensä") ?? amount("Kustannusarvio yhteensä"))
    }

    /// The last word of the alternative that is ticked: *Hakemus esitetään hyväksyttäväksi*.
    private static func decision(in text: String) -> String? {
        for match in text.matches(of: /[☒☑]\s*([^☐☒☑\n]*)/) {
            let words = match.output.1.split { !$0.isLetter }
            guard let last = words.last, words.contains(where: { $0.lowercased().hasPrefix("esite") }) else { continue }
            return last.lowercased()
        }
        return nil
    }

    private static func addPlaces(_ sections: Sections, to card: inout Card) {
        let table = Municipalities.all
        for name in table.municipalities(in: sections.paragraph("kunta") ?? "") { card.add("kunta", name) }
        for name in table.regions(in: sections.paragraph("maakunta") ?? "") { card.add("maakunta", name) }
        if card.values("maakunta").isEmpty {
            for name in card.values("kunta") { card.add("maakunta", table.regions[name]) }
        }
        if card.values("maakunta").isEmpty { card.addPlaces(from: [card.values("toteuttaja")]) }
    }
}
