// SPDX-License-Identifier: GPL-3.0-or-later

/// The terms of a document in a few buffers, as the engine takes them at once.
public struct PackedTerms: Hashable, Sendable {
    /// A term beside its name and positions: laid out as the shim's `cx_term`.
    public struct Entry: Hashable, Sendable {
        let nameSize: UInt32
        let frequency: UInt32
        let positionCount: UInt32

        /// A term whose name has `nameSize` bytes of UTF-8.
        public init(nameSize: UInt32, frequency: UInt32, positionCount: UInt32) {
            self.nameSize = nameSize
            self.frequency = frequency
            self.positionCount = positionCount
        }
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
    private(set) var positions: [UInt32] = []

    /// The terms of `entries`, their names one behind another in `names` and their positions in `positions`, as many as
    /// the entries say. No name, no term.
    public init(names: [UInt8], entries: [Entry], positions: [UInt32]) {
        self.names = names
        self.entries = entries
        self.positions = positions
    }

    /// `terms`, each with its positions.
    public init(_ terms: [IndexTerm]) {
        for term in terms {
            let size = names.count
            names.append(contentsOf: term.term.utf8)
            entries.append(
                Entry(
                    nameSize: UInt32(names.count - size), frequency: term.frequency,
                    positionCount: UInt32(term.positions.count)))
            positions += term.positions
        }
    }

    /// The number of terms.
    public var count: Int { entries.count }

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
