// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// What grammar says of a word among its neighbours: an attribute stands in its noun's case and number (*näistä
/// kirjoista*, not *naista kirjoista*), and so do the two sides of *ja* (*kaupungin ja kuntayhtymän*).
struct Agreement {
    /// Cases and numbers that a form may have, as bits: three for each case.
    struct Forms: OptionSet {
        let rawValue: UInt64

        init(rawValue: UInt64) { self.rawValue = rawValue }

        /// The one form of this case and number.
        init(_ grammaticalCase: Inflection.Case, _ number: Inflection.Number?) {
            let place: UInt64 =
                switch number {
                case nil: 0
                case .singular: 1
                case .plural: 2
                }
            rawValue = 1 << (3 * UInt64(grammaticalCase.rawValue) + place)
        }

        /// The same cases in whatever number.
        private var cases: UInt64 { (rawValue | rawValue >> 1 | rawValue >> 2) & 0o1_111_111_111_111_111 }

        /// Whether one of the forms has the case of one of `other`.
        func sharesCase(with other: Forms) -> Bool { cases & other.cases != 0 }

        /// The elative, in singular and plural.
        static let elative: Forms = [Forms(.elative, nil), Forms(.elative, .singular), Forms(.elative, .plural)]
    }

    /// Words that stand between two equals.
    static let conjunctions: Set<[Unicode.Scalar]> = Set(
        ["ja", "tai", "sekä", "eli"].map { Array($0.unicodeScalars) })
    /// What speaks for a form in the case of the other side of a conjunction, in nats.
    static let acrossConjunction: Float = 2.5
    /// What speaks for an attribute in the case and number of the word behind it, in nats.
    static let beforeNoun: Float = 1.5

    /// What speaks for an infinitive behind a verb that takes one (*voi käyttää*), in nats.
    static let afterVerb: Float = 2.5
    /// Verbs that take an infinitive, by their base forms.
    static let modalVerbs: Set<String> = [
        "voida", "saada", "saattaa", "pitää", "täytyä", "kannattaa", "haluta", "aikoa", "osata", "yrittää", "tarvita",
        "jaksaa", "ehtiä", "uskaltaa", "alkaa", "antaa", "tahtoa", "kyetä", "pystyä", "joutua", "päästä", "luvata",
        "päättää", "koettaa", "toivoa", "mahtaa", "taitaa", "sopia", "kuulua", "auttaa", "opetella", "muistaa",
    ]

    /// What speaks for an elative behind a word that picks from many (*joku näistä*), in nats.
    static let afterQuantifier: Float = 2
    /// Words that pick from many and stand in the nominative, by their base forms.
    static let quantifiers: Set<String> = [
        "joku", "jokin", "jompikumpi", "jokainen", "kukaan", "kukin", "kumpi", "kumpikaan", "kumpikin", "mikään",
        "moni",
        "muutama", "osa", "yksi", "harva",
    ]

    /// What speaks for a noun or what goes with one behind a genitive (*teosten sisältöä*), in nats.
    static let afterGenitive: Float = 2
    /// What speaks for a finite verb behind a noun or pronoun in the nominative (*teos sisältää*), in nats.
    static let afterSubject: Float = 2
    /// What speaks for a finite verb before a third infinitive (*lähti opiskelemaan*), in nats.
    static let beforeInfinitive: Float = 1.5
    /// What speaks against a form that is nothing but an imperative, or what stands behind *ei* (*jaa*), where neither a
    /// word of denial stands before nor a sentence begins, in nats.
    static let withoutDenial: Float = 1.5
    /// What speaks for an infinitive behind what takes one without being a verb (*lupa käyttää*), in nats.
    static let afterHead: Float = 2
    /// Nouns and adjectives that take an infinitive, by their base forms.
    static let infinitiveHeads: Set<String> = [
        "lupa", "kyky", "tarkoitus", "mahdollisuus", "oikeus", "velvollisuus", "pakko", "aihe", "syy", "aika",
        "tilaisuus", "tapa", "halu", "vaara", "yritys", "mahdollinen", "luvallinen", "sallittu", "kielletty", "helppo",
        "vaikea", "hyvä", "paras", "parempi", "turha", "tarpeellinen", "välttämätön", "järkevä", "suositeltava",
        "tärkeä", "alettu", "voitu", "saatu", "haluttu", "yritetty", "päätetty", "pyydetty",
    ]
    /// What speaks for a pronoun where a sentence begins with a capital, in nats: of 98,693 pronouns of court decisions
    /// 12.3 % have one, of 547,471 nouns that are not in the nominative 7.1 %.
    static let beginningPronoun: Float = 0.55
    /// What more speaks there for *tämä* in any form, in nats: 44 % of 58,862 have a capital in court decisions, where
    /// 7.0 % of nouns that are not in the nominative have; in questions to librarians 38 % of 2,391 and 12.5 %.
    static let beginningDemonstrative: Float = 0.9
    /// The base forms that Voikko gives to *tämä* and *nämä*.
    static let demonstratives: Set<String> = ["tämä", "nämä"]

    /// Whether a genitive stands before.
    var isBehindGenitive = false
    /// Whether a noun or pronoun in the nominative stands before.
    var isBehindSubject = false
    /// Whether a noun or adjective that takes an infinitive stands before.
    var isBehindHead = false
    /// Whether the word has a capital and may begin a sentence.
    var beginsSentence = false
    /// Whether a word that picks from many stands before.
    var isBehindQuantifier = false
    /// Whether a verb that takes an infinitive stands before.
    var isBehindVerb = false
    /// Whether the word is in mid-sentence and no word of denial stands before.
    var isAffirmed = false
    /// Whether a third infinitive stands behind.
    var isBeforeInfinitive = false
    /// The forms that the word across a conjunction may be, and the word behind.
    var across: Forms = []
    var behind: Forms = []

