// SPDX-License-Identifier: GPL-3.0-or-later

/// Reading a *hankekortti*.
enum ProjectCard {
    static func read(_ sections: Sections, in text: String) -> Card {
        let heading = sections.values("otsikko").first ?? named(in: sections.head)
        let (title, days) = titleAndDays(heading)
        var card = Card(kind: .hankekortti, title: title.isEmpty ? TitleLines.title(of: sections.head) : title)
        card.projectName = Card.name(of: title)
        card.add("otsikko", card.title)

        let funding = sections.values("rahoittaja").joined(separator: " + ")
        let related = relatedCodes(in: text)
        for code in CardText.codes(in: title[...]) where !related.contains(code) { card.add("koodi", code) }
        let own = card.values("koodi")
        for code in related + CardText.codes(in: funding[...]) where !own.contains(code) {
            card.add("rinnakkaiskoodi", code)
        }
        for code in sections.values("koodi") where own.isEmpty {
            card.add("koodi", CardText.codes(in: code[...]).first)
        }
        card.add(
            start: days?.start ?? sections.values("alkaa").first.flatMap { CardText.day($0[...]) },
            end: days?.end ?? sections.values("päättyy").first.flatMap { CardText.day($0[...]) })
        addFunding(funding, to: &card)
        addOwnHeadings(sections, to: &card)
        for name in sections.names("toteuttaja") { card.add("toteuttaja", name) }
        for name in sections.names("kumppani") { card.add("kumppani", name) }
        for name in ["kohderyhmä", "tausta", "tavoite", "toimintatapa", "tuotos", "tulos", "levittäminen", "huomiot"] {
            for value in sections.values(name) { card.add(name, value) }
        }
        if card.values("maakunta").isEmpty {
            card.addPlaces(from: [
                card.values("toteuttaja"), card.values("kumppani"), [title], card.values("tausta"),
                card.values("tavoite") + card.values("toimintatapa"),
            ])
        }
        for link in sections.links { card.add("linkki", link) }
        return card
    }

    /// Adds fields to which other layouts give headings of their own: numbers, and sums one by one.
    private static func addOwnHeadings(_ sections: Sections, to card: inout Card) {
        for name in ["hakemusnumero", "diaarinumero", "päätös"] { card.add(name, sections.paragraph(name)) }
        for name in ["rahoitus", "rinnakkaisrahoitus", "kokonaiskustannus", "omarahoitus"]
        where card.values(name).isEmpty {
            card.add(name, cents: sections.values(name).first.flatMap { CardText.sums(in: $0).first?.cents })
        }
        for code in sections.values("rinnakkaiskoodi").flatMap({ CardText.codes(in: $0[...]) })
        where !card.values("koodi").contains(code) {
            card.add("rinnakkaiskoodi", code)
        }
        for text in sections.values("kunta") {
            for name in Municipalities.all.municipalities(in: text) { card.add("kunta", name) }
        }
        for text in sections.values("maakunta") {
            for name in Municipalities.all.regions(in: text) { card.add("maakunta", name) }
        }
        for name in card.values("kunta") { card.add("maakunta", Municipalities.all.regions[name]) }
    }

    /// The line before the headings that names a project by its code or period, where the heading has no value.
    private static func named(in head: [Substring]) -> String {
        let lines = head.map(\.trimmed)
        return lines.first { !CardText.codes(in: $0[...]).isEmpty } ?? lines.first { CardText.days(in: $0) != nil }
            ?? ""
    }

    /// The title before the days, or before a remark in parentheses where there are none.
    static func titleAndDays(_ text: String) -> (title: String, days: CardText.Days?) {
        let days = CardText.days(in: text)
        var title = text[..<(days?.range.lowerBound ?? text.endIndex)]
        if days == nil, let remark = title.firstMatch(of: /\s*\(hanke\s[^)]*\)\s*$/) {
            title = title[..<remark.range.lowerBound]
        }
        while let last = title.last, last.isWhitespace || ",;:–—-(".contains(last) { title.removeLast() }
        return (title.trimmed, days)
    }

    /// The codes that the text calls a parallel project's: `rinnakkaishanke (S20666)`.
    private static func relatedCodes(in text: String) -> [String] {
        var result: [String] = []
        for match in text.matches(of: /[Rr]innakkaishan\w*[\s(,:]{1,3}(S[0-9]{5})\b/) {
            let code = String(match.output.1)
            if !result.contains(code) { result.append(code) }
        }
        return result
    }

    /// The funder is what stands before the first sum; what stands behind a plus is a parallel project's.
    private static func addFunding(_ text: String, to card: inout Card) {
        let sums = CardText.sums(in: text)
        var funder = text[..<(sums.first?.range.lowerBound ?? text.endIndex)]
        if let parallel = funder.firstMatch(of: /\s*[+;(]?\s*[Rr]innakkaishan/) {
            funder = funder[..<parallel.range.lowerBound]
        }
        while let last = funder.last, last.isWhitespace || ",;:–—-+(".contains(last) { funder.removeLast() }
        card.add("rahoittaja", funder.trimmed)

        var own: Int?
        var parallel: Int?
        var start = text.startIndex
        for sum in sums {
            let before = text[start..<sum.range.lowerBound].lowercased()
            if before.contains("rinnakkaishan") {
                if parallel == nil { parallel = sum.cents }
            } else if own == nil {
                own = sum.cents
            }
            start = sum.range.upperBound
        }
        card.add("rahoitus", cents: own)
        card.add("rinnakkaisrahoitus", cents: parallel)
    }
}
