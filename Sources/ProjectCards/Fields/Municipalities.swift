// SPDX-License-Identifier: GPL-3.0-or-later

/// Finland's municipalities and regions, and finding them in text by their inflected names.
///
/// Source of the table: `Resources/kunnat.tsv`, Statistics Finland's classifications.
struct Municipalities: Sendable {
    /// The one table.
    static let all = Municipalities()

    /// The region of each municipality.
    let regions: [String: String]
    /// Municipality or region by each form of its name, in small letters.
    private let municipalityForms: [String: String]
    private let regionForms: [String: String]

    private init() {
        var regions: [String: String] = [:]
        var municipalityForms: [String: String] = [:]
        var regionForms: [String: String] = [:]
        for line in String(decoding: PackageResources.kunnat_tsv, as: UTF8.self).split(separator: "\n") {
            let columns = line.split(separator: "\t").map(String.init)
            guard columns.count >= 5, !line.hasPrefix("#") else { continue }
            let name = columns[1]
            let others = columns.count > 5 ? columns[5].split(separator: " ").map { $0.lowercased() } : []
            for form in Self.forms(of: name.lowercased(), columns[3].lowercased(), columns[4].lowercased()) + others {
                if columns[0] == "-" { regionForms[form] = name } else { municipalityForms[form] = name }
            }
            if columns[0] != "-" { regions[name] = columns[2] }
        }
        self.regions = regions
        self.municipalityForms = municipalityForms
        self.regionForms = regionForms
    }

    /// The municipalities that `text` names, in its order, without repeats.
    func municipalities(in text: String) -> [String] { find(in: text, municipalityForms) }

    /// The regions that `text` names; *Pohjois-Pohjanmaan ELY-keskus* is a funder and names none.
    func regions(in text: String) -> [String] { find(in: text, regionForms) }

    /// True if `name` is a municipality's, in any form of its singular.
    func isName(_ name: String) -> Bool { municipalityForms[name.lowercased()] != nil }

    private func find(in text: String, _ forms: [String: String]) -> [String] {
        var found: [String] = []
        let words = text.split { !($0.isLetter || $0 == "-") }
        for (index, word) in words.enumerated() {
            // In capitals throughout it is no name: *EURA 2014* is a programme's system.
            guard word.first?.isUppercase == true, !word.dropFirst().allSatisfy(\.isUppercase) else { continue }
            let name: String
            if let known = forms[word.lowercased()] {
                name = known
            } else if index + 1 < words.count, let known = forms[(word + " " + words[index + 1]).lowercased()] {
                name = known
            } else {
                continue
            }
            if Self.isPartOfAnother(words[(index + 1)...]) { continue }
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    /// True if names before `words` are of what is no municipality and no region of the project: a funder
    /// (*Lapin ja Kainuun ELY-keskukset*), a sub-region (*Raahen ja Ylivieskan seutukunnat*).
    private static func isPartOfAnother(_ words: ArraySlice<Substring>) -> Bool {
        for word in words.prefix(12) {
            let lower = word.lowercased()
            if ["ely", "elinkeino", "seutuku"].contains(where: lower.hasPrefix) { return true }
            guard word.first?.isUppercase == true || ["ja", "sekä", "tai"].contains(lower) else { return false }
        }
        return false
    }

    /// The forms of a name in the singular, and of a name in *-nen* in the plural too (*Huittisten*), in small letters.
    ///
    /// The weak stem is the genitive's, the strong one the illative's: *Kalajoe-n*, *Kalajoke-en*.
    private static func forms(of name: String, _ genitive: String, _ illative: String) -> [String] {
        var forms = [name, genitive, illative]
        let weak = genitive.dropLast()
        for ending in ["ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi"] {
            forms.append(weak + ending)
        }
        // *Espoo-seen*, *Joensuu-hun*, *Kalajoke-en*.
        let strong =
            illative == weak + "seen"
            ? weak : illative.hasPrefix(name + "h") ? name[...] : illative.dropLast(2)
        for ending in ["na", "nä", "a", "ä", "ta", "tä"] { forms.append(strong + ending) }
        if name.hasSuffix("e") { forms += [name + "tta", name + "ttä"] }
        if name.hasSuffix("s") { forms += [name + "ta", name + "tä"] }
        if name.hasSuffix("nen") {
            let stem = name.dropLast(3) + "s"
            for ending in [
                "ten", "issa", "issä", "ista", "istä", "illa", "illä", "ilta", "iltä", "ille", "iin", "ia", "iä",
            ] {
                forms.append(stem + ending)
            }
            forms += [stem + "ta", stem + "tä"]
        }
        return forms
    }
}
