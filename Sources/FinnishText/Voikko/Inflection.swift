// SPDX-License-Identifier: GPL-3.0-or-later

/// The inflection of a word form in one of Voikko's readings.
package struct Inflection: Hashable, Sendable {
    /// The class of the word.
    package var wordClass: Class
    /// The case of a noun, adjective, pronoun, numeral or participle.
    package var grammaticalCase: Case?
    /// Singular or plural, of words that have it.
    package var number: Number?
    /// A verb's mood, or the infinitive.
    package var mood: Mood?

    /// Word classes, by what libvoikko calls them (`CLASS` of `voikko_mor_analysis`).
    package enum Class: String, Sendable {
        case noun = "nimisana"
        case adjective = "laatusana"
        case nounAdjective = "nimisana_laatusana"
        case firstName = "etunimi"
        case familyName = "sukunimi"
        case placeName = "paikannimi"
        case otherName = "nimi"
        case verb = "teonsana"
        case numeral = "lukusana"
        case pronoun = "asemosana"
        case denial = "kieltosana"
        case exclamation = "huudahdussana"
        case other = ""

        /// The class that libvoikko calls `name`.
        init(name: String) { self = Class(rawValue: name) ?? .other }

        init(_ wordClass: OutputSymbol.WordClass) {
            self =
                switch wordClass {
                case .noun: .noun
                case .adjective: .adjective
                case .nounAdjective: .nounAdjective
                case .firstName: .firstName
                case .familyName: .familyName
                case .placeName: .placeName
                case .otherName: .otherName
                case .verb: .verb
                case .numeral, .numeralSign: .numeral
                case .pronoun: .pronoun
                case .negation: .denial
                case .exclamation: .exclamation
                case .abbreviation, .adverb, .conjunction, .adposition, .prefix: .other
                }
        }
    }

    /// Cases, by number.
    package enum Case: UInt8, Sendable {
        case nominative, genitive, partitive, essive, translative, inessive, elative, illative, adessive, ablative,
            allative, abessive, comitative, instructive, accusative
        /// The adverbs in *-sti*.
        case adverbial

        /// Voikko's tags and libvoikko's names (`SIJAMUOTO`), in the order of the cases.
        private static let tags = [
            "n", "g", "p", "es", "tr", "ine", "ela", "ill", "ade", "abl", "all", "ab", "ko", "in", "ak", "sti",
        ]
        private static let names = [
            "nimento", "omanto", "osanto", "olento", "tulento", "sisaolento", "sisaeronto", "sisatulento", "ulkoolento",
            "ulkoeronto", "ulkotulento", "vajanto", "seuranto", "keinonto", "kohdanto", "kerrontosti",
        ]

        /// The case that Voikko's transducer writes as `[S` and `tag`.
        init?(tag: some StringProtocol) {
            guard let number = Self.tags.firstIndex(where: { $0 == tag }) else { return nil }
            self.init(rawValue: UInt8(number))
        }

        /// The case that libvoikko calls `name`.
        package init?(name: String) {
            guard let number = Self.names.firstIndex(of: name) else { return nil }
            self.init(rawValue: UInt8(number))
        }
    }

    /// Numbers, by libvoikko's names.
    package enum Number: String, Sendable {
        case singular, plural
    }

    /// Moods and infinitives, by libvoikko's names.
    package enum Mood: String, Sendable {
        case firstInfinitive = "A-infinitive"
        case secondInfinitive = "E-infinitive"
        case thirdInfinitive = "MA-infinitive"
        case verbalNoun = "MINEN-infinitive"
        case fifthInfinitive = "MAINEN-infinitive"
        case indicative, conditional, imperative, potential

        /// The mood that Voikko's transducer writes as `[T` and `tag`.
        init?(tag: some StringProtocol) {
            switch tag {
            case "n1": self = .firstInfinitive
            case "n2": self = .secondInfinitive
            case "n3": self = .thirdInfinitive
            case "n4": self = .verbalNoun
            case "n5": self = .fifthInfinitive
            case "t": self = .indicative
            case "e": self = .conditional
            case "k": self = .imperative
            case "m": self = .potential
            default: return nil
            }
        }
    }
}
