// SPDX-License-Identifier: GPL-3.0-or-later
internal import CVoikko

/// One reading of a word form by Voikko: base form, structure, word class and inflection.
final class MorphologicalAnalysis {
    /// Word classes as far as the analyser tells them apart.
    enum Class {
        /// A name of a person, a place or something else.
        case name
        /// A word without much meaning of its own: adverb, adposition, conjunction…
        case function
        /// A verb.
        case verb
        /// A noun or adjective.
        case nominal
        /// An abbreviation.
        case abbreviation
        /// The negative verb.
        case negation
        /// A pronoun, a numeral…
        case other
    }

    /// `BASEFORM`, without the `=` that Voikko leaves in some names.
    let baseForm: String
    /// `BASEFORM` in lower case.
    let lemma: String
    /// `STRUCTURE`: `=` before each part, `-` a hyphen, one letter a character; ASCII.
    let structure: [UInt8]
    /// `FSTOUTPUT` in UTF-8: the transducer's tags and letters; empty for words of the user's dictionary.
    let output: [UInt8]
    /// True if `PARTICIPLE` is set.
    let isParticiple: Bool
    /// True if `PARTICIPLE` is `agent`: *maanviljelemä*.
    let isAgentParticiple: Bool
    /// True if `MOOD` is the infinitive in *-minen*.
    let isVerbalNoun: Bool
    /// True if `SIJAMUOTO`, the case, is that of adverbs in *-sti*.
    let isAdverbInSti: Bool
    /// True for a form that many words could be and few are: an imperative, an instructive (*alusta!*, *aloin*).
    let isUnlikelyForm: Bool
    /// The word class, by `CLASS`.
    let wordClass: Class
    /// True if `CLASS` is that of a person's first or family name.
    let isPersonName: Bool
    /// The form's inflection.
    let inflection: Inflection
    /// The number of joints between words that Voikko put together to read it so. Compounds of its own lexicon
    /// (`maahan=muuttaja`) count as one word.
    let joints: Int

    /// True if `CLASS` is that of a name.
    var isName: Bool { wordClass == .name }
    /// True for adverbs, adpositions and conjunctions, which have no cases; pronouns have.
    var isIndeclinable: Bool { wordClass == .function && inflection.wordClass != .pronoun }
    /// True for adverbs in *-mmin* (*laajemmin*, *helpoimmin*).
    var isComparedAdverb: Bool {
        inflection.grammaticalCase == .instructive
            && (Derivation.contains("[Cc]", output[...]) || Derivation.contains("[Cs]", output[...]))
    }
    /// True if `CLASS` is that of a place's or another thing's name.
    var isPlaceName: Bool { inflection.wordClass == .placeName || inflection.wordClass == .otherName }
    /// True if `CLASS` is that of a noun, adjective or verb.
    var isContent: Bool { wordClass == .nominal || wordClass == .verb || wordClass == .negation }
    /// True if `CLASS` is that of a word without much meaning of its own.
    var isFunctionWord: Bool { wordClass == .function || wordClass == .negation }

    fileprivate init?(_ analysis: OpaquePointer) {
        let form = unsafe WideText.string("BASEFORM", of: analysis)
        guard !form.isEmpty else { return nil }
        baseForm = form.utf8.contains(UInt8(ascii: "=")) ? String(form.filter { $0 != "=" }) : form
        lemma = Casing.lowercased(baseForm)
        structure = unsafe WideText.bytes("STRUCTURE", of: analysis)
        output = unsafe WideText.bytes("FSTOUTPUT", of: analysis)
        let participle = unsafe WideText.string("PARTICIPLE", of: analysis)
        isParticiple = !participle.isEmpty
        isAgentParticiple = participle == "agent"
        let mood = unsafe WideText.string("MOOD", of: analysis)
        let grammaticalCase = unsafe WideText.string("SIJAMUOTO", of: analysis)
        isVerbalNoun = mood == "MINEN-infinitive"
        isAdverbInSti = grammaticalCase == "kerrontosti"
        isUnlikelyForm = mood == "imperative" || grammaticalCase == "keinonto"
        let className = unsafe WideText.string("CLASS", of: analysis)
        inflection = Inflection(
            wordClass: Inflection.Class(name: className), grammaticalCase: Inflection.Case(name: grammaticalCase),
            number: unsafe Inflection.Number(rawValue: WideText.string("NUMBER", of: analysis)),
            mood: Inflection.Mood(rawValue: mood))
        wordClass = Self.wordClass(className)
        isPersonName = className == "etunimi" || className == "sukunimi"
        joints = Self.joints(structure, output)
    }

