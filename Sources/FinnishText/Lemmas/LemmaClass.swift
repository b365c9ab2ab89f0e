// SPDX-License-Identifier: GPL-3.0-or-later
internal import Languages

/// The part of speech of a lemma, by what it can say about a text's subject.
public enum LemmaClass: Hashable, Sendable {
    /// A noun, adjective or verb.
    case content
    /// A proper name or an abbreviation.
    case name
    /// An adverb, pronoun, conjunction, numeral…
    case function
    /// Not a base form that Voikko knows.
    case unknown
}

/// The kinds of word that one base form can be.
public struct WordKinds: OptionSet, Hashable, Sendable {
    /// The kinds as bits.
    public let rawValue: Int

    /// Kinds of these bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// A noun or adjective.
    public static let nominal = WordKinds(rawValue: 1)
    /// A participle, as an adjective.
    public static let participle = WordKinds(rawValue: 2)
    /// A verb.
    public static let verb = WordKinds(rawValue: 4)
    /// A proper name or an abbreviation.
    public static let name = WordKinds(rawValue: 8)
    /// An adverb, pronoun, conjunction, numeral…
    public static let function = WordKinds(rawValue: 16)
}

extension Analyser {
    /// The class of `lemma`, a base form in lower case: that of its readings which says most. One or two look-ups by
    /// Voikko, 10–50 µs; cached only where analysers share their words.
    public func lemmaClass(of lemma: String) -> LemmaClass {
        if let known = shared?.lemmaClass(of: lemma) { return known }
        let made = makeLemmaClass(of: lemma)
        shared?.insert(made, of: lemma)
        return made
    }

    private func makeLemmaClass(of lemma: String) -> LemmaClass {
        var found: LemmaClass?
        for reading in readings(of: lemma) where reading.lemma == lemma {
            switch reading.wordClass {
            case .nominal, .verb, .negation: return .content
            case .name, .abbreviation: found = .name
            case .function, .other: found = found ?? .function
            }
        }
        if found == nil, FunctionWords.swedish.contains(lemma) || FunctionWords.english.contains(lemma) {
            return .function
        }
        return found ?? .unknown
    }

    /// The kinds of word that `lemma`, a base form, is; none where Voikko does not know it as one. One or two look-ups by
    /// Voikko, 10–50 µs; not cached.
    public func wordKinds(of lemma: String) -> WordKinds {
        let lower = lemma.lowercased()
        var kinds: WordKinds = []
        for reading in readings(of: lower) where reading.lemma == lower {
            switch reading.wordClass {
            case .nominal: kinds.insert(reading.isParticiple ? .participle : .nominal)
            case .verb, .negation: kinds.insert(.verb)
            case .name, .abbreviation: kinds.insert(.name)
            case .function, .other: kinds.insert(.function)
            }
        }
        return kinds
    }

    private func readings(of lemma: String) -> [MorphologicalAnalysis] {
        let readings = words.voikko.readings(of: lemma)
        if readings.contains(where: { $0.lemma == lemma }) { return readings }
        return words.voikko.readings(of: ReadingFilter.capitalised(lemma))
    }
}
