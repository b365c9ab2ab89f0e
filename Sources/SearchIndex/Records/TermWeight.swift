// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// A term and its weight in a document by itself, for comparing documents.
///
/// Frequencies of the posting lists serve queries: they know neither where in the document a word stands nor which
/// kind of word it is, and reading a document's list means reading all its forms too.
///
/// `term` is a lemma, as a term without prefix. `weight` is above 0, and kept to within 2.2 %, between 1/16 and 3,822.
public typealias TermWeight = (term: String, weight: Float)

/// The weighted terms of a document in the record in which the index keeps them.
///
/// Layout, size when decompressed, one zstd frame. In it: the count; then for each term, in byte order, a byte for the
/// weight, how many bytes the term shares with the one before, how many follow, and these.
enum TermWeightRecord {
    private static let layout: UInt8 = 1
    /// No record of a sane document comes near; a damaged one must not ask for much memory.
    private static let largest = 16 << 20

    /// The metadata key of the record: `V` and the document's number, big-endian.
    static func key(document: UInt32) -> [UInt8] {
        [0x56] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: document >> $0) }
    }

    /// The record of `weights`; no bytes where there are none.
    static func encoded(_ weights: [TermWeight], _ zstandard: Zstandard) throws(IndexError) -> [UInt8] {
        if weights.isEmpty { return [] }
        var inner = ByteWriter()
        inner.number(UInt32(clamping: weights.count))
        // Numbers are sorted, not terms: moving these costs more than comparing them.
        let terms = weights.map { Array($0.term.utf8) }
        var order = terms.indices.map { (key: ByteOrder.key(terms[$0]), index: Int32($0)) }
        order.sort {
            $0.key != $1.key
                ? $0.key < $1.key : terms[Int($0.index)].lexicographicallyPrecedes(terms[Int($1.index)])
        }
        var last: [UInt8] = []
        for entry in order {
            let (term, weight) = (terms[Int(entry.index)], weights[Int(entry.index)].weight)
            var shared = 0
            while shared < min(last.count, term.count), last[shared] == term[shared] { shared += 1 }
            inner.byte(level(of: weight))
            inner.number(UInt32(shared))
            inner.number(UInt32(term.count - shared))
            inner.raw(term[shared...])
            last = term
        }
        var out = ByteWriter()
        out.byte(layout)
        out.number(UInt32(clamping: inner.bytes.count))
        out.raw(try zstandard.compress(inner.bytes))
        return out.bytes
    }

    /// Hands over the terms of a record in byte order, as UTF-8.
    static func forEach(
        in record: [UInt8], _ zstandard: Zstandard, path: String,
        _ body: (_ term: [UInt8], _ weight: Float) throws(IndexError) -> Void
    ) throws(IndexError) {
        if record.isEmpty { return }
        var outer = ByteReader(record, path: path)
        guard try outer.byte() == layout else { throw outer.damage("weights of an unknown layout") }
        let size = Int(try outer.number(UInt32.self))
        guard size <= largest else { throw outer.damage("weights of impossible size") }
        let bytes = try zstandard.decompress(try outer.bytes(outer.remaining), size: size)
        var input = ByteReader(bytes, path: path)
        var term: [UInt8] = []
        for _ in 0..<(try input.count(least: 3)) {
            let level = try input.byte()
            let shared = Int(try input.number(UInt32.self))
            guard shared <= term.count else { throw input.damage("a term shares more than there is") }
            term.removeLast(term.count - shared)
            try input.append(Int(try input.number(UInt32.self)), to: &term)
            try body(term, weights[Int(level)])
        }
        guard input.isAtEnd else { throw input.damage("weights go on after their end") }
    }

    // A sixteenth of a doubling a step.
    private static func level(of weight: Float) -> UInt8 {
        guard weight > 0, weight.isFinite else { return 0 }
        // The nearest step by search, which needs no logarithm: the table rises.
        var low = 0
        var high = weights.count - 1
        while low < high {
            let middle = (low + high) / 2
            if weights[middle] * halfStep < weight { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }

    /// The weights by their levels: 2 to the power level/16 − 4.
    private static let weights: [Float] = {
        var result: [Float] = []
        var octave: Float = 1 / 16
        while result.count < 256 {
            var weight = octave
            for _ in 0..<16 {
                result.append(weight)
                weight *= step
            }
            octave *= 2
        }
        return result
    }()
    /// The sixteenth root of 2.
    private static let step: Float = 1.044_273_8
    /// The thirty-second root of 2.
    private static let halfStep: Float = 1.021_897_1
}

extension IndexReader {
    /// Hands over the weighted terms of the document in byte order, as UTF-8; none where none were kept. About 20 µs
    /// for 300 terms.
    public func forEachTermWeight(
        of document: UInt32, _ body: (_ term: [UInt8], _ weight: Float) throws(IndexError) -> Void
    ) throws(IndexError) {
        let record = try rawMetadata(of: document, TermWeightRecord.key)
        try TermWeightRecord.forEach(in: record, zstandard, path: folder.path, body)
    }
}
