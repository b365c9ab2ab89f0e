// SPDX-License-Identifier: GPL-3.0-or-later
internal import CVoikko

/// What the analyser needs of one reading by Voikko.
struct VoikkoReading: Hashable {
    /// `BASEFORM`, without the `=` that Voikko leaves in some names.
    var baseForm: String
    /// `BASEFORM` in lower case.
    var lemma: String
    /// `STRUCTURE`: `=` before each part, `-` a hyphen, one letter a character.
    var structure: String
    /// `FSTOUTPUT`: the transducer's tags and letters; empty for words of the user's dictionary.
    var output: String
    /// `PARTICIPLE`, empty where the word is none.
    var participle: String
    /// `MOOD`, empty where there is none.
    var mood: String
    /// `SIJAMUOTO`, the case, in Voikko's words.
    var grammaticalCase: String
    /// `CLASS` in Voikko's words: `nimisana`, `teonsana`, `seikkasana`…
    var wordClass: String
    /// Whether `CLASS` is that of a name.
    var isName: Bool { Self.nameClasses.contains(wordClass) }
    /// Whether `CLASS` is that of a word without much meaning of its own: adverb, adposition, conjunction, pronoun…
    var isFunctionWord: Bool { Self.functionClasses.contains(wordClass) }
    /// Whether it is a form that many words could be and few are: an imperative, an instructive (*alusta!*, *aloin*).
    var isUnlikelyForm: Bool { mood == "imperative" || grammaticalCase == "keinonto" }

    /// How many words Voikko put together to read it so. Compounds of its own lexicon (`maahan=muuttaja`) count as one.
    var joints: Int {
        // Names that Voikko reads by its rule for organisations come without output; their structure tells.
        if output.isEmpty { return max(0, structure.utf8.count(where: { $0 == UInt8(ascii: "=") }) - 1) }
        var count = 0
        var tail = output[...]
        while let start = tail.firstIndex(of: "[") {
            tail = tail[start...]
            if tail.hasPrefix("[Bc]") { count += 1 }
            tail = tail.dropFirst()
        }
        return count
    }

    /// Classes of names (libvoikko's `voikko_mor_analysis` documentation).
    static let nameClasses: Set<String> = ["etunimi", "sukunimi", "paikannimi", "nimi"]

    private static let functionClasses: Set<String> = [
        "seikkasana", "suhdesana", "sidesana", "asemosana", "kieltosana",
    ]
}

extension Voikko {
    /// Every reading of `word`, with only the attributes that the analyser needs: half the cost of ``analyses(of:)``.
    func readings(of word: String) -> [VoikkoReading] {
        unsafe withAnalyses(of: word) { analysis in
            let form = unsafe value("BASEFORM", of: analysis)
            guard !form.isEmpty else { return nil }
            let plain = form.utf8.contains(UInt8(ascii: "=")) ? String(form.filter { $0 != "=" }) : form
            return unsafe VoikkoReading(
                baseForm: plain, lemma: plain.lowercased(), structure: value("STRUCTURE", of: analysis),
                output: value("FSTOUTPUT", of: analysis), participle: value("PARTICIPLE", of: analysis),
                mood: value("MOOD", of: analysis), grammaticalCase: value("SIJAMUOTO", of: analysis),
                wordClass: value("CLASS", of: analysis))
        }
    }
}
