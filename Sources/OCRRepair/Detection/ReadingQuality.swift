// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Glibc

/// The quality of the reading of a document: the odds of its words under two accounts of it.
///
/// By one account a share of its words was misread, as any reader misreads (``DamageLimits/ReadingQuality/badShare``). By
/// another hardly any was, and a writer's slips, names and words of a trade are what no dictionary has. By a third it is in a
/// dialect or in verse: many words differ from those that a dictionary has, but they sound like Finnish as these do, which
/// misread ones don't. Each word says how likely it is by each, and the sums with the odds that are assumed are the posterior.
struct ReadingQuality {
    /// ln of the odds that the document was badly read.
    private(set) var logOdds = DamageLimits.ReadingQuality.prior
    /// The number of words read that speak for it, and of all that were read.
    private(set) var witnesses = 0
    private(set) var read = 0
    /// The number of witnesses that have nothing but letters of Finnish, and more of them than the word meant: old verse and
    /// dialects add some (*laulamahan*).
    private(set) var gained = 0
    /// The number of unknown words with a sign in them that no person writes there: letters that Finnish lacks, figures, capitals.
    private(set) var scarred = 0
    /// True if enough words stand as they were for the others to be told from another language, and from verse and dialects, which
    /// have fewer words as a dictionary has them; the errors of readers of the same collection tell them from these, too.
    private var hasEnoughKnown: Bool {
        typealias Limits = DamageLimits.ReadingQuality
        return knownShare >= (isTold || isBesideBad ? Limits.standingShare : Limits.leastUnscarredKnown)
    }
    /// The share of different words that stand as they were.
    private let knownShare: Double
    /// True if the words may be those of verse or a dialect.
    private let mayBeDialect: Bool
    /// True if documents beside it were badly read, and it is asked by the errors of their reader.
    private let isBesideBad: Bool

    /// True if the document was badly read.
    var isBad: Bool {
        typealias Limits = DamageLimits.ReadingQuality
        guard logOdds > 0, hasEnoughKnown, witnesses >= neededWitnesses || isCertain else { return false }
        // Verse and dialects have many letters too many.
        return isTold || gained * Limits.witnessesForGained <= witnesses
    }

    /// True if so many of the few unknown words of a short document are witnesses, and such ones, that no more are needed.
    private var isCertain: Bool {
        typealias Limits = DamageLimits.ReadingQuality
        return logOdds >= Limits.certainOdds && witnesses >= neededIfCertain
            && (isBesideBad || knownShare >= Limits.leastUnscarredKnown)
    }

    /// The fewest witnesses that are enough where each is a good one.
    private var neededIfCertain: Int {
        typealias Limits = DamageLimits.ReadingQuality
        let least = isBesideBad ? Limits.leastBesideBad : Limits.leastCertain
        return max(least, Int((Limits.certainShare * Double(read)).rounded(.up)))
    }

    /// True if enough of `sample` may be witnesses. To decode a word is dear, and most documents are clean: nothing is looked for
    /// that is too unlikely to make a word one, and not one word more is read than it takes to know.
    private func mayHaveWitnesses(_ sample: [[Unicode.Scalar]], _ reader: ChannelReader) -> Bool {
        let needed = min(neededWitnesses, neededIfCertain)
        var found = 0
        // The shorter a word, the sooner it is read.
        for (index, word) in sample.sorted(by: { $0.count < $1.count }).enumerated() {
            guard found + sample.count - index >= needed else { return false }
            let reading = reader.readAnew(word, worth: Self.leastLead)
            if let best = reading.candidates.first, best.score >= reading.unchangedScore + Self.leastLead { found += 1 }
            if found == needed { return true }
        }
        return false
    }

    /// The least lead, in nats, of the word meant over a witness: as if nobody had mistyped it.
    private static let leastLead: Float = {
        typealias Limits = DamageLimits.ReadingQuality
        let ratio = exp(witnessLead)
        let odds = ratio * (1 - Limits.goodShare - Limits.typingShare) - (1 - Limits.badShare)
        return Float(log(odds / (Limits.badShare - ratio * Limits.goodShare)))
    }()
    /// By how much a witness is likelier on a bad page than on a good one, in nats.
    private static let witnessLead = 1.0

    /// True if signs that no person writes, or what was lost, say that a machine read the document: it is no verse or dialect.
    private var isTold: Bool { !mayBeDialect || scarred >= DamageLimits.ReadingQuality.leastScarred }

    /// The fewest witnesses by which the document can be a badly read one.
    private var neededWitnesses: Int {
        typealias Limits = DamageLimits.ReadingQuality
        return max(
            isTold ? Limits.leastWords : Limits.leastUnscarred,
            Int((Limits.witnessShare * Double(read)).rounded(.up)))
    }

