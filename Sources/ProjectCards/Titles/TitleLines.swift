// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding the line of a text that is its title.
enum TitleLines {
    /// The longest title, in characters.
    private static let longest = 100
    /// The lines that are looked at; what stands below is no title.
    private static let depth = 60

    /// The first line that has words and is no letterhead, greeting or label, cut at a word's end; where there is none
    /// such, the first that has words.
    ///
    /// - Parameters:
    ///   - lines: The text.
    ///   - labels: The numbers of lines that are labels.
    /// - Returns: The title; empty where no line has words.
    static func title(of lines: some Collection<Substring>, labels: Set<Int> = []) -> String {
        var first: Substring?
        var seen = 0
        for (number, line) in lines.enumerated() {
            guard line.utf8.count > 2, !line.hasPrefix("http") else { continue }
            let start = line.prefix(400).drop { !$0.isLetter && !$0.isNumber && !"\"”“«»'(§[".contains($0) }
            guard start.count(where: \.isLetter) > 2 else { continue }
            if first == nil { first = start }
            seen += 1
            if seen > depth { break }
            let rest = Greeting.stripped(start)
            if rest.count(where: \.isLetter) <= 2 || labels.contains(number) || isLetterhead(rest.trimmed) { continue }
            return shortened(rest)
        }
        return first.map(shortened) ?? ""
    }

    /// The first of `candidates` that is no letterhead, greeting or label, cut at a word's end; nil where there is none.
    static func title(among candidates: [String]) -> String? {
        for candidate in candidates {
            let rest = Greeting.stripped(candidate[...])
            guard rest.count(where: \.isLetter) > 2, rest.last != ":", !isLetterhead(rest.trimmed) else { continue }
            return shortened(rest)
        }
        return nil
    }

    private static func shortened(_ text: Substring) -> String {
        if text.count <= longest { return text.trimmed }
        let cut = text.prefix(longest)
        return cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)].trimmed + "…"
    }

    /// True if a line tells who sent the paper, which programme paid or on which page it stands, not what it is about.
    static func isLetterhead(_ line: String) -> Bool {
        guard line.utf8.count < 160 else { return false }
        let folded = CardText.folded(line)
        if banners.contains(folded) || isMunicipality(line, folded) { return true }
        // *L O P P U R A P O R T T I*.
        let words = folded.split(separator: " ")
        if words.count > 3, words.allSatisfy({ $0.count == 1 }), banners.contains(words.joined()) { return true }
        if folded.contains("rahaston") && folded.contains("rahoittaman") && folded.hasSuffix("kuvaus") { return true }
        if folded.hasSuffix("ely keskus") || folded.hasSuffix("liikenne ja ymparistokeskus") {
            return folded.split(separator: " ").count <= 9
        }
        if line.contains("@") || line.contains("(at)") || folded.hasPrefix("puh ") { return true }
        return NumberedLine.isNumbered(line)
    }

    /// Programmes' banners, pages' furniture and genres, folded.
    private static let banners: Set<String> = [
        "euroopan unioni", "euroopan unioni vipuvoimaa eu lta", "vipuvoimaa eu lta", "vipuvoimaa eu lta 2014 2020",
        "euroopan unioni euroopan sosiaalirahasto", "euroopan sosiaalirahasto", "euroopan aluekehitysrahasto",
        "euroopan unionin osarahoittama", "euroopan unionin rahoittama nextgenerationeu", "europeiska unionen",
        "europeiska socialfonden", "havstang fran eu", "medfinansieras av europeiska unionen", "european union",
        "european social fund", "co funded by the european union", "leverage from the eu",
        "kestavaa kasvua ja tyota", "kestavaa kasvua ja tyota ohjelma", "kestavaa kasvua ja tyota 2014 2020",
        "kestavaa kasvua ja tyota suomen rakennerahasto ohjelma",
        "kestavaa kasvua ja tyota 2014 2020 suomen rakennerahasto ohjelma", "uudistuva ja osaava suomi 2021 2027",
        "manner suomen maaseudun kehittamisohjelma", "suomen rakennerahasto ohjelma", "transkriptio",
        "hyppaa sisaltoon", "siirry sisaltoon", "hoppa till innehallet", "skip to content", "mainos", "poytakirja",
        "esityslista", "asialista", "liite", "luonnos", "tiedote", "projekt", "hanke", "projekti", "hankekuvaus",
        "julkinen hankekuvaus", "offentlig projektbeskrivning", "perustiedot", "lisatietoja hankkeesta", "protokoll",
        "loppuraportti", "loppujulkaisu", "valiraportti", "raportti", "hankesuunnitelma", "projektisuunnitelma",
        "esite",
        "tiivistelma", "muistio",
    ]

    /// True of *Lapuan kaupunki*, *SALLAN KUNTA*, *Lapua*: a municipality and nothing else.
    private static func isMunicipality(_ line: String, _ folded: String) -> Bool {
        let words = folded.split(separator: " ")
        // *Lapuan kaupunki Pöytäkirja 1/2025* says no more.
        if let owner = words.firstIndex(where: { ["kaupunki", "kunta"].contains($0) }), owner > 0, owner < 3,
            words[(owner + 1)...].allSatisfy({ banners.contains(String($0)) || $0.allSatisfy(\.isNumber) }),
            words.count > owner + 1
        {
            return MeetingBody.municipality(in: line) != nil
        }
        guard (1...3).contains(words.count) else { return false }
        let isTold = ["kaupunki", "kunta", "stad", "kommun"].contains(words.last ?? "")
        guard isTold || words.count == 1 else { return false }
        let name = line.split(separator: " ").prefix(words.count - (isTold && words.count > 1 ? 1 : 0))
            .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: " ")
        return Municipalities.all.isName(name)
    }
}
