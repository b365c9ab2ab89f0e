// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines that several hits of an answer share word for word: labels, banners and standard sentences of a form, which
/// show of no document why it matches.
struct RepeatedLines {
    /// As many papers show that a line is the form's.
    private static let fewest = 5
    /// A longer line is a paragraph that somebody wrote, in bytes.
    private static let longest = 300

    private var places: [Int: [Int]] = [:]

    /// Takes the hash of the line in which the snippet of the hit `index` begins to match.
    mutating func add(_ line: Int?, of index: Int) {
        if let line { places[line, default: []].append(index) }
    }

    /// The hashes of the lines that five hits or more show.
    var repeated: Set<Int> { Set(places.filter { $0.value.count >= Self.fewest }.keys) }

    /// The hits that show such lines, rising.
    var hits: [Int] {
        guard places.values.contains(where: { $0.count >= Self.fewest }) else { return [] }
        return places.values.filter { $0.count >= Self.fewest }.flatMap { $0 }.sorted()
    }

    /// The hash of the line of a text's bytes in which `range` begins; nil where it is long. Less than a microsecond.
    static func hash(of range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        guard range.lowerBound < bytes.count else { return nil }
        var start = range.lowerBound
        while start > 0, bytes[start - 1] != 0x0A {
            start -= 1
            if range.lowerBound - start > longest { return nil }
        }
        // FNV-1a; what meets by chance costs a snippet its best place.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var end = start
        while end < bytes.count, bytes[end] != 0x0A {
            hash = (hash ^ UInt64(bytes[end])) &* 0x100_0000_01B3
            end += 1
            if end - start > longest { return nil }
        }
        return Int(truncatingIfNeeded: hash)
    }
}
