// SPDX-License-Identifier: GPL-3.0-or-later

/// A kind of machine that read a page badly, by what the page shows before it is read again: a collection's pages of one
/// kind are taken to come from readers that err alike.
public enum ReaderKind: String, Sendable, CaseIterable {
    /// It knew ä and ö.
    case keepingDiaeresis = "k"
    /// It lost them.
    case losingDiaeresis = "l"
    /// It read old print.
    case oldPrint = "o"
}

/// A word as it stands on a badly read page, and what it likeliest is, as written; the same where it was read right.
public struct LearntReading: Hashable, Sendable {
    /// The word as it stands.
    public var read: String
    /// The word that was meant.
    public var meant: String

    /// True if the word was read wrong.
    public var isMisread: Bool { read != meant }

    /// `read`, which was `meant`.
    public init(read: String, meant: String) {
        self.read = read
        self.meant = meant
    }
}

/// The evidence of a document, which a machine may have read badly, on that machine, for others of its collection.
public struct ReaderEvidence: Sendable {
    /// The kind of reader.
    public var kind: ReaderKind
    /// Words and their readings, learnt from this document alone.
    public var readings: [LearntReading] = []
    /// True if the document says too little of its reader to be read by that alone.
    public var isScarce: Bool
}

/// The errors of the readers of one kind that a collection's badly read documents show together.
public final class CollectionErrors: Sendable {
    /// All of it, as counts.
    let learner: ErrorLearner
    /// The weight of a document's reading in it.
    private let weight: Double

    /// The most readings that are learnt from: some thousands say all that there is to say.
    private static let most = 4_000

    /// The errors that the readings show which `forEach` hands over; nil where these are too few to tell anything by.
    ///
    /// - Parameter forEach: Calls its argument with each reading and the number of documents that have it, until that answers
    ///   false; in an order that is always the same, which sums of floating point depend on.
    /// - Throws: An error of `forEach`.
    /// - Complexity: Some 10 µs a reading.
    public init?<E: Error>(
        _ forEach: (_ body: (_ read: String, _ meant: String, _ documents: Int) -> Bool) throws(E) -> Void
    ) throws(E) {
        var all: [(reading: LearntReading, documents: Int)] = []
        try forEach { read, meant, documents in
            all.append((LearntReading(read: read, meant: meant), documents))
            return true
        }
        guard Self.suffices(all.count { $0.reading.isMisread }) else { return nil }
        let readings = all.count > Self.most ? (0..<Self.most).map { all[$0 * all.count / Self.most] } : all
        let total = readings.reduce(0) { $0 + $1.documents }
        weight = min(1, DamageLimits.ReaderErrors.worthOfCollection / Double(total))
        var learner = ErrorLearner()
        for (reading, documents) in readings { learner.learn(reading, weight: weight * Double(documents)) }
        self.learner = learner
    }

    /// True if so many misread words are enough to tell a reader's errors by.
    public static func suffices(_ misread: Int) -> Bool { misread >= DamageLimits.ReaderErrors.leastOfCollection }

    /// The errors that the documents show without one that has `readings` and is among them.
    func learner(without readings: [LearntReading]) -> ErrorLearner {
        var learner = learner
        for reading in readings { learner.learn(reading, weight: -weight) }
        return learner
    }
}

extension ErrorLearner {
    fileprivate mutating func learn(_ reading: LearntReading, weight: Double) {
        learn(word: Array(reading.meant.unicodeScalars), readAs: Array(reading.read.unicodeScalars), weight: weight)
    }
}
