// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// A list of words as a minimal acyclic automaton, mapped. Its format is told in `Sources/HakuData/Data/README.md`.
struct WordGraph: Sendable {
    /// A place in the graph: the edge that leads to it. ``dead`` is none.
    typealias Edge = UInt32

    static let dead: Edge = 0

    private let file: MappedFile
    private let edges: Int
    private let count: Int
    /// The edge that stands for the beginning of all words.
    let start: Edge
    private let symbolsBelow256: [UInt8]
    private let symbolsAbove: [UInt32: UInt8]

    /// The graph that lies in `file` from `offset` on and takes `length` bytes, with 255 symbols at most.
    init(file: MappedFile, offset: Int, length: Int) {
        self.file = file
        let symbolCount = min(255, Int(file.u32(offset)))
        edges = offset + 8 + 4 * symbolCount
        count = max(0, (offset + length - edges) / 4)
        start = file.u32(offset + 4) << 8
        var below = [UInt8](repeating: 0, count: 256)
        var above: [UInt32: UInt8] = [:]
        for index in 0..<symbolCount {
            let value = file.u32(offset + 8 + 4 * index)
            if value < 256 { below[Int(value)] = UInt8(index + 1) } else { above[value] = UInt8(index + 1) }
        }
        symbolsBelow256 = below
        symbolsAbove = above
    }

    /// The graph's number of `scalar`, 0 where no word has it.
    @inline(__always)
    func symbol(_ scalar: Unicode.Scalar) -> UInt8 {
        scalar.value < 256 ? symbolsBelow256[Int(scalar.value)] : symbolsAbove[scalar.value] ?? 0
    }

    /// The edge behind `symbol`.
    @inline(__always)
    func step(_ edge: Edge, _ symbol: UInt8) -> Edge {
        var index = Int(edge >> 8 & 0x3F_FFFF)
        guard index != 0, symbol != 0 else { return Self.dead }
        while index < count {
            let next = file.u32(edges + 4 * index)
            if UInt8(truncatingIfNeeded: next) == symbol { return next }
            if next >> 31 != 0 { break }
            index += 1
        }
        return Self.dead
    }

    /// True if a word ends here.
    @inline(__always)
    func isFinal(_ edge: Edge) -> Bool { edge >> 30 & 1 != 0 }
}
