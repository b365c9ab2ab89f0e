// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex
internal import Synchronization

/// Terms as numbers, so that what is done for every word is done with numbers.
///
/// An open-addressing table over the terms' UTF-8: each word that is new to a thread asks here for half a dozen terms.
struct TermVocabulary {
    /// No other vocabulary of this process has it.
    let id = Self.ids.add(1, ordering: .relaxed).newValue
    private static let ids = Atomic<UInt64>(0)

    private var slots = [Int32](repeating: -1, count: 1 << 12)
    private var hashes: [UInt32] = []
    private var names: [UInt8] = []
    private var starts: [UInt32] = [0]
    /// The number of each term's part-only mark, −1 where it takes none, −2 where nobody asked yet.
    private var marks: [Int32] = []
    private var asked: [UInt8] = []

    /// The number of terms.
    var count: Int { marks.count }

    /// The number of the term `text` with its prefixes; shortened where the index could not hold it.
    mutating func number(_ outer: String = "", _ inner: String = "", of text: String) -> Int32 {
        asked.removeAll(keepingCapacity: true)
        asked.append(contentsOf: outer.utf8)
        asked.append(contentsOf: inner.utf8)
        asked.append(contentsOf: text.utf8)
        if asked.count * 2 > Schema.longestTerm {
            asked = Array(Schema.bounded(String(decoding: asked, as: UTF8.self)).utf8)
        }
        // FNV-1a over 64 bits (Fowler, Noll, Vo), finished by a shift so that low bits spread.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in asked { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return number(ofAsked: UInt32(truncatingIfNeeded: hash ^ hash >> 29))
    }

    private mutating func number(ofAsked hash: UInt32) -> Int32 {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let number = slots[slot]
            if hashes[Int(number)] == hash, isAsked(number) { return number }
            slot = (slot + 1) & mask
        }
        return add(hash)
    }

    private func isAsked(_ number: Int32) -> Bool {
        let range = range(of: number)
        guard range.count == asked.count else { return false }
        let start = range.lowerBound
        for index in asked.indices where names[start + index] != asked[index] { return false }
        return true
    }

    private func range(of number: Int32) -> Range<Int> { Int(starts[Int(number)])..<Int(starts[Int(number) + 1]) }

    private mutating func add(_ hash: UInt32) -> Int32 {
        let number = Int32(count)
        names.append(contentsOf: asked)
        starts.append(UInt32(clamping: names.count))
        hashes.append(hash)
        marks.append(-2)
        if count * 2 > slots.count {
            slots = [Int32](repeating: -1, count: slots.count * 2)
            for number in hashes.indices { place(Int32(number)) }
        } else {
            place(number)
        }
        return number
    }

    private mutating func place(_ number: Int32) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hashes[Int(number)]) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = number
    }

    /// The UTF-8 of the terms of these numbers, one behind another, and the bytes of each.
    func names(of numbers: [Int32]) -> (bytes: [UInt8], sizes: [UInt32]) {
        let ranges = numbers.map { range(of: $0) }
        let sizes = ranges.map { UInt32($0.count) }
        // One copy each into memory that is there: half a thousand terms of each document come this way.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: ranges.reduce(0) { $0 + $1.count }) { target, count in
            unsafe names.withUnsafeBufferPointer { names in
                for range in ranges {
                    _ = unsafe target[count..<count + range.count].update(fromContentsOf: names[range])
                    count += range.count
                }
            }
        }
        return (bytes, sizes)
    }

    // By itself, so that no slice of `names` lives where they grow, which would copy them all for one term more.
    private func name(of number: Int32) -> String {
        String(decoding: names[range(of: number)], as: UTF8.self)
    }

    /// The term that marks a lemma which has no whole word in a document; nil for terms of other kinds.
    mutating func partOnlyMark(of number: Int32) -> Int32? {
        if marks[Int(number)] == -2 {
            let (text, prefix) = Schema.split(name(of: number))
            marks[Int(number)] =
                prefix.isEmpty || prefix.hasSuffix(":") ? self.number(prefix, Schema.Prefix.partOnly, of: text) : -1
        }
        let mark = marks[Int(number)]
        return mark >= 0 ? mark : nil
    }
}
