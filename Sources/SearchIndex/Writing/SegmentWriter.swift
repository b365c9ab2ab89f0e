// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian

/// Where a thread writes a segment.
public struct SegmentPlace: Sendable {
    /// The segment's number.
    public let number: Int
    /// The index's folder.
    public var folderPath: String { path }
    let path: String
    let place: String
    let settings: String

    static let settingsKey = "haku.segment"
}

/// The writer of one segment. One thread at a time.
///
/// A segment is held in memory and written at once, at a sixth of what adding its documents to a database one after
/// another costs. One that grows too large for that is written in parts, which are merged at its end.
@safe public final class SegmentWriter {
    /// How many documents are in.
    public private(set) var count = 0

    private let place: SegmentPlace
    private let memoryLimit: Int
    private let zstandard: Zstandard
    /// What is not written yet.
    private var segment: OpaquePointer?
    private var isEmpty = true
    /// The folders of parts that are.
    private var parts: [String] = []

    /// Begins the segment at `place`.
    public convenience init(at place: SegmentPlace) throws(IndexError) {
        try self.init(at: place, memoryLimit: 96 << 20)
    }

    /// Begins the segment at `place`, of which about `memoryLimit` bytes are held in memory.
    init(at place: SegmentPlace, memoryLimit: Int) throws(IndexError) {
        self.place = place
        self.memoryLimit = memoryLimit
        zstandard = Zstandard(path: place.path)
        unsafe segment = nil
        Files.removeFlatFolder(place.place)
        try Files.makeFolder(place.place)
        try begin()
    }

    deinit { drop() }

    /// Adds a document under a number that no other document of the build has, and that is above those before. After a
    /// failure the segment can only be cancelled.
    public func add(_ document: IndexDocument, at number: UInt32) throws(IndexError) {
        let data = document.record.encoded()
        _ = try engine(place.path) { error in
            data.withElements { unsafe cx_segment_begin(segment, number, $0, $1, error) }
        }
        for (slot, value) in document.values where slot != Schema.Slot.entry { try setValue(value, slot: slot) }
        try setValue(IndexEntry(document.record).encoded(), slot: Schema.Slot.entry)
        try addTerms(document.packedTerms.bounded())
        try addTerms(PackedTerms([IndexTerm(Schema.idTerm(document.record.id), frequency: 0)]))
        _ = try engine(place.path) { unsafe cx_segment_end(segment, $0) }
        try TextPieces.forEachPiece(of: document.text, zstandard) { (kind, index, bytes) throws(IndexError) in
            try setMetadata(bytes, for: TextPieces.key(document: number, kind, index))
        }
        let weights = try TermWeightRecord.encoded(document.weights, zstandard)
        if !weights.isEmpty { try setMetadata(weights, for: TermWeightRecord.key(document: number)) }
        count += 1
        isEmpty = false
        if unsafe cx_segment_cost(segment) >= memoryLimit { try writePart() }
    }

    /// Makes the segment whole; one without documents is deleted.
    public func finish() throws(IndexError) {
        guard count > 0 else {
            cancel()
            return
        }
        if parts.isEmpty {
            try write(to: place.place)
        } else {
            if !isEmpty { try writePart() }
            let sources = Array(parts.map { $0 + "\0" }.joined().utf8)
            _ = try engine(place.path) { error in
                sources.withElements { unsafe cx_merge($0, $1, place.place, 1, error) }
            }
        }
        drop()
    }

    /// Deletes the segment.
    public func cancel() {
        drop()
        Files.removeFlatFolder(place.place)
    }

    // MARK: - What is in memory

    private func begin() throws(IndexError) {
        unsafe segment = try engine(place.path) { unsafe cx_segment_new($0) }
        isEmpty = true
        try setMetadata(Array(place.settings.utf8), for: Array(SegmentPlace.settingsKey.utf8))
    }

    /// Writes what is in memory to a folder whose name is no segment's.
    private func writePart() throws(IndexError) {
        let part = place.place + ".part\(parts.count + 1)"
        Files.removeFlatFolder(part)
        try Files.makeFolder(part)
        parts.append(part)
        try write(to: part)
        unsafe cx_segment_free(segment)
        unsafe segment = nil
        try begin()
    }

    private func write(to folder: String) throws(IndexError) {
        _ = try engine(place.path) { unsafe cx_segment_write(segment, folder, $0) }
    }

    private func drop() {
        if let segment = unsafe segment { unsafe cx_segment_free(segment) }
        unsafe segment = nil
        for part in parts { Files.removeFlatFolder(part) }
        parts = []
    }

    private func setValue(_ value: [UInt8], slot: UInt32) throws(IndexError) {
        _ = try engine(place.path) { error in
            value.withElements { unsafe cx_segment_set_value(segment, slot, $0, $1, error) }
        }
    }

    private func addTerms(_ terms: PackedTerms) throws(IndexError) {
        let hasNumbers = terms.numbers.count == terms.count
        _ = try engine(place.path) { error in
            terms.withElements { names, entries, count, positions, positionCount in
                terms.numbers.withElements { numbers, _ in
                    unsafe cx_segment_add_terms(
                        segment, names, entries, count, positions, positionCount, hasNumbers ? numbers : nil,
                        terms.vocabulary, error)
                }
            }
        }
    }

    private func setMetadata(_ bytes: [UInt8], for key: [UInt8]) throws(IndexError) {
        _ = try engine(place.path) { error in
            key.withElements { key, keySize in
                bytes.withElements { unsafe cx_segment_set_metadata(segment, key, keySize, $0, $1, error) }
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
