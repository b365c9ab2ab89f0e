// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

/// Numbers for the terms of an index, and how many documents hold each in one state of it, which its readers share. Some 30
/// bytes a term, and 4 more in each state.
///
/// `@unchecked Sendable`, the lock being `mutex` of the names in the shim's `cx_terms`, which each of its functions takes;
/// `handle` itself never changes, and is freed by `deinit` only.
@safe public final class TermNumbers: @unchecked Sendable {
    fileprivate let handle: OpaquePointer?
    private let path: String

    /// No numbers yet, or those of `earlier`, which is of another state of the same index and shares what either adds.
    /// `path` is the index's folder, for errors.
    public init(path: String, earlier: TermNumbers? = nil) throws(IndexError) {
        self.path = path
        let made = try engine(path) { unsafe cx_terms_new(earlier?.handle, $0) }
        unsafe handle = made
    }

    deinit {
        unsafe cx_terms_free(handle)
    }

    /// The number of terms that have numbers.
    public var count: Int { unsafe cx_terms_count(handle) }

    /// The terms of the numbers `numbers`, in their order.
    public func names(of numbers: [UInt32]) throws(IndexError) -> [String] {
        let bytes = try engineBytes(path) { error in
            numbers.withElements { unsafe cx_terms_names(handle, $0, $1, error) }
        }
        var input = ByteReader(bytes, path: path)
        var names: [String] = []
        names.reserveCapacity(numbers.count)
        while !input.isAtEnd {
            let size = Int(try input.nativeUInt32())
            names.append(String(decoding: try input.bytes(size), as: UTF8.self))
        }
        return names
    }
}

/// A lemma by its number in ``TermNumbers``, and how often a document has it: laid out as the shim's `cx_lemma`.
public struct LemmaFrequency: Hashable, Sendable {
    let term: UInt32
    let frequency: UInt32
}

/// A lemma by its number in ``TermNumbers``, and its weight in a document.
public struct LemmaWeight: Hashable, Sendable {
    /// The lemma's number.
    public var term: UInt32
    /// Its weight.
    public var weight: Float

    /// A lemma of this number and weight.
    public init(term: UInt32, weight: Float) {
        (self.term, self.weight) = (term, weight)
    }
}

extension IndexReader {
    /// The lemmas of a document. About 50 µs for 500.
    ///
    /// - Parameters:
    ///   - document: The document's number.
    ///   - numbers: Numbers of terms of this state of the index, to which those of its lemmas are added.
    /// - Returns: Its lemmas in byte order. As long as the document stays as it is, they are the same in later states.
    /// - Throws: ``IndexError/Code/modified`` where the writer overtook this reader.
    public func lemmas(of document: UInt32, _ numbers: TermNumbers) throws(IndexError) -> [LemmaFrequency] {
        let bytes = try callBytes { unsafe cx_reader_lemmas(handle, numbers.handle, document, $0) }
        return unsafe bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: MemoryLayout<cx_lemma>.stride).map { start in
                let lemma = unsafe bytes.loadUnaligned(fromByteOffset: start, as: cx_lemma.self)
                return LemmaFrequency(term: lemma.term, frequency: lemma.frequency)
            }
        }
    }

    /// The lemmas of a document that say most about it and that others may be found by, weighed by BM25. About 10 µs for
    /// 500 lemmas; where they were not met before in this state, some 0.5 µs for each more.
    ///
    /// - Parameters:
    ///   - lemmas: All lemmas of the document.
    ///   - document: The document's number.
    ///   - numbers: Numbers of terms of this state of the index.
    ///   - k1: BM25's k1.
    ///   - b: BM25's b.
    ///   - most: The number of the strongest; others that are as strong as the last of them come with them.
    /// - Returns: The lemmas in byte order, and the length of the vector of all lemmas.
    /// - Throws: ``IndexError/Code/modified`` where the writer overtook this reader.
    public func weighed(
        _ lemmas: [LemmaFrequency], of document: UInt32, _ numbers: TermNumbers, k1: Double, b: Double, most: Int
    ) throws(IndexError) -> (entries: [LemmaWeight], norm: Double) {
        var norm = 0.0
        let bytes = try callBytes { error in
            unsafe lemmas.withUnsafeBytes { lemmas in
                unsafe cx_reader_weigh(
                    handle, numbers.handle, document, lemmas.baseAddress?.assumingMemoryBound(to: cx_lemma.self),
                    lemmas.count / MemoryLayout<cx_lemma>.stride, k1, b, UInt32(clamping: most), &norm, error)
            }
        }
        let entries = unsafe bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: MemoryLayout<cx_vector_entry>.stride).map { start in
                let entry = unsafe bytes.loadUnaligned(fromByteOffset: start, as: cx_vector_entry.self)
                return LemmaWeight(term: entry.term, weight: entry.weight)
            }
        }
        return (entries, norm)
    }

    /// The positions of `term` in each of `documents`, whose numbers rise: a fraction of what asking for each takes.
    public func positions(of term: String, among documents: [UInt32]) throws(IndexError) -> TermPositions {
        let term = Schema.bounded(term)
        guard !documents.isEmpty, !term.isEmpty else { return TermPositions(positions: [], ends: []) }
        var ends = [UInt32](repeating: 0, count: documents.count)
        let bytes = try callBytes { error in
            term.withBytes { name, size in
                documents.withElements { numbers, count in
                    unsafe cx_reader_positions_among(handle, name, size, numbers, count, &ends, error)
                }
            }
        }
        let positions = unsafe [UInt32](unsafeUninitializedCapacity: bytes.count / 4) { target, count in
            count = bytes.count / 4
            unsafe UnsafeMutableRawBufferPointer(target).copyBytes(from: bytes.prefix(count * 4))
        }
        return TermPositions(positions: positions, ends: ends)
    }
}

/// Where a term stands in each of some documents.
public struct TermPositions: Hashable, Sendable {
    /// The positions in the first document, then those in the second, and so on; rising within each.
    public var positions: [UInt32]
    /// Where those of each document end.
    public var ends: [UInt32]

    /// The place in ``positions`` of those in the document in place `index`.
    public func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
}
