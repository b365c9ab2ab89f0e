// SPDX-License-Identifier: GPL-3.0-or-later

/// Answers whether a word that mending would make is a word: by the dictionary, or since it stands in the same text.
///
/// Asks the dictionary a bounded number of times for a text; after that no word is one, and words stay as they stand.
final class KnownWordJudge {
    private let judge: any WordJudging
    private let bytes: [UInt8]
    private var left: Int
    /// The words of the text, in small letters; made when they are first asked for.
    private var words: Set<Int>?

    /// More letters than any word that is looked up has.
    private static let longest = 60

    init(_ judge: any WordJudging, text bytes: [UInt8]) {
        self.judge = judge
        self.bytes = bytes
        left = 20_000 + bytes.count / 4
    }

    /// True if the dictionary knows `word` as it is written.
    func knows(_ word: String) -> Bool {
        guard left > 0, word.utf8.count <= 2 * Self.longest else { return false }
        left -= 1
        return judge.isKnown(word)
    }

    /// True if `word` stands in the text, in whatever capitals.
    func stands(_ word: String) -> Bool {
        let words = words ?? collected()
        self.words = words
        return words.contains(word.lowercased().hashValue)
    }

    /// The words of the text: runs of letters with hyphens between. O(n).
    private func collected() -> Set<Int> {
        var words: Set<Int> = []
        var start = 0
        func end(_ index: Int) {
            if index - start >= 4, index - start <= 2 * Self.longest {
                words.insert(UTF8Bytes.string(start..<index, of: bytes).lowercased().hashValue)
            }
        }
        for (index, byte) in bytes.enumerated() where byte < 0x80 && (byte | 0x20) &- 0x61 >= 26 && byte != 0x2D {
            end(index)
            start = index + 1
        }
        end(bytes.count)
        return words
    }
}
