// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Words that a person typed, without a diaeresis or with a slip, read as words of Finnish.
struct TypedWords {
    let dictionary: DictionaryQueries
    /// The loss of the diaeresis.
    let undotted: Decoder.Model
    /// Errors of typing.
    let typing: Decoder.Model

    /// ``Repairer/restored(_:limit:)``.
    func restored(_ word: String, limit: Int) -> [(word: String, cost: Double)] {
        let low = word.unicodeScalars.map(\.lowercased)
        guard limit > 0, low.count >= 2, low.count <= 64 else { return [] }
        var found: [[Unicode.Scalar]: Double] = [:]
        func add(_ model: Decoder.Model, _ effort: Decoder.Effort) {
            for decoding in dictionary.decoder.decode(low, model, effort) where decoding.word != low {
                guard let probability = dictionary.probability(of: decoding) else { continue }
                let cost = Double(decoding.cost - probability)
                if cost < found[decoding.word] ?? .infinity { found[decoding.word] = cost }
            }
        }
        add(undotted, Decoder.Effort(beam: 8, nodes: 300, words: 12))
        add(typing, Decoder.Effort(beam: 5, nodes: 400, words: 8))
        return found.sorted { ($0.value, $0.key.string) < ($1.value, $1.key.string) }
            .prefix(limit)
            .map { ($0.key.string, $0.value) }
    }
}

extension Repairer {
    /// The Finnish words that a typed word may stand for: with its diaeresis put back (`tyottomyys` → *työttömyys*), and
    /// those nearest by a model of typing errors (`kylähydistys` → *kyläyhdistys*).
    ///
    /// - Parameters:
    ///   - word: One word, in any case.
    ///   - limit: The most words to return.
    /// - Returns: Words in lower case other than `word` itself, the likeliest first; `cost` is −ln P(word typed and
    ///   meant), in nats up to a constant: words that differ by less than 1 are about as likely. Empty where `word` has
    ///   under two or over 64 characters.
    /// - Complexity: Bounded; under 1 ms for most words.
    public func restored(_ word: String, limit: Int) -> [(word: String, cost: Double)] {
        TypedWords(dictionary: dictionary, undotted: undotted, typing: typing).restored(word, limit: limit)
    }
}

extension DictionaryQueries {
    /// ln P of the word of `decoding`; nil where Voikko refuses it and no list has it.
    fileprivate func probability(of decoding: Decoding) -> Float? {
        let listed = language.logProbability(decoding.word)
        if let listed, !decoding.isMorphological || listed > ReadingWeights.rareListed { return listed }
        guard !decoding.isMorphological || spells(decoding.word, like: decoding.word) else { return nil }
        return listed ?? logProbability(ofUnseen: decoding)
    }
}
