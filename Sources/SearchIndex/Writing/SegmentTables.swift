// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian

/// Documents of a segment in memory, to be written at once as tables of Xapian's format. One thread at a time.
@safe final class SegmentTables {
    /// True until the first document.
    private(set) var isEmpty = true
    /// The index's folder, for errors.
    private let path: String
    private let handle: OpaquePointer?

    /// An empty segment, marked as made with `settings`; `path` is the index's folder, for errors.
    init(path: String, settings: String) throws(IndexError) {
        self.path = path
        unsafe handle = try engine(path) { unsafe cx_segment_new($0) }
        try setMetadata(Array(settings.utf8), for: Array(SegmentPlace.settingsKey.utf8))
    }

    deinit { unsafe cx_segment_free(handle) }

    /// About how many bytes of memory it takes, with those that writing it will take.
    var cost: Int { unsafe cx_segment_cost(handle) }

    /// Adds a document, whose number must be above all before. After a failure the segment is of no use.
    func put(_ document: DocumentLayout) throws(IndexError) {
        _ = try engine(path) { error in
            document.record.data.withElements { unsafe cx_segment_begin(handle, document.number, $0, $1, error) }
        }
        for (slot, value) in document.values {
            _ = try engine(path) { error in
                value.withElements { unsafe cx_segment_set_value(handle, slot, $0, $1, error) }
            }
        }
        for batch in document.terms { try add(batch) }
        _ = try engine(path) { unsafe cx_segment_end(handle, $0) }
        for (key, bytes) in document.metadata { try setMetadata(bytes, for: key) }
        isEmpty = false
    }

    /// Writes the segment, which has a document at least, into the empty folder `place`: whole, or not at all.
    func write(to place: String) throws(IndexError) {
        _ = try engine(path) { unsafe cx_segment_write(handle, place, $0) }
    }

    private func add(_ terms: PackedTerms) throws(IndexError) {
        let hasNumbers = terms.numbers.count == terms.count
        _ = try engine(path) { error in
            terms.withElements { names, entries, count, positions, positionCount in
                terms.numbers.withElements { numbers, _ in
                    unsafe cx_segment_add_terms(
                        handle, names, entries, count, positions, positionCount, hasNumbers ? numbers : nil,
                        terms.vocabulary, error)
                }
            }
        }
    }

    private func setMetadata(_ bytes: [UInt8], for key: [UInt8]) throws(IndexError) {
        _ = try engine(path) { error in
            key.withElements { key, keySize in
                bytes.withElements { unsafe cx_segment_set_metadata(handle, key, keySize, $0, $1, error) }
            }
        }
    }
}

extension PackedTerms {
    /// Lends the buffers to a C function: names, terms and their count, positions and theirs.
    @safe func withElements<R>(
        _ body: (UnsafePointer<UInt8>?, UnsafePointer<cx_term>?, Int, UnsafePointer<UInt32>?, Int) -> R
    ) -> R {
        names.withElements { names, _ in
            positions.withElements { positions, positionCount in
                unsafe entries.withUnsafeBytes { entries in
                    unsafe body(
                        names, entries.baseAddress?.assumingMemoryBound(to: cx_term.self), self.entries.count,
                        positions, positionCount)
                }
            }
        }
    }
}
