// SPDX-License-Identifier: GPL-3.0-or-later

/// A symbol that Voikko's transducer writes: a letter, or a tag (voikko-fi, `vvfst/README` and its lexicon files).
struct OutputSymbol: Sendable {
    /// The meaning of a symbol.
    enum Kind: Equatable, Sendable {
        /// A letter, a digit, another sign but those below.
        case letter
        case hyphen
        case colon
        /// `[Bc]`: between parts of a compound.
        case joint
        /// `[Bh]`: a place where a hyphen may have to stand.
        case seam
        /// Another boundary.
        case boundary
        /// `[Xp]`, `[Xj]`: a base form, or a suffix that makes one, follows, up to ``close``.
        case base
        /// `[Xr]`: the structure follows, up to ``close``.
        case structure
        /// `[X]`.
        case close
        /// `[L…]`.
        case wordClass(WordClass)
        /// `[S…]`: a case.
        case grammaticalCase(Inflection.Case)
        /// `[T…]`: a mood, or an infinitive.
        case mood(Inflection.Mood)
        /// `[C…]`: comparative or superlative.
        case comparison
        /// `[Ny]`, `[Nm]`: singular or plural.
        case number(Inflection.Number)
        /// `[R…]`.
        case participle(Participle)
        /// `[Isf]`: a hyphen may stand at the next seam.
        case mayHaveHyphen
        /// `[Icu]`: a hyphen must.
        case needsHyphen
        /// `[Ica]`: after all it need not.
        case needsNone
        /// `[Ion]`: begins what ends names of organisations.
        case organisation
        /// `[De]`: the first part of a place name may be inflected.
        case inflectedPlace
        /// `[Dg]`: what was a name is none.
        case commonAgain
        /// A symbol without meaning to haku's analyser.
        case other
    }

    /// Word classes, in libvoikko's letters.
    enum WordClass: String, Sendable {
        case noun = "n"
        case adjective = "l"
        case nounAdjective = "nl"
        case exclamation = "h"
        case firstName = "ee"
        case familyName = "es"
        case placeName = "ep"
        case otherName = "em"
        case verb = "t"
        case abbreviation = "a"
        case adverb = "s"
        case numeral = "u"
        case numeralSign = "ur"
        case pronoun = "r"
        case conjunction = "c"
        case adposition = "d"
        case negation = "k"
        case prefix = "p"

        /// True for the classes of names.
        var isName: Bool { rawValue.utf8.first == UInt8(ascii: "e") }
        /// True if its letters begin like a noun's.
        var beginsLikeNoun: Bool { self == .noun || self == .nounAdjective }
    }

    /// The participles that are told apart here.
    enum Participle: Sendable {
        case pastPassive, agent, other
    }

    let kind: Kind
    /// The letter; NUL for tags.
    let scalar: Unicode.Scalar
    /// The number of characters it takes.
    let length: Int

    /// The symbol that is written `text`; nil where it is none that is known.
    init?(_ text: String) {
        length = text.unicodeScalars.count
        guard let first = text.unicodeScalars.first else { return nil }
        guard first == "[" else {
            guard length == 1 else { return nil }
            scalar = first
            kind = first == "-" ? .hyphen : first == ":" ? .colon : .letter
            return
        }
        scalar = "\0"
        guard length >= 3, text.hasSuffix("]"), let kind = Self.kind(ofTag: text.dropFirst().dropLast()) else {
            return nil
        }
        self.kind = kind
    }

    private static func kind(ofTag tag: Substring) -> Kind? {
        let value = tag.dropFirst()
        switch tag.first {
        case "B": return value == "c" ? .joint : value == "h" ? .seam : value.utf8.count == 1 ? .boundary : nil
        case "X":
            switch value {
            case "": return .close
            case "p", "j": return .base
            case "r": return .structure
            default: return nil
            }
        case "L": return WordClass(rawValue: String(value)).map { .wordClass($0) }
        case "S":
            return Inflection.Case(tag: value).map { .grammaticalCase($0) }
        case "T": return Inflection.Mood(tag: value).map { .mood($0) }
        case "N" where value == "y": return .number(.singular)
        case "N" where value == "m": return .number(.plural)
        case "C": return value == "c" || value == "s" ? .comparison : nil
        case "R":
            guard ["v", "a", "u", "t", "m", "e"].contains(value) else { return nil }
            return .participle(value == "t" ? .pastPassive : value == "m" ? .agent : .other)
        case "I":
            switch value {
            case "sf": return .mayHaveHyphen
            case "cu": return .needsHyphen
            case "ca": return .needsNone
            case "on": return .organisation
            default: return .other
            }
        case "D": return value == "e" ? .inflectedPlace : value == "g" ? .commonAgain : nil
        case "N", "P", "A", "F", "O", "E": return .other
        default: return nil
        }
    }
}