    /// Judges a document by its different words, as written: those that are none, and the number of the others. Reads no more
    /// of them than it takes to know that the document was not badly read; the odds are then those that were assumed.
    ///
    /// - Parameters:
    ///   - unknown: Words that are none.
    ///   - known: The number of others.
    ///   - reader: Reads by a model of any reader.
    ///   - typing: The errors of people who type.
    ///   - mayBeDialect: False where what was lost says already that a machine read the document.
    ///   - isBesideBad: True if `reader` reads by the errors of badly read documents beside this one.
    init(
        unknown: [[Unicode.Scalar]], known: Int, reader: ChannelReader, typing: ErrorModel, mayBeDialect: Bool,
        isBesideBad: Bool = false
    ) {
        typealias Limits = DamageLimits.ReadingQuality
        let long = unknown.filter { $0.count >= 4 && !Self.isOfCode($0) }
        self.mayBeDialect = mayBeDialect
        self.isBesideBad = isBesideBad
        knownShare = Double(known) / Double(max(1, known + long.count))
        let count = min(Limits.sample, long.count)
        read = count
        scarred = long.count(where: Self.isScarred)
        guard hasEnoughKnown else { return }
        let sample = (0..<count).map { long[$0 * long.count / count] }
        guard mayHaveWitnesses(sample, reader) else { return }
        let scale = Double(long.count) / Double(count)
        var bad = Double(known) * log(1 - Limits.badShare)
        var poor = Double(known) * log(1 - Limits.poorShare)
        var good = Double(known) * log(1 - Limits.goodShare - Limits.typingShare)
        var dialect = Double(known) * log(1 - Limits.dialectShare)
        for word in sample {
            let (misread, mistyped, sound) = Self.odds(of: word, reader, typing)
            let isBad = log(1 - Limits.badShare + Limits.badShare * misread)
            let isGood = log(
                1 - Limits.goodShare - Limits.typingShare + Limits.goodShare * misread + Limits.typingShare * mistyped)
            bad += scale * isBad
            poor += scale * log(1 - Limits.poorShare + Limits.poorShare * misread)
            good += scale * isGood
            dialect += scale * log(1 - Limits.dialectShare + Limits.dialectShare * misread * sound)
            guard isBad - isGood > Self.witnessLead else { continue }
            witnesses += 1
            if word.dropFirst().allSatisfy({ $0.isLetter && !$0.isUpper && !$0.isStrange }),
                (reader.reading(of: word).candidates.first?.word.count ?? 0) < word.count
            {
                gained += 1
            }
        }
        // Badly or only poorly: each as likely.
        logOdds += max(bad, poor) - log(2) - max(good, dialect)
    }

    /// True for what stands in torn addresses and codes (*f9g9iaZ3D2OJ*, *web/valtakunnalliset*), which says nothing of words.
    private static func isOfCode(_ word: [Unicode.Scalar]) -> Bool {
        word.count(where: \.isDigit) > 1 || word.contains { $0 == "/" || $0 == "=" }
    }

    private static func isScarred(_ word: [Unicode.Scalar]) -> Bool {
        word[0].isLetter && word.contains { $0.isLetter && !$0.isUpper }
            && zip(word, word.dropFirst()).contains { before, scalar in
                scalar.isUpper
                    ? before.isLetter && !before.isUpper
                    : scalar.isDigit || scalar.lowercased.isStrange && scalar != "'" && scalar != "’" && scalar != "é"
            }
    }

    /// The odds of `word` against an unknown one if a machine misread it, and if a person mistyped it; and by how much its letters,
    /// as they follow each other, are likelier in Finnish than those of the word meant: 1 at most.
    private static func odds(
        of word: [Unicode.Scalar], _ reader: ChannelReader, _ typing: ErrorModel
    ) -> (misread: Double, mistyped: Double, sound: Double) {
        let reading = reader.reading(of: word)
        guard let best = reading.candidates.first else { return (0, 0, 1) }
        let low = word.map(\.lowercased)
        let misread = exp(Double(min(best.score - reading.unchangedScore, 20)))
        var mistyped = 0.0
        if let cost = typing.cost(of: best.word, readAs: low, written: word) {
            let read = best.extraCost + reader.model.source.identityCost(low)
            let typed = best.score + ReadingWeights.channel * (read - cost)
            mistyped = exp(Double(min(typed - reading.unchangedScore, 20)))
        }
        let letters = reader.language.letterLogProbability(low) / Float(low.count + 1)
        let meant = reader.language.letterLogProbability(best.word) / Float(best.word.count + 1)
        let sound = exp(Double(min(0, (letters - meant) * Float(low.count + 1))))
        return (misread, mistyped, sound)
    }
}
