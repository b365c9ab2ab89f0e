// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The words that a person would name as what ties a document to others.
///
/// Terms are lemmas of every reading of every word. A person names what is meant: of a word's readings the likeliest,
/// of a family (*työllistää*, *työllistyminen*) one member, of a compound and its part the compound; nouns rather than
/// what is done to them, and nothing that hardly counts beside the rest.
final class SimilarityReasons {
    /// The most words that are named.
    private static let most = 8
    /// Words that count less than this part of the strongest are not named.
    private static let leastShare: Float = 0.08

    /// A word to be named.
    private struct Word {
        var lemma: String
        /// The shared lemma that it is named for.
        var term: String
        /// As a dictionary writes it.
        var display: String
        var parts: [String]
        /// True if the document has it as a word of its own, not in compounds only.
        var isWritten: Bool
    }

    /// A word that is named: the lemma that both documents have, and how to write it.
    struct Name {
        var lemma: String
        var display: String
    }

    private let analyser: Analyser
    private let kinds: WordKindCache
    private let readings: FormReadingCache
    private let documentFrequency: (String) -> Int
    /// The words of the document that lemmas are read from.
    private let forms: WordForms
    /// The name of each lemma; nil where it is not named.
    private var words: [String: Word?] = [:]
    private var verbs: [String: Word] = [:]

    /// Names words of `text`.
    ///
    /// - Parameters:
    ///   - text: The document's text.
    ///   - analyser: Reads words.
    ///   - kinds: Remembers of which kind words are.
    ///   - readings: Remembers what words may be forms of.
    ///   - documentFrequency: How many documents hold a lemma.
    init(
        of text: String, _ analyser: Analyser, _ kinds: WordKindCache, _ readings: FormReadingCache,
        documentFrequency: @escaping (String) -> Int
    ) {
        self.analyser = analyser
        self.kinds = kinds
        self.readings = readings
        self.documentFrequency = documentFrequency
        forms = WordForms(of: text)
    }

    /// The words to name, of lemmas by falling strength.
    func names(_ shared: [(lemma: String, strength: Float)]) -> [Name] {
        let least = (shared.first?.strength ?? 0) * Self.leastShare
        var kept: [Word] = []
        var parts: [Word] = []
        var doings: [Word] = []
        for (lemma, strength) in shared {
            if kept.count == Self.most { break }
            // A short answer is better than one of words that say nothing, but some answer than none.
            if strength < least && kept.count >= 3 { break }
            guard let word = word(for: lemma) else {
                if let verb = verbs[lemma], !doings.contains(where: { $0.lemma == verb.lemma }) { doings.append(verb) }
                continue
            }
            if kept.contains(where: { $0.lemma == word.lemma || Self.isPart(word, of: $0) }) { continue }
            kept.removeAll { Self.isPart($0, of: word) }
            if kept.contains(where: { WordFamily.isOne($0.lemma, word.lemma) }) { continue }
            if word.isWritten { kept.append(word) } else { parts.append(word) }
        }
        if kept.count < 3 {
            for part in parts where !kept.contains(where: { Self.isPart(part, of: $0) }) { kept.append(part) }
        }
        if kept.isEmpty { kept = doings }
        return kept.prefix(Self.most).map { Name(lemma: $0.term, display: $0.display) }
    }

    private func word(for lemma: String) -> Word? {
        if let known = words[lemma] { return known }
        let made = make(lemma)
        words[lemma] = .some(made)
        return made
    }

    private func make(_ lemma: String) -> Word? {
        // Two letters are an abbreviation at most, digits a date or a code.
        guard lemma.unicodeScalars.count > 2, !lemma.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
            return nil
        }
        let written = likeliest(lemma)
        // A part of compounds may be a wrong reading too.
        let meant = written ?? commonest(analyser.analysis(of: lemma).lemmas) ?? lemma
        if Self.unnamed.contains(meant) || PaperWords.all.contains(meant.lowercased())
            || StopWords.contains([meant.lowercased()])
        {
            return nil
        }
        let analysis = analyser.analysis(of: meant)
        let word = Word(
            lemma: meant.lowercased(), term: lemma, display: meant, parts: analysis.parts.map { $0.lowercased() },
            isWritten: written != nil)
        let kinds = kinds.kinds(of: meant)
        if kinds == .verb {
            verbs[lemma] = word
            return nil
        }
        // What no dictionary knows is named as it stands; what one knows, but not as a base form, is none.
        if kinds.isEmpty { return analysis.isKnown ? nil : word }
        // A participle is what a verb does.
        return kinds.isDisjoint(with: [.nominal, .name]) ? nil : word
    }

    /// Abbreviations that stand for function words.
    private static let unnamed: Set<String> = [
        "esim", "esim.", "mm", "mm.", "ym", "yms", "ks", "jne", "tms", "eli", "klo", "kpl", "sis", "ko", "ns", "nro",
    ]

    /// The lemma that the document's words of the lemma `lemma` most likely have: the one that most documents hold.
    /// Nil where the document has no such word of its own.
    private func likeliest(_ lemma: String) -> String? {
        var votes: [String: Int] = [:]
        for (form, count) in forms.likeForms(of: lemma) {
            let reading = readings.reading(of: form, analyser)
            guard reading.terms.contains(lemma) else { continue }
            let best = reading.likeliest ?? commonest(reading.lemmas)
            reading.likeliest = .some(best)
            if let best { votes[best, default: 0] += count }
        }
        return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Of the readings of one word that which most documents hold, the first of equals; a verb only where there is no
    /// other, for what is made of it is read as the verb too.
    private func commonest(_ lemmas: [String]) -> String? {
        let others = lemmas.filter { kinds.kinds(of: $0) != .verb }
        var best: (lemma: String, documents: Int)?
        for lemma in others.isEmpty ? lemmas : others {
            let documents = documentFrequency(lemma.lowercased())
            if documents > best?.documents ?? -1 { best = (lemma, documents) }
        }
        return best?.lemma
    }

    /// A part says nothing that its compound has not said.
    private static func isPart(_ word: Word, of compound: Word) -> Bool {
        guard word.lemma.utf8.count < compound.lemma.utf8.count else { return false }
        return compound.lemma.hasPrefix(word.lemma) || compound.lemma.hasSuffix(word.lemma)
            || compound.parts.contains(word.lemma)
    }
}
