// SPDX-License-Identifier: GPL-3.0-or-later

/// Letters that are set apart for show: `P Ö Y T Ä K I R J A`.
struct LetterSpacing {
    let judge: any WordJudging

    /// Fewer letters in a row are abbreviations, or columns of a table.
    private static let fewest = 4
    /// More are taken apart without a dictionary.
    private static let most = 120
    private static let longestWord = 40
    /// A line of unknown letters with fewer is left alone.
    private static let fewestUnknown = 6

    /// Letters with one space between each two, and where they end.
    struct Run {
        var letters: [Range<Int>]
        var end: Int { letters.last?.upperBound ?? 0 }
    }

    /// The run that begins at `index`, the beginning of a word of the line that ends at `end`; nil where none does.
    func run(at index: Int, in bytes: [UInt8], end: Int) -> Run? {
        var letters: [Range<Int>] = []
        var place = index
        while place < end {
            let (scalar, length) = UTF8Bytes.scalar(at: place, in: bytes)
            let next = place + length
            guard scalar.isLetter, next >= end || bytes[next] == 0x20 else { break }
            letters.append(place..<next)
            place = next + 1
            if place >= end || bytes[place] == 0x20 { break }
        }
        return letters.count >= Self.fewest ? Run(letters: letters) : nil
    }

    /// The words of `run`, by their numbers of letters; nil where the letters make none.
    ///
    /// - Parameters:
    ///   - run: Letters of `bytes`.
    ///   - bytes: A text.
    ///   - isWholeLine: Whether nothing else stands in the line: then capitals may be a name that nobody knows.
    /// - Returns: The words' lengths, in order.
    func words(of run: Run, in bytes: [UInt8], isWholeLine: Bool) -> [Int]? {
        let letters = run.letters.map { UTF8Bytes.string($0, of: bytes) }
        let whole = letters.joined()
        if judge.isWord(whole) { return [letters.count] }
        if let words = fewestWords(letters) { return words }
        guard isWholeLine, letters.count >= Self.fewestUnknown, Set(letters).count >= 4,
            whole.unicodeScalars.allSatisfy(\.isUpper), letters != letters.sorted(),
            letters.contains(where: { "AEIOUYÄÖ".contains($0) })
        else { return nil }
        return [letters.count]
    }

    /// The fewest words that `letters` can be, each of two letters or more; nil where they can't.
    private func fewestWords(_ letters: [String]) -> [Int]? {
        guard letters.count <= Self.most else { return nil }
        // For each end the length of the last word, and how many words there are.
        var best: [(length: Int, count: Int)?] = [(0, 0)]
        for end in 1...letters.count {
            var found: (length: Int, count: Int)?
            for length in stride(from: min(end, Self.longestWord), through: 2, by: -1) {
                guard let before = best[end - length], before.count + 1 < found?.count ?? .max,
                    judge.isWord(letters[(end - length)..<end].joined())
                else { continue }
                found = (length, before.count + 1)
            }
            best.append(found)
        }
        guard let last = best[letters.count], last.count * 3 <= letters.count else { return nil }
        var words: [Int] = []
        var end = letters.count
        while end > 0, let word = best[end] {
            words.append(word.length)
            end -= word.length
        }
        return words.reversed()
    }
}