    /// A reading by ``Morphology``: `form` is its base form as libvoikko would have it.
    init(
        form: String, structure: [UInt8], output: [UInt8], _ attributes: PathAttributes,
        _ wordClass: OutputSymbol.WordClass?
    ) {
        baseForm = form.utf8.contains(UInt8(ascii: "=")) ? String(form.filter { $0 != "=" }) : form
        lemma = Casing.lowercased(baseForm)
        self.structure = structure
        self.output = output
        isParticiple = attributes.participle != nil
        isAgentParticiple = attributes.participle == .agent
        isVerbalNoun = attributes.mood == .verbalNoun
        isAdverbInSti = attributes.grammaticalCase == .adverbial
        isUnlikelyForm = attributes.mood == .imperative || attributes.grammaticalCase == .instructive
        inflection = Inflection(
            wordClass: wordClass.map(Inflection.Class.init) ?? .other, grammaticalCase: attributes.grammaticalCase,
            number: attributes.number, mood: attributes.mood)
        self.wordClass = wordClass.map(Self.wordClass) ?? .other
        isPersonName = wordClass == .firstName || wordClass == .familyName
        joints = Self.joints(structure, output)
    }

    private static func joints(_ structure: [UInt8], _ output: [UInt8]) -> Int {
        guard output.isEmpty else { return Derivation.count("[Bc]", in: output[...]) }
        // Names that Voikko reads by its rule for organisations come without output; their structure tells.
        return max(0, structure.count(where: { $0 == UInt8(ascii: "=") }) - 1)
    }

    private static func wordClass(_ wordClass: OutputSymbol.WordClass) -> Class {
        switch wordClass {
        case .firstName, .familyName, .placeName, .otherName: .name
        case .adverb, .adposition, .conjunction, .pronoun: .function
        case .negation: .negation
        case .noun, .adjective, .nounAdjective: .nominal
        case .verb: .verb
        case .abbreviation: .abbreviation
        case .exclamation, .numeral, .numeralSign, .prefix: .other
        }
    }

    /// The classes by libvoikko's names (documentation of `voikko_mor_analysis`).
    private static func wordClass(_ name: String) -> Class {
        switch name {
        case "etunimi", "sukunimi", "paikannimi", "nimi": .name
        case "seikkasana", "suhdesana", "sidesana", "asemosana": .function
        case "kieltosana": .negation
        case "nimisana", "nimisana_laatusana", "laatusana": .nominal
        case "teonsana": .verb
        case "lyhenne": .abbreviation
        default: .other
        }
    }

    /// True if both say the same.
    func isSame(as other: MorphologicalAnalysis) -> Bool {
        self === other
            || lemma == other.lemma && output == other.output && baseForm == other.baseForm
                && structure == other.structure && wordClass == other.wordClass && isParticiple == other.isParticiple
                && isUnlikelyForm == other.isUnlikelyForm && isVerbalNoun == other.isVerbalNoun
                && isAdverbInSti == other.isAdverbInSti && isAgentParticiple == other.isAgentParticiple
                && isPersonName == other.isPersonName && inflection == other.inflection
    }
}

extension Voikko {
    /// Every reading of `word` by libvoikko itself, with only what the analyser needs: a third of the cost of
    /// ``analyses(of:)``.
    func askedReadings(of word: String) -> [MorphologicalAnalysis] {
        unsafe withAnalyses(of: word) { unsafe MorphologicalAnalysis($0) }
    }
}

/// Attributes as libvoikko holds them, which its functions for UTF-8 copy at some cost.
private enum WideText {
    /// The attribute `name` of `analysis` in UTF-8; empty where it has none.
    static func bytes(_ name: StaticString, of analysis: OpaquePointer) -> [UInt8] {
        guard let wide = unsafe value(name, of: analysis) else { return [] }
        var count = 0
        while unsafe wide[count] != 0 { count += 1 }
        return unsafe [UInt8](unsafeUninitializedCapacity: 4 * count) { target, used in
            unsafe used = encode(wide, count, target)
        }
    }

    /// The attribute `name` of `analysis`; empty where it has none.
    static func string(_ name: StaticString, of analysis: OpaquePointer) -> String {
        guard let wide = unsafe value(name, of: analysis) else { return "" }
        var count = 0
        while unsafe wide[count] != 0 { count += 1 }
        // The closure makes UTF-8 of Unicode scalars only.
        return unsafe String(unsafeUninitializedCapacity: 4 * count) { unsafe encode(wide, count, $0) }
    }

    private static func value(_ name: StaticString, of analysis: OpaquePointer) -> UnsafePointer<wchar_t>? {
        name.withUTF8Buffer { bytes in
            // A static string ends with a NUL.
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe voikko_mor_analysis_value_ucs4(analysis, $0.baseAddress)
            }
        }
    }

    private static func encode(
        _ wide: UnsafePointer<wchar_t>, _ count: Int, _ target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var used = 0
        for index in 0..<count {
            let value = UInt32(bitPattern: Int32(unsafe wide[index]))
            if value < 0x80 {
                unsafe target[used] = UInt8(truncatingIfNeeded: value)
                used += 1
            } else {
                let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    unsafe target[used] = byte
                    used += 1
                }
            }
        }
        return used
    }
}
