// SPDX-License-Identifier: GPL-3.0-or-later
internal import CZlib
internal import Glibc
internal import VoikkoTransducer

/// All documents of one state of an index as vectors, by document and by term, in a file that is mapped: nothing of it is
/// read before it is asked for.
///
/// Never changed once made, so that all threads share one. What a damaged file says is wrong, but does no harm: offsets
/// are looked at before they are followed.
final class VectorFile: Sendable {
    let layout: VectorLayout
    private let file: MappedFile
    private let offsets: VectorLayout.Offsets

    /// Maps the file at `path`; nil where there is none, or it is damaged. Reads it once for that, a second for some GB.
    convenience init?(path: String) {
        guard Self.isSound(path) == true else { return nil }
        self.init(trusted: path)
    }

    /// Maps a file that was found to be sound.
    private convenience init?(trusted path: String) {
        guard let file = try? MappedFile(path: path) else { return nil }
        self.init(file)
    }

    /// Reads what lies in memory as in a file.
    init?(_ file: MappedFile) {
        guard let layout = VectorLayout(header: (0..<8).map { file.u64($0 * 8) }, size: file.count) else { return nil }
        self.file = file
        self.layout = layout
        offsets = layout.offsets
    }

    /// True if the file at `path` is as it was written, false where it is damaged; nil where there is none or it cannot be
    /// read.
    ///
    /// Read, not mapped, so that it does not count as this process's memory.
    static func isSound(_ path: String) -> Bool? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var sum: UInt = 0
        var tail: [UInt8] = []
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { return nil }
            if count == 0 { break }
            // The last eight bytes are the sum of all before.
            tail += buffer[..<count]
            let summed = max(0, tail.count - 8)
            sum = unsafe tail.withUnsafeBufferPointer { unsafe crc32_z(sum, $0.baseAddress, summed) }
            tail.removeFirst(summed)
        }
        guard tail.count == 8 else { return false }
        let written = tail.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return written == UInt64(sum)
    }

    /// The number of the document of `row`.
    func document(ofRow row: Int) -> UInt32 { file.u32(offsets.documents + row * 4) }

    /// The row of `document`; nil where there is none.
    func row(of document: UInt32) -> Int? {
        let row = Self.firstIndex(below: layout.rows) { self.document(ofRow: $0) >= document }
        return row < layout.rows && self.document(ofRow: row) == document ? row : nil
    }

    /// Hands over the terms of `row`, by rising number, with their weights in a vector of unit length.
    @inline(__always)
    func forEachEntry(ofRow row: Int, _ body: (_ term: Int, _ weight: Float) -> Void) {
        let entries = range(row, starts: offsets.rowStarts, most: layout.entries)
        forEachWeight(entries, offsets.rowTerms, below: layout.terms, weights: offsets.rowWeights, body)
    }

    /// The number of terms that ``forEachEntry(ofRow:_:)`` hands over.
    func entryCount(ofRow row: Int) -> Int { range(row, starts: offsets.rowStarts, most: layout.entries).count }

    /// Hands over the rows of which `term` is one of the strongest, rising, with its weights there.
    @inline(__always)
    func forEachPosting(ofTerm term: Int, _ body: (_ row: Int, _ weight: Float) -> Void) {
        let postings = range(term, starts: offsets.termStarts, most: layout.postings)
        forEachWeight(postings, offsets.termRows, below: layout.rows, weights: offsets.termWeights, body)
    }

    /// Hands over the numbers that begin at `numbers`, up to one that the file cannot mean, with the weights beside them.
    @inline(__always)
    private func forEachWeight(
        _ range: Range<Int>, _ numbers: Int, below end: Int, weights: Int, _ body: (Int, Float) -> Void
    ) {
        file.forEachPair(range.count, u32: numbers + range.lowerBound * 4, u16: weights + range.lowerBound * 2) {
            let number = Int($0)
            guard number < end else { return false }
            body(number, Float($1) * Self.unit)
            return true
        }
    }

    /// The number of rows that ``forEachPosting(ofTerm:_:)`` hands over.
    func postingCount(ofTerm term: Int) -> Int {
        range(term, starts: offsets.termStarts, most: layout.postings).count
    }

    /// The factor of a term's weight that its rarity makes.
    func rarity(ofTerm term: Int) -> Float { Float(bitPattern: file.u32(offsets.rarities + term * 4)) }

    /// The lemma of the number `term`.
    func name(ofTerm term: Int) -> String { file.string(range(ofName: term)) }

    /// The number of the lemma `name`, as UTF-8; nil where no two documents held it.
    func term(_ name: [UInt8]) -> Int? {
        let term = Self.firstIndex(below: layout.terms) { !bytes(ofTerm: $0).lexicographicallyPrecedes(name) }
        return term < layout.terms && bytes(ofTerm: term).elementsEqual(name) ? term : nil
    }

    private func bytes(ofTerm term: Int) -> some Collection<UInt8> {
        range(ofName: term).lazy.map { self.file.byte($0) }
    }

    /// Where the name of `term` stands in the file.
    private func range(ofName term: Int) -> Range<Int> {
        let start = Int(file.u32(offsets.nameStarts + term * 4))
        let end = min(Int(file.u32(offsets.nameStarts + (term + 1) * 4)), layout.nameBytes)
        return offsets.names + start..<offsets.names + max(start, end)
    }

    private func range(_ index: Int, starts: Int, most: Int) -> Range<Int> {
        let start = file.u64(starts + index * 8)
        let end = file.u64(starts + (index + 1) * 8)
        guard start <= end, end <= UInt64(most) else { return 0..<0 }
        return Int(start)..<Int(end)
    }

    /// The first of the numbers below `count` for which `isReached` holds, from which on it holds; `count` where there is none.
    private static func firstIndex(below count: Int, where isReached: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isReached(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The greatest number of two bytes is a weight of 1.
    private static let unit: Float = 1 / 65_535

    /// The number of two bytes for a weight of at most 1; above 0 for any weight above 0.
    static func packed(_ weight: Float) -> UInt16 {
        weight <= 0 ? 0 : UInt16(max(1, min(65_535, (weight * 65_535).rounded())))
    }
}
