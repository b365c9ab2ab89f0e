// SPDX-License-Identifier: GPL-3.0-or-later

/// The terms of a document in a few buffers, as the engine takes them at once.
public struct PackedTerms: Hashable, Sendable {
    /// A term beside its name and positions: laid out as the shim's `cx_term`.
    struct Entry: Hashable, Sendable {
        var nameSize: UInt32
        var frequency: UInt32
        var positionCount: UInt32
    }

    /// The terms' numbers within a vocabulary, in their order; empty where they have none. A segment finds terms by
    /// them that it has met before.
    public var numbers: [Int32] = []
    /// Which vocabulary that is: as long as the process runs, none other is of this number.
    public var vocabulary: UInt64 = 0

    private(set) var names: [UInt8] = []
    private(set) var entries: [Entry] = []
    /// The word positions of the terms in their order, each term's rising and without repeats; as many as the terms say
    /// they have.
    public var positions: [UInt32] = []

    /// No terms.
    public init() {}

    /// `terms`, each with its positions.
    public init(_ terms: [IndexTerm]) {
        for term in terms {
            let name = Array(term.term.utf8)
            append(name, name.indices, frequency: term.frequency, positionCount: term.positions.count)
            positions += term.positions
        }
    }

    /// The number of terms.
    public var count: Int { entries.count }

    /// Makes room for so many terms, bytes of their names and positions.
    public mutating func reserve(_ count: Int, names: Int, positions: Int) {
        entries.reserveCapacity(count)
        self.names.reserveCapacity(names)
        self.positions.reserveCapacity(positions)
    }

    /// Adds the term whose UTF-8 is the `range` of `bytes`; its positions go to ``positions``. No name, no term.
    public mutating func append(_ bytes: [UInt8], _ range: Range<Int>, frequency: UInt32, positionCount: Int) {
        names.append(contentsOf: bytes[range])
        entries.append(
            Entry(nameSize: UInt32(range.count), frequency: frequency, positionCount: UInt32(positionCount)))
    }

    /// The terms one by one.
    public var terms: [IndexTerm] {
        var result: [IndexTerm] = []
        var name = 0
        var position = 0
        for entry in entries {
            let nextName = name + Int(entry.nameSize)
            let nextPosition = position + Int(entry.positionCount)
            result.append(
                IndexTerm(
                    String(decoding: names[name..<nextName], as: UTF8.self), frequency: entry.frequency,
                    positions: Array(positions[position..<nextPosition])))
            name = nextName
            position = nextPosition
        }
        return result
    }

    /// The names of those that begin with `prefix`, which is ASCII.
    public func terms(withPrefix prefix: String) -> [String] {
        let prefix = Array(prefix.utf8)
        var result: [String] = []
        var begin = 0
        for entry in entries {
            let end = begin + Int(entry.nameSize)
            if names[begin..<end].starts(with: prefix) {
                result.append(String(decoding: names[begin..<end], as: UTF8.self))
            }
            begin = end
        }
        return result
    }

    /// About how many bytes the engine takes for them until they are written.
    var cost: Int { 160 * entries.count + names.count + 2 * positions.count }

    /// Terms that the index can hold: none empty, none too long.
    func bounded() -> PackedTerms {
        guard entries.contains(where: { $0.nameSize == 0 || Int($0.nameSize) * 2 > Schema.longestTerm }) else {
            return self
        }
        return PackedTerms(
            terms.compactMap { term in
                let name = Schema.bounded(term.term)
                return name.isEmpty ? nil : IndexTerm(name, frequency: term.frequency, positions: term.positions)
            })
    }
}
