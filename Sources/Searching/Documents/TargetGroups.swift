// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Target groups out of the passages in which papers name them.
///
/// *Työttömät työnhakijat, erityisesti pitkäaikaistyöttömät, alle 29-vuotiaat nuoret (esim. vammaiset)* is four groups:
/// *työnhakijat*, *pitkäaikaistyöttömät*, *nuoret*, *vammaiset*. A group goes by its last word where that is a noun that
/// tells who is meant, so that all cards' *nuoret* count together; where it tells nothing (*henkilöt*, *toimijat*) or is
/// a participle (*olevat*), by all of its words.
enum TargetGroups {
    /// The groups that `text` names, in its order, without repeats.
    static func groups(in text: String, _ analyser: Analyser) -> [String] {
        var result: [String] = []
        for item in items(of: text) {
            let name = name(of: item, analyser)
            if !name.isEmpty && !result.contains(name) { result.append(name) }
        }
        return result
    }

    /// Words that begin a group and are no part of its name.
    private static let beginnings: Set<String> = [
        "erityisesti", "esimerkiksi", "esim", "kuten", "mm", "muun", "muassa", "lisäksi", "myös", "sekä", "ja", "tai",
        "eli", "ensisijaisesti", "etenkin", "varsinkin", "joko", "sekä-että", "hankkeen", "projektin", "kohderyhmänä",
        "kohderyhmään", "kohderyhmät", "ensisijaisena", "varsinaisena", "toissijaisena", "kuuluvat", "kuuluivat",
        "olivat", "ovat", "on", "oli", "kaikista",
    ]
    /// Lemmas for people who are not told apart.
    private static let general: Set<String> = [
        "henkilö", "ihminen", "asiakas", "toimija", "ryhmä", "ihmisryhmä", "kohderyhmä", "osallistuja", "jäsen",
        "henkilöstö", "väestö", "taho", "tahot", "muu", "he", "asukas", "työntekijä", "yksikkö", "palvelu",
    ]
    /// Words that begin a clause about the group before.
    private static let relative: Set<String> = [
        "joka", "jotka", "joiden", "joita", "joilla", "jolla", "joille", "joissa",
    ]

    /// The passages between commas, semicolons, parentheses and conjunctions, as words.
    private static func items(of text: String) -> [[String]] {
        var items: [[String]] = []
        var words: [String] = []
        var isClause = false
        func end() {
            while let first = words.first, beginnings.contains(first.lowercased()) { words.removeFirst() }
            while let last = words.last, beginnings.contains(last.lowercased()) { words.removeLast() }
            if !words.isEmpty && !isClause { items.append(words) }
            words = []
            isClause = false
        }
        for raw in text.split(whereSeparator: \.isWhitespace) {
            if raw.first == "(" { end() }
            let word = raw.trimming { "(),;:.".contains($0) }
            let lower = word.lowercased()
            // A clause reaches to the next conjunction; commas within it part no groups.
            if words.isEmpty && relative.contains(lower) { isClause = true }
            // `työllisyys- ja terveyspalvelut` is one.
            let parts = ["sekä", "kuten", "ja", "tai", "eli", "esimerkiksi", "erityisesti", "mutta"].contains(lower)
            if parts, words.last?.hasSuffix("-") != true {
                end()
            } else if !word.isEmpty {
                words.append(raw.last == "." && word.allSatisfy(\.isNumber) ? word + "." : word)
            }
            let ends = raw.last.map { ",;:)".contains($0) } == true || raw.last == "." && !word.allSatisfy(\.isNumber)
            if ends, words.last?.hasSuffix("-") != true { end() }
        }
        end()
        return items
    }

    private static func name(of words: [String], _ analyser: Analyser) -> String {
        // A sentence is not a name.
        guard let last = words.last, words.count <= 12 else { return "" }
        let analysis = analyser.analysis(of: last)
        // A group is named in the nominative: in another case it is said of something else.
        guard last.hasSuffix("t") || analysis.lemmas.contains(where: { $0.lowercased() == last.lowercased() }) else {
            return ""
        }
        if words.count == 2 && isPresentParticiple(last) { return "" }
        let whole = words.joined(separator: " ").lowercased()
        if words.contains(where: { $0.hasSuffix("-") || $0.hasPrefix("-") }) { return whole }
        guard analysis.isKnown, last.count > 3, !general.contains(where: { analysis.lemmas.contains($0) }),
            !isParticiple(last), !analysis.parts.contains(where: general.contains)
        else { return whole }
        return last.lowercased()
    }

    /// *joutuneet*, *olevat*: what was said before belongs to it.
    private static func isParticiple(_ word: String) -> Bool {
        isPresentParticiple(word) || word.lowercased().hasSuffix("eet")
    }

    private static func isPresentParticiple(_ word: String) -> Bool {
        let word = word.lowercased()
        return word.hasSuffix("vat") || word.hasSuffix("vät")
    }
}

extension StringProtocol {
    /// Without what `isUnwanted` at its ends.
    fileprivate func trimming(_ isUnwanted: (Character) -> Bool) -> String {
        var rest = Substring(self).drop(while: isUnwanted)
        while let last = rest.last, isUnwanted(last) { rest.removeLast() }
        return String(rest)
    }
}

extension StoredDocument {
    /// The document's values of `field` to be counted: a passage of target groups as its groups.
    func facetValues(of field: QueryField, _ analyser: Analyser) -> [String] {
        let values = values(of: field)
        // Days, not minutes.
        if field == .muokattu { return values.map { String($0.prefix(10)) } }
        guard field == .kohderyhmä else { return values }
        return values.flatMap { TargetGroups.groups(in: $0, analyser) }
    }
}
