// SPDX-License-Identifier: GPL-3.0-or-later

/// Written forms of spoken and of older Finnish, by the rules of their sounds: for words that nothing else reads.
///
/// Spoken forms after VISK § 115 (imperatives and present forms), § 138 and the chapter on sounds (apocope, *ea* that
/// became *ee*, the i that *-inen* loses, the t of *-nut*). What a rule makes is taken only where Voikko knows it.
enum SpokenForms {
    /// Written words that `word`, in lower case, may stand for, the likeliest first, whether that is a word or not. `isName` is true of a word
    /// that is written with a capital.
    static func candidates(for word: String, isName: Bool) -> [String] {
        if let known = words[word] { return [known] }
        var result: [String] = []
        // Old spelling: *wanha*.
        if word.utf8.contains(UInt8(ascii: "w")) { result.append(word.replacing("w", with: "v")) }
        // By sound alone any name could be a noun's form.
        guard !isName, lengths.contains(word.utf8.count) else { return result }
        let isFront = !word.contains { "aou".contains($0) }
        let a = isFront ? "ä" : "a"
        func replace(_ ending: String, with other: String) {
            if word.hasSuffix(ending) { result.append(String(word.dropLast(ending.count)) + other) }
        }
        // *talos, veres*: talossa, veressä; *talost, talolt, talol*.
        replace("s", with: "ss" + a)
        replace("st", with: "st" + a)
        replace("lt", with: "lt" + a)
        replace("l", with: "ll" + a)
        replace("ks", with: "ksi")
        replace("kaks", with: "kaksi")
        // *ymmärtäny, tullu*.
        replace("nu", with: "nut")
        replace("ny", with: "nyt")
        replace("lu", with: "lut")
        replace("ly", with: "lyt")
        replace("ki", with: "kin")
        // *puhuttii*: puhuttiin; *mennää*: mennään.
        for vowel in ["ii", "aa", "ää", "ee", "oo"] { replace(vowel, with: vowel + "n") }
        // *upee, upeeta, ainoo, kattoo, korkeella*.
        for (spoken, written) in [
            ("ee", "e" + a), ("oo", "oa"), ("öö", "öä"), ("oo", "o" + a), ("uu", "ua"), ("ii", "i" + a),
        ] {
            for at in word.ranges(of: spoken) { result.append(word.replacingCharacters(at, with: written)) }
        }
        addMissingI(word, to: &result)
        return result
    }

    /// The bytes of words that the rules of sound are tried on: compounds are seldom spelt as they are said.
    private static let lengths = 4...14

    /// *punanen, valkosia*: the i of *-inen* before its n or s.
    private static func addMissingI(_ word: String, to result: inout [String]) {
        for stem in [
            "nen", "sen", "sta", "stä", "sia", "siä", "set", "sessa", "sella", "selle", "seen", "sten", "silla",
            "sissa",
        ]
        where word.hasSuffix(stem) && word.utf8.count > stem.utf8.count + 2 {
            let head = word.dropLast(stem.count)
            if let last = head.last, "aouyäö".contains(last) { result.append(head + "i" + stem) }
        }
    }

    /// Words of their own.
    private static let words: [String: String] = [
        "sit": "sitten", "mut": "mutta", "mä": "minä", "sä": "sinä", "mun": "minun", "sun": "sinun", "mua": "minua",
        "sua": "sinua", "mulla": "minulla", "sulla": "sinulla", "mulle": "minulle", "sulle": "sinulle",
        "mult": "minulta",
        "tää": "tämä", "nää": "nämä", "noi": "nuo", "tost": "tuosta", "täst": "tästä", "siin": "siinä", "tän": "tämän",
        "yks": "yksi", "kaks": "kaksi", "viis": "viisi", "kuus": "kuusi", "seittemän": "seitsemän",
        "kaheksan": "kahdeksan", "yheksän": "yhdeksän", "kolmekyt": "kolmekymmentä", "mee": "mene", "meen": "menen",
        "meet": "menet", "tuu": "tule", "tuun": "tulen", "tuut": "tulet", "oo": "ole", "oon": "olen", "oot": "olet",
        "paan": "panen", "tarvii": "tarvitsee", "tarvi": "tarvitse", "tarvin": "tarvitsen",
        "vaikk": "vaikka", "kans": "kanssa", "ny": "nyt", "kyl": "kyllä", "viel": "vielä", "semmonen": "semmoinen",
        "tommonen": "tuommoinen", "tämmönen": "tämmöinen", "millanen": "millainen", "sellanen": "sellainen",
    ]
}

extension String {
    /// Itself with `other` in the place of `range`.
    fileprivate func replacingCharacters(_ range: Range<Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