    var isEmpty: Bool {
        across.isEmpty && behind.isEmpty && !isBehindVerb && !isBehindQuantifier && !isBehindGenitive
            && !isBehindSubject && !isBehindHead && !beginsSentence && !isBeforeInfinitive
            && !isAffirmed
    }

    /// What speaks for a word whose forms may be `own`.
    func bonus(_ own: DictionaryQueries.Inflections) -> Float {
        var result: Float = 0
        if own.all.sharesCase(with: across) { result += Self.acrossConjunction }
        if isBehindVerb, own.isInfinitive { result += Self.afterVerb }
        if isBehindHead, own.isInfinitive { result += Self.afterHead }
        if isBehindGenitive, own.isNominal, !own.isFinite, !own.isInfinitive { result += Self.afterGenitive }
        if isBehindSubject, own.isFinite, !own.isNominal { result += Self.afterSubject }
        if isAffirmed, own.isBidding { result -= Self.withoutDenial }
        if isBeforeInfinitive, own.isFinite, !own.isNominal { result += Self.beforeInfinitive }
        if beginsSentence, own.isPronoun {
            result += Self.beginningPronoun + (own.isDemonstrative ? Self.beginningDemonstrative : 0)
        }
        if isBehindQuantifier, !own.all.isDisjoint(with: .elative) { result += Self.afterQuantifier }
        if !own.attributes.isDisjoint(with: behind) { result += Self.beforeNoun }
        return result
    }
}

extension DictionaryQueries {
    /// The inflections that a form may have.
    struct Inflections {
        /// All of them but the nominative's, which says little.
        var all: Agreement.Forms = []
        /// Those of words that stand before a noun in its case: adjectives, pronouns, numerals.
        var attributes: Agreement.Forms = []
        /// Whether the form is a verb's first infinitive.
        var isInfinitive = false
        /// Whether the form is nothing but a verb's imperative, which it is behind *ei*, too.
        var isBidding = false
        /// Whether it is a word of denial (*ei*, *älä*, *ettei*).
        var isDenial = false
        /// Whether the form is a verb's third infinitive.
        var isThirdInfinitive = false
        /// Whether the form is a verb's in the indicative or conditional.
        var isFinite = false
        /// Whether it is of a noun, adjective, pronoun or numeral.
        var isNominal = false
        /// Whether it is a genitive.
        var isGenitive = false
        /// Whether it is a nominative of a noun, a name or a pronoun.
        var isSubject = false
        /// Whether it is of a pronoun.
        var isPronoun = false
        /// Whether it is of *tämä*.
        var isDemonstrative = false
        /// Whether it is of a noun or adjective that takes an infinitive.
        var isHead = false
        /// Whether it is of a verb that takes an infinitive.
        var isModal = false
        /// Whether it is a nominative of a word that picks from many.
        var isQuantifier = false
    }

    /// The inflections of `word`, in lower case, by Voikko.
    func inflections(of word: [Unicode.Scalar]) -> Inflections {
        if let known = inflectionsByWord[word] { return known }
        var result = Inflections()
        let readings = voikko.inflections(of: word.string)
        for (form, base) in readings { result.add(form, base) }
        // An interjection (*jaa*) is hardly ever written.
        let uttered = readings.lazy.map(\.inflection).filter { $0.wordClass != .exclamation }
        result.isBidding = !uttered.isEmpty && uttered.allSatisfy { $0.mood == .imperative }
        inflectionsByWord[word] = result
        return result
    }
}

extension ChannelReader {
    /// Whether `word` stands between two equals: as it was understood (`meant`), or by its likeliest reading where what
    /// stands is a word too (*seka*).
    func mayBeConjunction(_ word: [Unicode.Scalar], _ meant: [Unicode.Scalar]) -> Bool {
        Agreement.conjunctions.contains(meant)
            || reading(of: word).candidates.first.map { Agreement.conjunctions.contains($0.word) } == true
    }
}

extension DictionaryQueries.Inflections {
    /// Adds what one reading says, whose base form is `base`.
    fileprivate mutating func add(_ form: Inflection, _ base: String) {
        if form.mood == .firstInfinitive { isInfinitive = true }
        if form.mood == .indicative || form.mood == .conditional { isFinite = true }
        if form.wordClass == .verb, Agreement.modalVerbs.contains(base) { isModal = true }
        if form.mood == .thirdInfinitive { isThirdInfinitive = true }
        if form.wordClass == .denial { isDenial = true }
        if form.wordClass == .pronoun { isPronoun = true }
        if Agreement.demonstratives.contains(base) { isDemonstrative = true }
        if Agreement.infinitiveHeads.contains(base) { isHead = true }
        guard let grammaticalCase = form.grammaticalCase else { return }
        isNominal = true
        if grammaticalCase == .nominative {
            switch form.wordClass {
            case .noun, .firstName, .familyName, .otherName, .pronoun: isSubject = true
            default: break
            }
            if Agreement.quantifiers.contains(base) { isQuantifier = true }
            return
        }
        if grammaticalCase == .genitive { isGenitive = true }
        all.insert(Agreement.Forms(grammaticalCase, form.number))
        switch form.wordClass {
        case .adjective, .nounAdjective, .pronoun, .numeral:
            attributes.insert(Agreement.Forms(grammaticalCase, form.number))
        default: break
        }
    }
}
