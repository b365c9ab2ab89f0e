// SPDX-License-Identifier: GPL-3.0-or-later

/// A list of words as a minimal acyclic automaton, mapped. Its format is told in `Sources/HakuData/Data/README.md`.
public struct WordGraph: Sendable {
    /// A place in the graph: the edge that leads to it. ``dead`` is none.
    public typealias Edge = UInt32

    /// No place.
    public static let dead: Edge = 0

    @usableFromInline let file: MappedFile
    @usableFromInline let edges: Int
    @usableFromInline let count: Int
    /// The edge that stands for the beginning of all words.
    public let start: Edge
    @usableFromInline let symbolsBelow256: [UInt8]
    @usableFromInline let symbolsAbove: [UInt32: UInt8]
    private let scalars: [UInt32]

    /// The graph that lies in `file` from `offset` on and takes `length` bytes, with 255 symbols at most.
    public init(file: MappedFile, offset: Int, length: Int) {
        self.file = file
        let symbolCount = min(255, Int(file.u32(offset)))
        edges = offset + 8 + 4 * symbolCount
        count = max(0, (offset + length - edges) / 4)
        start = file.u32(offset + 4) << 8
        var below = [UInt8](repeating: 0, count: 256)
        var above: [UInt32: UInt8] = [:]
        var scalars: [UInt32] = [0]
        for index in 0..<symbolCount {
            let value = file.u32(offset + 8 + 4 * index)
            if value < 256 { below[Int(value)] = UInt8(index + 1) } else { above[value] = UInt8(index + 1) }
            scalars.append(value)
        }
        symbolsBelow256 = below
        symbolsAbove = above
        self.scalars = scalars
    }

    /// The graph's number of `scalar`, 0 where no word has it.
    @inlinable @inline(__always)
    public func symbol(_ scalar: Unicode.Scalar) -> UInt8 {
        scalar.value < 256 ? symbolsBelow256[Int(scalar.value)] : symbolsAbove[scalar.value] ?? 0
    }

    /// The edge behind `symbol`.
    @inlinable @inline(__always)
    public func step(_ edge: Edge, _ symbol: UInt8) -> Edge {
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
    @inlinable @inline(__always)
    public func isFinal(_ edge: Edge) -> Bool { edge >> 30 & 1 != 0 }

    /// The code points that go on from `edge`, in the order of the graph's symbols.
    public func symbols(behind edge: Edge) -> [UInt32] {
        var index = Int(edge >> 8 & 0x3F_FFFF)
        var result: [UInt32] = []
        guard index != 0 else { return result }
        while index < count {
            let next = file.u32(edges + 4 * index)
            let symbol = Int(UInt8(truncatingIfNeeded: next))
            if symbol < scalars.count { result.append(scalars[symbol]) }
            if next >> 31 != 0 { break }
            index += 1
        }
        return result
    }
}
