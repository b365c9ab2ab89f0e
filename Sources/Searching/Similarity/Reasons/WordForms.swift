// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a text as written, in lower case, by how they begin.
struct WordForms {
    private let bytes: [UInt8]
    /// Half-open offsets of words by their first letters.
    private var places: [UInt32: [Range<Int>]] = [:]

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
            if end - start >= Self.key { places[Self.key(bytes[start..<end]), default: []].append(start..<end) }
            start = end
        }
    }

    /// The distinct words that may be forms of `word`, and how often each stands there: they begin as it does, but for
    /// the end of its stem (*rakentaminen*, *rakentamis-*), and do not go on for long.
    func likeForms(of word: String) -> [(form: String, count: Int)] {
        let word = Array(word.utf8)
        guard word.count >= Self.key else { return [] }
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for place in places[Self.key(word[...])] ?? [] where place.count <= word.count + Self.longestEnding {
            let least = max(Self.key, word.count - Self.longestChange)
            guard place.count >= least, bytes[place].prefix(least).elementsEqual(word.prefix(least)) else { continue }
            counts[bytes[place], default: 0] += 1
        }
        return counts.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
    }

    /// The most bytes at a base form's end that change, and the most that a form has more.
    private static let longestChange = 5
    private static let longestEnding = 14

    private static func key(_ word: ArraySlice<UInt8>) -> UInt32 {
        word.prefix(key).reduce(0) { $0 << 8 | UInt32($1) }
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
