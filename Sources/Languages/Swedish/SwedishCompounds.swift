// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes Swedish compounds apart: first parts that the dictionary's compounds have, then a word in any form.
struct SwedishCompounds {
    /// The fewest letters of a first part.
    private static let shortestFirst = 3
    /// The fewest letters of a last part that the dictionary has end compounds, and of any other word.
    private static let shortestEnd = 3
    private static let shortestWord = 4
    /// The fewest letters of a last part behind a first one that the dictionary does not list.
    private static let shortestJoined = 6
    /// The most parts.
    private static let mostParts = 4

    private let forms: SwedishForms

    init(_ forms: SwedishForms) { self.forms = forms }

    /// The parts of `word`: those of the fewest parts, and among these the one whose shortest part is longest. Nil where it
    /// is no compound. A few µs.
    func parts(of word: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>]? {
        guard (Self.shortestFirst + Self.shortestEnd...60).contains(word.count) else { return nil }
        var best: [ArraySlice<Unicode.Scalar>]?
        search(word, from: 0, [], &best)
        return best ?? joined(word)
    }

    /// The parts of a compound whose first part the dictionary does not list: a word, the vowel that joins it, *a*, and a
    /// word that ends compounds (*by-a-förening*).
    private func joined(_ word: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>]? {
        for end in stride(from: word.count - Self.shortestJoined, through: Self.shortestFirst, by: -1)
        where word[end - 1] == "a" && !forms.entries(of: word[..<(end - 1)]).isEmpty && mayEnd(word[end...]) {
            return [word[..<end], word[end...]]
        }
        return nil
    }

    private func search(
        _ word: [Unicode.Scalar], from start: Int, _ parts: [ArraySlice<Unicode.Scalar>],
        _ best: inout [ArraySlice<Unicode.Scalar>]?
    ) {
        let rest = word[start...]
        if !parts.isEmpty, mayEnd(rest), isBetter(parts + [rest], best) { best = parts + [rest] }
        guard parts.count + 1 < min(Self.mostParts, best.map(\.count) ?? .max) else { return }
        for end in forms.firstParts(of: rest) where end - start >= Self.shortestFirst && end < word.count {
            search(word, from: end, parts + [word[start..<end]], &best)
            // Three like letters are written as two: *fallucka*.
            if end - start > Self.shortestFirst, word[end - 1] == word[end - 2] {
                search(word, from: end - 1, parts + [word[start..<end]], &best)
            }
        }
    }

    private func mayEnd(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
        guard part.count >= Self.shortestEnd else { return false }
        let entries = forms.entries(of: part)
        return part.count >= Self.shortestWord ? !entries.isEmpty : entries.contains(where: \.mayEnd)
    }

    private func isBetter(
        _ parts: [ArraySlice<Unicode.Scalar>], _ best: [ArraySlice<Unicode.Scalar>]?
    ) -> Bool {
        guard let best else { return true }
        if parts.count != best.count { return parts.count < best.count }
        return (parts.map(\.count).min() ?? 0) > (best.map(\.count).min() ?? 0)
    }
}
