// SPDX-License-Identifier: GPL-3.0-or-later

/// What a lemma can say about the subject of a text, by its part of speech.
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

extension Analyser {
    /// The class of `lemma`, a base form in lower case: that of its readings which says most. One or two look-ups by
    /// Voikko, 10–50 µs; remembered only where analysers share their words.
    public func lemmaClass(of lemma: String) -> LemmaClass {
        if let known = shared?.lemmaClass(of: lemma) { return known }
        let made = makeLemmaClass(of: lemma)
        shared?.remember(made, of: lemma)
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
        return found ?? .unknown
    }

    private func readings(of lemma: String) -> [VoikkoReading] {
        let readings = words.voikko.readings(of: lemma)
        if readings.contains(where: { $0.lemma == lemma }) { return readings }
        return words.voikko.readings(of: ReadingFilter.capitalised(lemma))
    }
}
