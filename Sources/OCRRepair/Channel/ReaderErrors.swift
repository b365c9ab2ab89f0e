// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Glibc

/// The errors of the machine that read one document, learnt from the document itself by expectation and maximisation.
///
/// The words that are none are read by a model that holds for any reader; their likeliest readings, each counted by how likely
/// it is, are a model of this reader, by which they are read again. Depends on the document, the model begun with, and what
/// documents beside it show, where that is given; on nothing that was read before.
struct ReaderErrors {
    /// The model, with the rules of the one begun with where the document says nothing.
    let model: ErrorModel
    /// Some of the words it was learnt from, from all over the document, with their readings.
    let readings: [LearntReading]

    /// Learns the errors of a document.
    ///
    /// - Parameters:
    ///   - unknown: The document's different words that are none, as written, in the order of the text.
    ///   - known: Its other words, likewise: they were read as they are.
    ///   - prior: Reads by the model to begin with.
    ///   - others: What other documents show of their reader, which is then taken to be this one's.
    /// - Complexity: ``DamageLimits/ReaderErrors/rounds`` readings of at most ``DamageLimits/ReaderErrors/most`` words.
    init(
        of unknown: [[Unicode.Scalar]], among known: [[Unicode.Scalar]], from prior: ChannelReader,
        beside others: ErrorLearner? = nil
    ) {
        typealias Limits = DamageLimits.ReaderErrors
        let words = Self.sample(unknown.filter { $0.count >= Limits.leastLetters }, Limits.most)
        var before = others ?? ErrorLearner()
        for word in known.prefix(Limits.most) { before.learn(word: word, readAs: word) }
        var model = others?.documentModel(prior: prior.model.source) ?? prior.model.source
        var reader = prior
        var misread: [LearntReading] = []
        // The errors of others are what a first reading of this document would begin to find.
        for round in (others == nil ? 0 : 1)..<Limits.rounds {
            if round > 0 {
                reader = ChannelReader(
                    prior.dictionary, prior.dictionary.decoder.prepared(model), style: prior.style.ofLearning)
            }
            var learner = before
            misread = []
            for word in words {
                let reading = reader.reading(of: word)
                guard let best = reading.candidates.first else { continue }
                let weight = Self.share(of: best, in: reading)
                guard weight > Limits.leastShare else { continue }
                let meant = recased(best.word, like: word)
                learner.learn(word: meant, readAs: word, weight: weight)
                if !meant.contains(" ") { misread.append(LearntReading(read: word.string, meant: meant.string)) }
            }
            model = learner.documentModel(prior: prior.model.source)
        }
        self.model = model
        let right = known.filter { $0.count >= Limits.leastLetters }
            .map { LearntReading(read: $0.string, meant: $0.string) }
        readings = Self.sample(misread, Limits.mostKept) + Self.sample(right, Limits.mostKept)
    }

    /// The probability of `best` among all that a word may have been, be it as it stands.
    private static func share(of best: Candidate, in reading: RepairCandidates) -> Double {
        var sum = exp(Double(reading.unchangedScore - best.score))
        for candidate in reading.candidates { sum += exp(Double(candidate.score - best.score)) }
        return 1 / sum
    }

    /// At most `most` of `all`, from all over them.
    private static func sample<T>(_ all: [T], _ most: Int) -> [T] {
        all.count > most ? (0..<most).map { all[$0 * all.count / most] } : all
    }
}
