// SPDX-License-Identifier: GPL-3.0-or-later

/// A word that may have been meant, with its score.
struct Candidate {
    /// The word, in lower case.
    var word: [Unicode.Scalar]
    /// Channel (weighted) plus ln P(word), in nats: the higher the likelier.
    var score: Float
    /// True if the word list has the word.
    var isSeen = true
    /// Its cost less that of leaving the word as it is, in nats of the channel.
    var extraCost: Float
}

/// The words that one word may have been meant for, whatever stands around it.
struct RepairCandidates {
    /// True if the word as it stands is a word of Finnish.
    var isWord: Bool
    /// The score of leaving the word as it stands, comparable with ``Candidate/score``.
    var unchangedScore: Float
    /// The words that may have been meant, the likeliest first; at most ``ChannelReader/kept``.
    var candidates: [Candidate]

    /// Of a word that was not read, for there was no time.
    static let unread = RepairCandidates(isWord: true, unchangedScore: 0, candidates: [])

    /// Of a word that is one, and is left.
    static let word = RepairCandidates(isWord: true, unchangedScore: 0, candidates: [])

    /// True if two readings lie so near that the word's neighbours may decide.
    var isContested: Bool {
        guard let first = candidates.first else { return false }
        let rival = max(isWord ? unchangedScore : -.infinity, candidates.count > 1 ? candidates[1].score : -.infinity)
        return abs(first.score - rival) < 4.5
    }
}
