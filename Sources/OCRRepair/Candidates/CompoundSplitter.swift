// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// States reached by the same letters, each with the seams on the way to it.
struct SeamLayer: ~Copyable {
    /// The states' numbers.
    private(set) var numbers = Pool<Int32>()
    /// The letters before which a seam lies, as bits.
    private(set) var seams = Pool<UInt64>()

    /// Adds state `number`, or takes `seams` for it where they are fewer.
    mutating func reach(_ number: Int32, _ seams: UInt64) {
        for index in 0..<numbers.count where numbers[index] == number {
            if Self.fewer(seams, than: self.seams[index]) { self.seams[index] = seams }
            return
        }
        numbers.append(number)
        self.seams.append(seams)
    }

    /// Leaves nothing.
    mutating func removeAll() {
        numbers.truncate(to: 0)
        seams.truncate(to: 0)
    }

    /// A total order, so that the answer does not hang on the order in which states are met.
    static func fewer(_ left: UInt64, than right: UInt64) -> Bool {
        (left.nonzeroBitCount, left) < (right.nonzeroBitCount, right)
    }
}

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
