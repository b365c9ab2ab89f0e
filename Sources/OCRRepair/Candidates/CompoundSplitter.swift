// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

extension LazyAutomaton {
    /// The parts of `word` (in lower case, at most 64 letters) in its reading with the fewest; nil where the word is not
    /// accepted. A word that is no compound is one part. Hyphens go with neither part.
    ///
    /// All readings are walked at once, letter by letter; each state keeps the fewest seams that lead to it.
    mutating func parts(of word: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>]? {
        guard !word.isEmpty, word.count <= 64 else { return nil }
        return seams(of: word).map { cut(word, $0) }
    }

    private func cut(_ word: [Unicode.Scalar], _ seams: UInt64) -> [ArraySlice<Unicode.Scalar>] {
        var parts: [ArraySlice<Unicode.Scalar>] = []
        var begin = 0
        for position in 1...word.count where position == word.count || seams >> UInt64(position) & 1 != 0 {
            var part = word[begin..<position]
            while part.first == "-" { part.removeFirst() }
            while part.last == "-" { part.removeLast() }
            if !part.isEmpty { parts.append(part) }
            begin = position
        }
        return parts
    }
}
