// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a text as written, in lower case, by how they begin.
struct WordForms {
    private let bytes: [UInt8]
    /// Half-open offsets of the words.
    private var words: [(start: Int32, end: Int32)] = []
    /// Of each word the one before it whose first letters have the same bucket; −1 for the first.
    private var previous: [Int32] = []
    /// The last word of each bucket of first letters; −1 where there is none.
    private var last = [Int32](repeating: -1, count: 1 << bucketBits)

    private static let bucketBits = 12

    /// The number of first bytes that a word and its base form share, but for few.
    private static let key = 3

    /// Finds the words of `text`. Linear, by bytes.
    init(of text: String) {
        bytes = Self.lowercased(text)
        var start = 0
        while start < bytes.count {
            guard Self.isWordByte(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
            if end - start >= Self.key {
                let bucket = Self.bucket(bytes[start..<end])
                previous.append(last[bucket])
                last[bucket] = Int32(truncatingIfNeeded: words.count)
                words.append((Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end)))
            }
            start = end
        }
    }

    /// The distinct words that may be forms of `word`, and how often each stands there: they begin as it does, but for
    /// the end of its stem (*rakentaminen*, *rakentamis-*), and do not go on for long.
    func likeForms(of word: String) -> [(form: String, count: Int)] {
        let word = Array(word.utf8)
        guard word.count >= Self.key else { return [] }
        var counts: [ArraySlice<UInt8>: Int] = [:]
        let least = max(Self.key, word.count - Self.longestChange)
        var number = last[Self.bucket(word[...])]
        while number >= 0 {
            let place = Int(words[Int(number)].start)..<Int(words[Int(number)].end)
            number = previous[Int(number)]
            guard (least...word.count + Self.longestEnding).contains(place.count),
                bytes[place].prefix(least).elementsEqual(word.prefix(least))
            else { continue }
            counts[bytes[place], default: 0] += 1
        }
        return counts.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
    }

    /// The most bytes at a base form's end that change, and the most that a form has more.
    private static let longestChange = 5
    private static let longestEnding = 14

    /// The bucket of a word's first letters: Fibonacci hashing (Knuth 1973, 6.4).
    private static func bucket(_ word: ArraySlice<UInt8>) -> Int {
        let letters = word.prefix(key).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        return Int((letters &* 0x9e37_79b1) >> UInt32(32 - bucketBits))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x2D || (0x61...0x7A).contains(byte)
    }

    private static func lowercased(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: result.append(byte | 0x20)
            // À to Þ, among them Å, Ä and Ö.
            case 0x80...0x9E where last == 0xC3 && byte != 0x97: result.append(byte | 0x20)
            default: result.append(byte)
            }
            last = byte
        }
        return result
    }
}
