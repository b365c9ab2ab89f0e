// SPDX-License-Identifier: GPL-3.0-or-later

/// Words written together that are two.
extension ChannelReader {
    /// The candidate for `low` as two words that were written together, which Voikko does not know of (*nähtävänäolo*).
    func readAsPair(_ low: [Unicode.Scalar]) -> Candidate? {
        guard (9...30).contains(low.count), low.allSatisfy({ $0.isLetter || $0 == "6" }) else { return nil }
        var best: Candidate?
        var stands = -Float.infinity
        for seam in 4...(low.count - 3) {
            if let left = language.logProbability(low[..<seam]), let right = language.logProbability(low[seam...]) {
                stands = max(stands, left + right)
            }
            guard let right = part(Array(low[seam...])), let left = part(Array(low[..<seam])) else {
                continue
            }
            let score = left.score + right.score - ReadingWeights.pair
            if score > best?.score ?? -.infinity {
                best = Candidate(
                    word: left.word + right.word, score: score, isSeen: left.isSeen && right.isSeen,
                    extraCost: left.extraCost + right.extraCost)
            }
        }
        // Two words that are words as they stand are rather those.
        return best.flatMap { $0.word == low || stands > $0.score ? nil : $0 }
    }
}
