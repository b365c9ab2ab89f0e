// SPDX-License-Identifier: GPL-3.0-or-later

/// Finland's municipalities and regions, and finding them in text by their inflected names.
///
/// Source of the table: `Resources/kunnat.tsv`, Statistics Finland's classifications.
struct Municipalities: Sendable {
    /// The one table.
    static let all = Municipalities()

    /// The region of each municipality.
    let regions: [String: String]
    /// Municipality or region by its stem in small letters: the name before a case ending.
    private let municipalityStems: [String: String]
    private let regionStems: [String: String]

    private init() {
        var regions: [String: String] = [:]
        for line in String(decoding: PackageResources.kunnat_tsv, as: UTF8.self).split(separator: "\n") {
            let columns = line.split(separator: "\t")
            if columns.count == 3 && !line.hasPrefix("#") { regions[String(columns[1])] = String(columns[2]) }
        }
        self.regions = regions
        func stems(of names: some Sequence<String>) -> [String: String] {
            var result: [String: String] = [:]
            for name in names { for stem in Self.stems(of: name.lowercased()) { result[stem] = name } }
            return result
        }
        municipalityStems = stems(of: regions.keys.sorted())
        regionStems = stems(of: Set(regions.values).sorted())
    }

    /// The municipalities that `text` names, in its order, without repeats.
    func municipalities(in text: String) -> [String] { find(in: text, municipalityStems) }

    /// The regions that `text` names; *Pohjois-Pohjanmaan ELY-keskus* is a funder and names none.
    func regions(in text: String) -> [String] { find(in: text, regionStems) }

    private func find(in text: String, _ stems: [String: String]) -> [String] {
        var found: [String] = []
        let words = text.split { !($0.isLetter || $0 == "-") }
        for (index, word) in words.enumerated() {
            // In capitals throughout it is no name: *EURA 2014* is a programme's system.
            guard word.first?.isUppercase == true, !word.dropFirst().allSatisfy(\.isUppercase),
                let name = name(of: word.lowercased(), stems)
            else { continue }
            let next = index + 1 < words.count ? words[index + 1].lowercased() : ""
            // A funder, a sub-region.
            if next.hasPrefix("ely") || next.hasPrefix("elinkeino") || next.hasPrefix("seutuk") { continue }
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    private func name(of word: String, _ stems: [String: String]) -> String? {
        if let name = stems[word] { return name.lowercased() == word ? name : nil }
        for ending in Self.endings where word.hasSuffix(ending) {
            if let name = stems[String(word.dropLast(ending.count))] { return name }
        }
        // The illative: the vowel again and n, or h, vowel, n.
        guard word.hasSuffix("n"), let vowel = word.dropLast().last else { return nil }
        let stem = word.dropLast(2)
        if stem.last == vowel, let name = stems[String(stem)] { return name }
        return stem.last == "h" ? stems[String(stem.dropLast())] : nil
    }

    private static let endings = [
        "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "na", "nä", "n",
    ]

    /// The stems of a name before case endings: as it is, and in the weak grade (*kalajoe-*, *pudasjärve-*).
    private static func stems(of name: String) -> [String] {
        let changes = [
            ("joki", "joe"), ("järvi", "järve"), ("niemi", "nieme"), ("lahti", "lahde"), ("salmi", "salme"),
            ("koski", "koske"), ("mäki", "mäe"), ("vesi", "vede"), ("saari", "saare"), ("lampi", "lamme"),
            ("ranta", "ranna"), ("kangas", "kankaa"), ("suomi", "suome"), ("häme", "hämee"), ("lappi", "lapi"),
            ("turku", "turu"), ("tampere", "tamperee"), ("selkä", "selä"), ("kaupunki", "kaupungi"),
            ("pelto", "pello"), ("kirkko", "kirko"), ("nurmes", "nurmekse"), ("kannus", "kannukse"),
            ("loppi", "lopi"), ("nummi", "numme"), ("virrat", "virtoj"), ("virrat", "virtai"), ("kitee", "kitee"),
            ("nki", "ngi"), ("nko", "ngo"), ("nka", "nga"), ("nta", "nna"), ("ntä", "nnä"), ("nto", "nno"),
            ("nen", "se"), ("varkaus", "varkaude"), ("alavus", "alavude"), ("pudas", "putaa"), ("kumpu", "kummu"),
            ("uusimaa", "uudenmaa"), ("uusikaupunki", "uudenkaupungi"), ("juuka", "juua"), ("laakso", "laakso"),
            ("kunta", "kunna"), ("saaret", "saarte"), ("lohja", "lohja"), ("salmi", "salme"), ("ltola", "ltola"),
        ]
        var stems = [name]
        for (ending, weak) in changes where name.hasSuffix(ending) {
            stems.append(name.dropLast(ending.count) + weak)
        }
        return stems
    }
}
