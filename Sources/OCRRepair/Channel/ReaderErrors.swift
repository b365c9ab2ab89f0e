// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Glibc

/// The errors of the machine that read one document, learnt from the document itself by expectation and maximisation.
///
/// The words that are none are read by a model that holds for any reader; their likeliest readings, each counted by how likely
/// it is, are a model of this reader, by which they are read again. Depends on the document and the model begun with, on
/// nothing that was read before.
enum ReaderErrors {
    /// Learns the errors of a document.
    ///
    /// - Parameters:
    ///   - unknown: The document's different words that are none, as written, in the order of the text.
    ///   - known: Its other words, likewise: they were read as they are.
    ///   - prior: Reads by the model to begin with.
    /// - Returns: The model, with the rules of `prior` where the document says nothing.
    /// - Complexity: ``DamageLimits/ReaderErrors/rounds`` readings of at most ``DamageLimits/ReaderErrors/most`` words.
    static func model(
        of unknown: [[Unicode.Scalar]], among known: [[Unicode.Scalar]], from prior: ChannelReader
    ) -> ErrorModel {
        let words = sample(unknown)
        var model = prior.model.source
        var reader = prior
        for round in 0..<DamageLimits.ReaderErrors.rounds {
            if round > 0 {
                reader = ChannelReader(
                    prior.dictionary, prior.dictionary.decoder.prepared(model), style: prior.style.ofLearning)
            }
            var learner = ErrorLearner()
            for word in known.prefix(DamageLimits.ReaderErrors.most) { learner.learn(word: word, readAs: word) }
            for word in words {
                let reading = reader.reading(of: word)
                guard let best = reading.candidates.first else { continue }
                let weight = share(of: best, in: reading)
                guard weight > DamageLimits.ReaderErrors.leastShare else { continue }
                learner.learn(word: recased(best.word, like: word), readAs: word, weight: weight)
            }
            model = learner.documentModel(prior: prior.model.source)
        }
        return model
    }

    /// The probability of `best` among all that a word may have been, be it as it stands.
    private static func share(of best: Candidate, in reading: RepairCandidates) -> Double {
        var sum = exp(Double(reading.unchangedScore - best.score))
        for candidate in reading.candidates { sum += exp(Double(candidate.score - best.score)) }
        return 1 / sum
    }

    /// At most so many of `words` as are read, from all over the document.
    private static func sample(_ words: [[Unicode.Scalar]]) -> [[Unicode.Scalar]] {
        let long = words.filter { $0.count >= DamageLimits.ReaderErrors.leastLetters }
        let most = DamageLimits.ReaderErrors.most
        guard long.count > most else { return long }
        return (0..<most).map { long[$0 * long.count / most] }
    }
}
