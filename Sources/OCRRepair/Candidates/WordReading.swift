// SPDX-License-Identifier: GPL-3.0-or-later

/// A word that may have been meant, with its score.
struct Candidate {
    /// The word, in lower case.
    var word: [Unicode.Scalar]
    /// Channel (weighted) plus ln P(word): the higher the likelier.
    var score: Float
    /// Whether the word list has the word.
    var isSeen = true
    /// What it costs more than leaving the word as it is, in nats of the channel.
    var step: Float
}

/// What may be made of one word, whatever stands around it.
struct WordReading {
    /// Whether the word as it stands is a word of Finnish.
    var isWord: Bool
    /// The score of leaving it.
    var keep: Float
    /// The words that may have been meant, the likeliest first; at most ``WordReader/kept``.
    var candidates: [Candidate]

    /// Whether two readings lie so near that the word's neighbours may decide.
    var isContested: Bool {
        guard let first = candidates.first else { return false }
        let rival = max(isWord ? keep : -.infinity, candidates.count > 1 ? candidates[1].score : -.infinity)
        return abs(first.score - rival) < 4.5
    }
}
