// SPDX-License-Identifier: GPL-3.0-or-later

/// English words to stems. For one thread at a time.
public final class EnglishWords {
    private let stemmer: SnowballStemmer?

    /// Makes a reader of English words.
    public init() { stemmer = SnowballStemmer("english") }

    /// The reading of `word`, in lower case: a function word is itself, any other its stem; of a hyphenated word the
    /// stems of its pieces are parts.
    public func reading(of word: String) -> WordReading {
        let bare = word.hasSuffix("'s") ? String(word.dropLast(2)) : word
        guard let stemmer, !bare.isEmpty, !FunctionWords.english.contains(bare) else {
            return WordReading(lemmas: [bare.isEmpty ? word : bare])
        }
        let pieces = bare.split(separator: "-").map(String.init)
        var reading = WordReading(lemmas: [stemmer.stem(bare)])
        if pieces.count > 1 { reading.parts = pieces.filter { $0.count > 1 }.map(stemmer.stem) }
        return reading
    }
}
