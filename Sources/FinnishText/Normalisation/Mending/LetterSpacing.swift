// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides which words letters set apart are.
struct LetterSpacing {
    let judge: KnownWordJudge
    let bytes: [UInt8]

    /// Fewer letters in a row are abbreviations, or columns of a table.
    private static let fewest = 4
    /// Words are looked for in this many letters, more than a line of a page holds.
    private static let most = 200
    private static let longestWord = 30
    /// A line of this many letters may break off in a word.
    private static let brokenLine = 30
    /// Finnish words of two letters; the dictionary's others are abbreviations.
    private static let shortWords: Set<String> = [
        "ja", "on", "ei", "he", "me", "se", "te", "ne", "jo", "ko", "yö", "työ", "en", "et", "nä",
    ]

    /// The words of `run`.
    ///
    /// - Parameters:
    ///   - run: Letters and digits set apart.
    ///   - isLine: Whether they are their line.
    ///   - follows: Whether the line before was such a line; then four digits of a year belong to it.
    /// - Returns: Each word as the places of its signs; empty where the letters make none.
    func words(of run: SpacedLetters, isLine: Bool, follows: Bool) -> [[Range<Int>]] {
        let parts = run.groups.map { group in (group: group, words: isDigits(group) ? nil : words(of: group)) }
        var found = parts.flatMap { $0.words ?? [] }
        // Words of two or three letters between longer ones, set apart by wider gaps.
        let short = parts.filter { $0.words == nil && !isDigits($0.group) }.map(\.group)
        if !found.isEmpty, short.allSatisfy({ (2...3).contains($0.count) && judge.knows(text($0)) }) { found += short }
        if !found.isEmpty || isLine && follows {
            found += parts.map(\.group).filter { isDigits($0) && isYear(text($0)) }
        }
        return found
    }

    private func text(_ group: some Collection<Range<Int>>) -> String {
        group.map { UTF8Bytes.string($0, of: bytes) }.joined()
    }

    private func isDigits(_ group: [Range<Int>]) -> Bool { group.first.map { bytes[$0.lowerBound] < 0x3A } ?? false }

    private func isYear(_ digits: String) -> Bool {
        digits.count == 4 && (digits.hasPrefix("19") || digits.hasPrefix("20"))
    }

    /// The words of letters without wider gaps; nil where they make none.
    private func words(of group: [Range<Int>]) -> [[Range<Int>]]? {
        guard (Self.fewest...Self.most).contains(group.count) else { return nil }
        let letters = group.map { UTF8Bytes.string($0, of: bytes) }
        guard !isList(letters) else { return nil }
        let whole = letters.joined()
        if judge.knows(whole) || letters.count > Self.fewest && judge.stands(whole) { return [group] }
        guard letters.count >= 2 * Self.fewest, let lengths = fewestWords(letters) else { return nil }
        var rest = group[...]
        return lengths.map { length in
            defer { rest = rest.dropFirst(length) }
            return Array(rest.prefix(length))
        }
    }

    /// True of letters that stand for something else: `A B C D E F`, `X X X X`.
    private func isList(_ letters: [String]) -> Bool { Set(letters).count < 3 || letters == letters.sorted() }

    /// The words of a line's letters that are fewest, by their lengths; nil where the letters are no words.
    private func fewestWords(_ letters: [String]) -> [Int]? {
        // The cost to reach each place, and the length of the word that ends there.
        var best: [(cost: Int, length: Int)?] = Array(repeating: nil, count: letters.count + 1)
        best[0] = (0, 0)
        for start in letters.indices {
            guard let before = best[start] else { continue }
            var word = ""
            for length in 1...min(Self.longestWord, letters.count - start) {
                word += letters[start + length - 1]
                guard let cost = cost(of: word, length: length), before.cost + cost < best[start + length]?.cost ?? .max
                else { continue }
                best[start + length] = (before.cost + cost, length)
            }
        }
        return lengths(best, to: letters.count) ?? broken(best, count: letters.count)
    }

    /// The cost of `word`, which makes few long words better than many short ones; nil where it is none.
    private func cost(of word: String, length: Int) -> Int? {
        if length < 2 { return nil }
        if length == 2 { return Self.shortWords.contains(word.lowercased()) ? 4 : nil }
        guard judge.knows(word) else { return nil }
        return length == 3 ? 5 : 3
    }

    private func lengths(_ best: [(cost: Int, length: Int)?], to end: Int) -> [Int]? {
        var lengths: [Int] = []
        var place = end
        while place > 0 {
            guard let step = best[place] else { return nil }
            lengths.append(step.length)
            place -= step.length
        }
        return lengths.count * 3 <= end && lengths.contains { $0 >= 4 } ? lengths.reversed() : nil
    }

    /// The words of a long line whose last word breaks off.
    private func broken(_ best: [(cost: Int, length: Int)?], count: Int) -> [Int]? {
        guard count >= Self.brokenLine else { return nil }
        let places = (count - 15..<count).filter { best[$0] != nil }
        // Of all that the line may break off after, what costs least by the letter.
        let place = places.min {
            (best[$0]?.cost ?? 0) * 2 + (count - $0) < (best[$1]?.cost ?? 0) * 2 + (count - $1)
        }
        guard let place, let lengths = lengths(best, to: place) else { return nil }
        return lengths + [count - place]
    }
}
