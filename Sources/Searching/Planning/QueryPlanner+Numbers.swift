// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension QueryPlanner {
    /// The most ways to write a number that are looked for.
    private static let mostSpellings = 16
    /// The most groups of a number, and the fewest characters of one.
    private static let mostGroups = 9, shortestGroup = 2
    /// The most groups that are tried.
    private static let mostTried = 200

    /// The ways in which documents may have written the number `whole`, which has no spaces: its groups, each a term that
    /// some document holds. Some dozen look-ups of terms.
    ///
    /// - Throws: `IndexError`.
    func spellings(ofNumber whole: String, in names: TermNames) throws(IndexError) -> [[String]] {
        let characters = Array(whole)
        var found: [[String]] = []
        var groups: [String] = []
        var tried = 0
        func add(from start: Int) throws(IndexError) {
            if start == characters.count { found.append(groups) }
            guard start < characters.count, groups.count < Self.mostGroups else { return }
            for end in stride(from: characters.count, through: start + Self.shortestGroup, by: -1) {
                tried += 1
                if found.count >= Self.mostSpellings || tried > Self.mostTried { return }
                let group = String(characters[start..<end])
                guard try reader.documentFrequency(of: names.lemma(group)) > 0 else { continue }
                groups.append(group)
                try add(from: end)
                groups.removeLast()
            }
        }
        try add(from: 0)
        return found
    }
}
