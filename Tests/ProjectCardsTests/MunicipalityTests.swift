// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ProjectCards

@Suite struct MunicipalityTests {
    /// Inflection of names by their ending: the ending of the weak stem (before *-n*, *-ssa*, *-lla*) and of the strong
    /// one (before *-na*). Longer endings first. (VISK § 40–76; Suomenkieliset paikannimet.)
    private static let endings: [(String, weak: String, strong: String)] = [
        ("kaupunki", "kaupungi", "kaupunki"), ("joki", "joe", "joke"), ("järvi", "järve", "järve"),
        ("niemi", "nieme", "nieme"), ("lahti", "lahde", "lahte"), ("salmi", "salme", "salme"),
        ("koski", "koske", "koske"), ("mäki", "mäe", "mäke"), ("vesi", "vede", "vete"), ("saari", "saare", "saare"),
        ("nummi", "numme", "numme"), ("loppi", "lope", "loppe"), ("lampi", "lammi", "lampi"),
        ("ranta", "ranna", "ranta"),
        ("virta", "virra", "virta"), ("valta", "valla", "valta"), ("luoto", "luodo", "luoto"),
        ("lieto", "liedo", "lieto"), ("kumpu", "kummu", "kumpu"), ("helsinki", "helsingi", "helsinki"),
        ("hanko", "hango", "hanko"), ("minka", "minga", "minka"), ("hanka", "hanga", "hanka"),
        ("lanka", "langa", "lanka"),
        ("nta", "nna", "nta"), ("ntä", "nnä", "ntä"), ("nto", "nno", "nto"), ("turku", "turu", "turku"),
        ("vihti", "vihdi", "vihti"), ("iitti", "iiti", "iitti"), ("juuka", "juua", "juuka"),
        ("kurikka", "kurika", "kurikka"), ("toivakka", "toivaka", "toivakka"), ("pomarkku", "pomarku", "pomarkku"),
        ("pudas", "putaa", "putaa"), ("varkaus", "varkaude", "varkaute"), ("alavus", "alavude", "alavute"),
        ("nnus", "nnukse", "nnukse"), ("nurmes", "nurmekse", "nurmekse"), ("muhos", "muhokse", "muhokse"),
        ("nen", "se", "se"), ("raahe", "raahe", "raahe"), ("muurame", "muurame", "muurame"),
        ("kumlinge", "kumlinge", "kumlinge"), ("tampere", "tamperee", "tamperee"), ("ele", "elee", "elee"),
        ("ale", "alee", "alee"), ("ane", "anee", "anee"), ("äne", "änee", "änee"), ("kitee", "kitee", "kitee"),
        ("land", "landi", "landi"), ("vik", "viki", "viki"), ("sund", "sundi", "sundi"), ("ström", "strömi", "strömi"),
        ("näs", "näsi", "näsi"), ("kökar", "kökari", "kökari"), ("punkalaidun", "punkalaitume", "punkalaitume"),
    ]
    /// Names whose first part is inflected too, or which are plural, and names of two words.
    private static let others = [
        "Isokyrö", "Uusikaupunki", "Uusikaarlepyy", "Virrat", "Pedersören kunta", "Koski Tl",
    ]

    private static func forms(of name: String) -> [String] {
        let lower = name.lowercased()
        let rule = endings.first { lower.hasSuffix($0.0) } ?? ("", "", "")
        let weak = capitalised(name.dropLast(rule.0.count) + rule.weak)
        let strong = capitalised(name.dropLast(rule.0.count) + rule.strong)
        let isBack = lower.contains { "aou".contains($0) } && !isFrontLast(lower)
        let a = isBack ? "a" : "ä"
        return [name, weak + "n", weak + "ss" + a, weak + "st" + a, weak + "ll" + a, weak + "lt" + a, weak + "lle"]
            + [weak + "ksi", strong + "n" + a]
    }

