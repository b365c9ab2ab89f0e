// SPDX-License-Identifier: GPL-3.0-or-later

/// Where each byte of a text that was made out of another one came from.
///
/// A list of runs: within a run both texts go on byte by byte; a new run starts wherever the texts differ.
public struct OffsetMap: Hashable, Sendable {
    /// The start of a run: the UTF-8 offset in the made text, and the UTF-8 offset in the source it came from.
    public struct Run: Hashable, Sendable {
        /// The UTF-8 offset in the made text.
        public var offset: Int
        /// The UTF-8 offset in the source.
        public var source: Int
    }

    /// The runs, by rising `offset`.
    public private(set) var runs: [Run] = []

    /// A map without runs: every offset stands for itself.
    public init() {}

    /// Says that from `offset` of the made text on, bytes come from `source` on. Offsets must not fall.
    public mutating func append(offset: Int, source: Int) {
        if let last = runs.last, last.offset == offset { runs.removeLast() }
        // Without a run, offsets stand for themselves.
        let shift = runs.last.map { $0.source - $0.offset } ?? 0
        if shift == source - offset { return }
        runs.append(Run(offset: offset, source: source))
    }

    /// The offset in the source of `offset` in the made text. O(log runs).
    public func source(of offset: Int) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        return runs[low - 1].source + (offset - runs[low - 1].offset)
    }

    /// The map from this map's made text to the source of `earlier`, whose made text is this map's source.
    public func composed(with earlier: OffsetMap) -> OffsetMap {
        var result = OffsetMap()
        var cuts = runs.map { (offset: $0.offset, middle: $0.source) }
        if cuts.first?.offset != 0 { cuts.insert((0, 0), at: 0) }
        for (index, cut) in cuts.enumerated() {
            let end = index + 1 < cuts.count ? cuts[index + 1].offset : Int.max
            result.append(offset: cut.offset, source: earlier.source(of: cut.middle))
            var low = 0
            var high = earlier.runs.count
            while low < high {
                let middle = (low + high) / 2
                if earlier.runs[middle].offset <= cut.middle { low = middle + 1 } else { high = middle }
            }
            while low < earlier.runs.count {
                let run = earlier.runs[low]
                let offset = cut.offset + (run.offset - cut.middle)
                if offset >= end { break }
                result.append(offset: offset, source: run.source)
                low += 1
            }
        }
        return result
    }
}
