// SPDX-License-Identifier: GPL-3.0-or-later

/// One reason for a repair, or against it.
public struct Evidence: Hashable, Sendable {
    /// The reason: a name of ``Weights``, of a rule of `agreement.tsv`, or of a part of the word's own score.
    public var name: String
    /// By how much the reason makes the repair likelier than leaving the word, in nats; below 0 it speaks against it.
    public var nats: Float
}

/// The reasons of one repair, or of one that was not made.
public struct Explanation: Hashable, Sendable {
    /// The reasons, in the order in which they were added up.
    public var evidence: [Evidence]
    /// The sum of ``evidence``: how much likelier the repair is than leaving the word, in nats.
    public var gain: Float
    /// The least ``gain`` at which the repair is made, in nats; infinite where it cannot be made.
    public var margin: Float
    /// The next likeliest word, nil where there was none.
    public var runnerUp: String?
    /// By how much the repair is likelier than ``runnerUp``, in nats.
    public var lead: Float?
}

/// A repair that was weighed and not made.
public struct Rejection: Hashable, Sendable {
    /// The word as it came, after normalisation.
    public var original: String
    /// The word that might have taken its place.
    public var candidate: String
    /// Where the word begins in the text as it came: a UTF-8 offset.
    public var sourceOffset: Int
    /// The reasons.
    public var explanation: Explanation
}

/// A sum of evidence, in single precision and in the order in which it is added; the reasons are kept where someone asks
/// for them.
struct EvidenceSum {
    /// The sum, in nats.
    private(set) var total: Float
    /// The reasons added so far; nil where nobody asks for them, which costs nothing.
    private(set) var reasons: [Evidence]?

    /// A sum that begins at `total`, of which no reason tells.
    init(_ total: Float = 0, isExplained: Bool) {
        self.total = total
        reasons = isExplained ? [] : nil
    }

    mutating func add(_ evidence: Evidence) { add(evidence.name, evidence.nats) }

    mutating func add(_ name: String, _ nats: Float) {
        total += nats
        reasons?.append(Evidence(name: name, nats: nats))
    }

    /// Adds another sum as one number, and its reasons.
    mutating func add(_ other: EvidenceSum) {
        total += other.total
        if let more = other.reasons { reasons?.append(contentsOf: more) }
    }

    /// Takes another sum away as one number, and adds its reasons as reasons against: what speaks for the word as it
    /// stands.
    mutating func subtract(_ other: EvidenceSum) {
        total -= other.total
        if let more = other.reasons {
            reasons?.append(contentsOf: more.map { Evidence(name: $0.name, nats: -$0.nats) })
        }
    }

    /// Takes `nats` away; the reasons begin with those of `candidate` against leaving the word, which scores `nats`;
    /// `source` is the name of what vouches for the candidate.
    mutating func compare(_ candidate: Candidate, from source: String, withUnchanged nats: Float) {
        total -= nats
        guard let more = reasons else { return }
        let channel = -ReadingWeights.channel * candidate.extraCost
        reasons =
            [
                Evidence(name: Weights.channel, nats: channel),
                Evidence(name: source, nats: candidate.score - nats - channel),
            ] + more
    }
}