    private static func capitalised(_ name: some StringProtocol) -> String {
        name.prefix(1).uppercased() + name.dropFirst()
    }

    /// True if the last of the vowels that decide harmony is a front one.
    private static func isFrontLast(_ name: String) -> Bool {
        name.last { "aouyäö".contains($0) }.map { "yäö".contains($0) } ?? true
    }

    @Test
    func everyMunicipalityIsFoundByItsInflectedNamesAndByNoOthers() {
        let table = Municipalities.all
        #expect(table.regions.count > 300)
        for name in table.regions.keys.sorted() where !Self.others.contains(name) {
            for form in Self.forms(of: name) {
                #expect(table.municipalities(in: form + " alueella") == [name], "\(form)")
            }
        }
    }

    @Test(arguments: [
        ("Isonkyrön", "Isokyrö"), ("Isossakyrössä", "Isokyrö"), ("Uudenkaupungin", "Uusikaupunki"),
        ("Uudessakaupungissa", "Uusikaupunki"), ("Uudenkaarlepyyn", "Uusikaarlepyy"), ("Virtain", "Virrat"),
        ("Virroilla", "Virrat"), ("Oulaisten", "Oulainen"), ("Huittisissa", "Huittinen"),
        ("Kauniaisiin", "Kauniainen"), ("Pedersören", "Pedersören kunta"), ("Kosken Tl", "Koski Tl"),
        ("Lahteen", "Lahti"), ("Kalajoelle", "Kalajoki"), ("Turkuun", "Turku"), ("Kuhmoon", "Kuhmo"),
        ("Tampereeseen", "Tampere"), ("Joensuuhun", "Joensuu"), ("Kiteeltä", "Kitee"), ("Turkua", "Turku"),
        ("Espoota", "Espoo"), ("Kalajokea", "Kalajoki"), ("Iistä", "Ii"), ("Iihin", "Ii"),
    ]) func namesInflectedInBothPartsInThePluralOrOfTwoWords(form: String, name: String) {
        #expect(Municipalities.all.municipalities(in: form + " alueella") == [name])
    }

    @Test(arguments: [
        "EURA 2014", "kalajoen", "Lahdelma", "Turkulainen", "Oulunsalon kylä", "Nakertaja-Hetteenmäen kyläyhdistys",
        "Nivala-Haapajärven seutukunta", "Ylivieskan seutukunta", "Raahen ja Ylivieskan seutukunnissa", "Suomen",
        "Kunnan", "Hankkeen", "Kyläyhdistys", "Pohjois-Pohjanmaan ELY-keskus", "Vaalan ja Kajaanin ELY-keskukset",
        "SALON", "S20059", "Koskenniska", "Laaksonen", "Porilaisten", "Virtanen", "",
    ]) func whatIsNoMunicipalityNamesNone(text: String) {
        #expect(Municipalities.all.municipalities(in: text) == [])
    }

    @Test(arguments: [
        ("Kainuun soten", ["Kainuu"]), ("Pohjois-Pohjanmaalla", ["Pohjois-Pohjanmaa"]),
        ("Uudellamaalla", ["Uusimaa"]),
        ("Uudenmaan liitto", ["Uusimaa"]), ("Varsinais-Suomessa", ["Varsinais-Suomi"]), ("Lappiin", ["Lappi"]),
        ("Kanta-Hämeestä", ["Kanta-Häme"]), ("Satakunnassa", ["Satakunta"]), ("Pohjois-Savoon", ["Pohjois-Savo"]),
        ("Pohjois-Pohjanmaan ELY-keskus", []), ("Lapin ja Kainuun ELY-keskukset", []),
        ("Kainuun elinkeino-, liikenne- ja ympäristökeskus", []), ("Suomen Pohjanmaa", ["Pohjanmaa"]),
    ]) func regionsAreFoundInEveryCaseFundersAreNone(text: String, names: [String]) {
        #expect(Municipalities.all.regions(in: text) == names)
    }
}
