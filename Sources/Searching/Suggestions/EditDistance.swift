// SPDX-License-Identifier: GPL-3.0-or-later

/// The restricted Damerau–Levenshtein distance from one word to many, with the weights of ``EditCosts`` (F. J. Damerau,
/// 1964; V. I. Levenshtein, 1966; restricted: no letter is edited twice).
///
/// A sorted vocabulary is passed over quickly: what a term has in common with the one before is not compared anew, and
/// where that alone is too far, nothing is.
struct EditDistance {
    /// The width of the band of cells off the diagonal. Within 20 tenths, and at most two letters longer or shorter, no
    /// way leads farther: it would take four letters more at 5 tenths or above each, and two letters less.
    private static let band = 3
    /// More than any bound.
    private static let far = 1000

    private let word: [UInt32]
    /// The cost of each letter of the keyboard in place of each of the word's.
    private let substitutions: [Int]
    /// The last term that was looked at, at most two letters longer than the word.
    private var term: [UInt32] = []
    /// A row for every beginning of the term, with a cell for every beginning of the word.
    private var cells: [Int]
    /// The least cell of each row.
    private var least: [Int]
    /// The number of the term's letters that the rows are filled for.
    private var filled = 0
    /// After how many of the term's letters it is known to be too far.
    private var dead = Int.max
    private var bound = 0

    /// Distances to `word`, in Unicode scalars.
    init(to word: [UInt32]) {
        self.word = word
        substitutions = EditCosts.letters.flatMap { letter in word.map { EditCosts.substitution(letter, $0) } }
        cells = [Int](repeating: Self.far, count: (word.count + 3) * (word.count + 1))
        least = [Int](repeating: 0, count: word.count + 3)
        cells[0] = 0
        for column in 1..<(min(word.count, Self.band) + 1) {
            cells[column] = cells[column - 1] + Self.indel(word, column - 1, EditCosts.letter)
        }
    }

    /// The distance from `term` in tenths of a letter; nil where it is above `bound` (at most 20), or the term is more
    /// than two letters longer or shorter.
    mutating func distance(from term: String, within bound: Int) -> Int? {
        let size = term.utf8.count
        guard size + 2 >= word.count, size <= 4 * (word.count + 2) else { return nil }
        if bound > self.bound { dead = .max }
        self.bound = bound
        guard take(term), self.term.count + 2 >= word.count else { return nil }
        while filled < self.term.count {
            fill(filled)
            filled += 1
            // What comes goes on from the last row, or by a transposition from the one above.
            if least[filled] > bound, least[filled - 1] + EditCosts.transposition > bound {
                dead = filled
                return nil
            }
        }
        let distance = cells[filled * (word.count + 1) + word.count]
        return distance <= bound ? distance : nil
    }

    /// Makes `term` the one that is looked at; false where it is too long or begins like what is too far.
    private mutating func take(_ term: String) -> Bool {
        var length = 0
        var isShared = true
        for scalar in term.unicodeScalars {
            if isShared {
                if length < self.term.count, self.term[length] == scalar.value {
                    length += 1
                    if length == dead { return false }
                    continue
                }
                isShared = false
                keep(length)
            }
            guard length < word.count + 2 else { return false }
            self.term.append(scalar.value)
            length += 1
        }
        if isShared { keep(length) }
        return true
    }

    /// Keeps the first `length` letters of the term and what is known of them.
    private mutating func keep(_ length: Int) {
        term.removeSubrange(length...)
        filled = min(filled, length)
        dead = .max
    }

    /// Fills the row after the term's letter `index`.
    private mutating func fill(_ index: Int) {
        let width = word.count + 1
        let row = index * width
        let next = row + width
        let letter = term[index]
        let insertion = Self.indel(term, index, EditCosts.lost)
        let costs = EditCosts.code(letter).map { $0 * word.count }
        let first = max(0, index + 1 - Self.band)
        let end = min(word.count, index + 1 + Self.band)
        var least = Self.far
        var column = first
        while column <= end {
            // At its right end the band has no cell above.
            var cell = (column <= index + Self.band ? cells[row + column] : Self.far) + insertion
            if column > 0 {
                let other = word[column - 1]
                let substitution =
                    costs.map { substitutions[$0 + column - 1] } ?? EditCosts.substitution(letter, other)
                cell = min(cell, cells[row + column - 1] + substitution)
                if column > first {
                    cell = min(cell, cells[next + column - 1] + Self.indel(word, column - 1, EditCosts.letter))
                }
                if column > 1, index > 0, letter == word[column - 2], letter != other, term[index - 1] == other {
                    cell = min(cell, cells[row - width + column - 2] + EditCosts.transposition)
                }
            }
            cells[next + column] = cell
            least = min(least, cell)
            column += 1
        }
        self.least[index + 1] = least
    }

    /// The cost of the letter at `index`, which the other word does not have: `letter`, or less where it is doubled.
    private static func indel(_ letters: [UInt32], _ index: Int, _ letter: Int) -> Int {
        index > 0 && letters[index] == letters[index - 1] ? EditCosts.doubling : letter
    }
}
