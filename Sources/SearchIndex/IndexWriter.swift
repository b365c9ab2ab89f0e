// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
internal import Glibc

/// The one writer of an index.
///
/// Nothing that it does is visible to a reader before ``commit()`` (of a rebuild: ``finish()``), and nothing is lost
/// by a crash but what came after the last one. Xapian by itself commits every 10,000 documents, or every
/// `XAPIAN_FLUSH_THRESHOLD` where the environment says so; here everything runs within a transaction, in which it then
/// only moves postings from memory to its files. How much memory it takes until then is bounded by bytes: the writer
/// has it move them once they come to about ``memoryLimit`` bytes.
///
/// Not `Sendable`: one thread at a time. A writer that is let go of without ``finish()`` drops what is uncommitted.
@safe public final class IndexWriter {
    /// What a writer makes.
    public enum Mode: Sendable {
        /// Changes the current generation; makes the first one where there is none.
        case update
        /// Fills a new, empty generation, which takes the current one's place with ``IndexWriter/finish()``.
        case rebuild
    }

    /// The index's folder.
    public let folder: IndexFolder
    /// What this writer makes.
    public let mode: Mode
    /// About how many bytes of postings Xapian may hold in memory.
    public var memoryLimit = 256 << 20

    private var lock: WriterLock?
    private let generation: String
    /// Whether `current` names the generation that is written.
    private var isPublished: Bool
    private var counter: UInt64
    private var handle: OpaquePointer?
    private var reader: OpaquePointer?
    private let document: OpaquePointer?
    private let zstandard: Zstandard
    private var waiting = 0
    private var failure: IndexError?

    /// Opens the index for writing.
    ///
    /// Makes the folder (mode 0700) where there is none. Generations that an interrupted rebuild left are deleted.
    ///
    /// - Throws: ``IndexError``: ``IndexError/Code/locked`` where another writer has it, ``IndexError/Code/notAnIndex``
    ///   where the folder holds something else, ``IndexError/Code/newerSchema``…
    public init(
        folder: IndexFolder, mode: Mode = .update, features: [String] = Schema.features
    ) throws(IndexError) {
        self.folder = folder
        self.mode = mode
        let path = folder.path
        zstandard = Zstandard(path: path)
        _ = try folder.currentGeneration()
        try Files.makeFolder(path)
        _ = unsafe chmod(path, 0o700)
        lock = try WriterLock(folder)

        // Once more: the one who had the lock before may have made it.
        let current = try folder.currentGeneration()
        let generations = try folder.generations()
        for name in generations where name != current { Files.removeFlatFolder(folder.path(ofGeneration: name)) }
        if let current, mode == .update {
            generation = current
            isPublished = true
        } else {
            let last = generations.compactMap(IndexFolder.number(ofGeneration:)).max() ?? 0
            generation = IndexFolder.name(ofGeneration: last + 1)
            isPublished = false
        }
        counter = isPublished ? 0 : current == nil ? 0 : Self.counter(of: folder)

        let place = folder.path(ofGeneration: generation)
        if !isPublished { try Files.makeFolder(place) }
        unsafe document = try engine(path) { unsafe cx_document_new($0) }
        unsafe handle = nil
        unsafe reader = nil
        try Self.requireDatabase(at: place, isPublished: isPublished, folder: folder)
        unsafe handle = try Self.openEngine(place, path)
        unsafe reader = try engine(path) { unsafe cx_reader_of_writer(handle, $0) }
        if isPublished {
            try SchemaStamp(reading: rawMetadata, folder: folder).check(folder)
            counter = UInt64(String(decoding: try rawMetadata(Schema.Metadata.generation), as: UTF8.self)) ?? 0
        } else {
            try setRawMetadata(String(Schema.version), for: Schema.Metadata.version)
            try setRawMetadata(features.joined(separator: "\n"), for: Schema.Metadata.features)
        }
    }

    /// Opens the database. No other writer has it, for the lock is ours; but a child of this process that is not
    /// quite started may still hold what the writer before us opened. That is over in milliseconds.
    private static func openEngine(_ place: String, _ path: String) throws(IndexError) -> OpaquePointer? {
        for _ in 0..<100 {
            do throws(IndexError) {
                return try engine(path) { unsafe cx_writer_open(place, $0) }
            } catch {
                guard error.code == .locked else { throw error }
                usleep(10_000)
            }
        }
        return try engine(path) { unsafe cx_writer_open(place, $0) }
    }

    deinit {
        cancel()
        unsafe cx_document_free(document)
    }

    // MARK: - Documents

    /// Adds the document, or puts it in the place of the one with the same id.
    public func replace(_ document: IndexDocument) throws(IndexError) {
        try requireOpen()
        try latching { () throws(IndexError) in try put(document) }
    }

    private func put(_ new: IndexDocument) throws(IndexError) {
        let path = folder.path
        let unique = Schema.idTerm(new.record.id)
        _ = try engine(path) { unsafe cx_document_clear(document, $0) }
        let terms = new.packedTerms.bounded()
        _ = try engine(path) { error in
            terms.names.withElements { names, _ in
                terms.positions.withElements { positions, positionCount in
                    unsafe terms.entries.withUnsafeBytes { entries in
                        unsafe cx_document_add_terms(
                            document, names, entries.baseAddress?.assumingMemoryBound(to: cx_term.self),
                            terms.entries.count, positions, positionCount, error)
                    }
                }
            }
        }
        _ = try engine(path) { error in
            unique.withBytes { unsafe cx_document_add_term(document, $0, $1, 0, nil, 0, error) }
        }
        for (slot, value) in new.values where slot != Schema.Slot.entry { try setValue(value, slot: slot) }
        try setValue(IndexEntry(new.record).encoded(), slot: Schema.Slot.entry)
        let record = new.record.encoded()
        _ = try engine(path) { error in
            record.withElements { unsafe cx_document_set_data(document, $0, $1, error) }
        }

        var number = try self.number(of: unique)
        if number != 0 {
            try removePieces(of: number)
        } else {
            number = try engine(path) { unsafe cx_writer_last_document(handle, $0) } + 1
        }
        _ = try engine(path) { unsafe cx_writer_replace(handle, number, document, $0) }
        try TextPieces.forEachPiece(of: new.text, zstandard) { (kind, index, bytes) throws(IndexError) in
            try setRawMetadata(bytes, for: TextPieces.key(document: number, kind, index))
        }
        let weights = try TermWeightRecord.encoded(new.weights, zstandard)
        if !weights.isEmpty { try setRawMetadata(weights, for: TermWeightRecord.key(document: number)) }
        waiting += terms.cost
        if waiting >= memoryLimit {
            _ = try engine(path) { unsafe cx_writer_spill(handle, $0) }
            waiting = 0
        }
    }

    private func setValue(_ value: [UInt8], slot: UInt32) throws(IndexError) {
        _ = try engine(folder.path) { error in
            value.withElements { unsafe cx_document_set_value(document, slot, $0, $1, error) }
        }
    }

    /// Takes the document with its record and text out; false where there is none.
    @discardableResult
    public func remove(id: String) throws(IndexError) -> Bool {
        try requireOpen()
        let number = try number(of: Schema.idTerm(id))
        guard number != 0 else { return false }
        try latching { () throws(IndexError) in
            try removePieces(of: number)
            _ = try engine(folder.path) { unsafe cx_writer_delete(handle, number, $0) }
        }
        return true
    }

    private func removePieces(of number: UInt32) throws(IndexError) {
        try setRawMetadata([], for: TermWeightRecord.key(document: number))
        let first = try rawMetadata(TextPieces.key(document: number, .text, 0))
        guard !first.isEmpty else { return }
        for index in 0..<(try TextPieces.count(first: first, path: folder.path)) {
            for kind in TextPieces.Kind.allCases {
                try setRawMetadata([], for: TextPieces.key(document: number, kind, index))
            }
        }
    }

    /// The number of the document that holds `unique`, 0 where none does.
    private func number(of unique: String) throws(IndexError) -> UInt32 {
        try engine(folder.path) { error in
            unique.withBytes { unsafe cx_reader_first_document(reader, $0, $1, error) }
        }
    }

    // MARK: - What is there

    /// The record of the document, as this writer has it; nil where there is none.
    public func record(id: String) throws(IndexError) -> StoredDocument? {
        try requireOpen()
        let number = try number(of: Schema.idTerm(id))
        guard number != 0 else { return nil }
        let bytes = try engineBytes(folder.path) { unsafe cx_reader_data(reader, number, $0) }
        return try StoredDocument(encoded: bytes, path: folder.path)
    }

    /// What tells a changed file, of all documents, in the order in which they were added. About 2 µs a document.
    public func entries() throws(IndexError) -> [IndexEntry] {
        try requireOpen()
        let path = folder.path
        let list = try engine(path) { unsafe cx_reader_values(reader, Schema.Slot.entry, $0) }
        var entries: [IndexEntry] = []
        var damage: IndexError?
        try ListEntry.forEach(of: list, path: path) { entry in
            do throws(IndexError) {
                entries.append(try IndexEntry(encoded: entry.text, path: path))
                return true
            } catch {
                damage = error
                return false
            }
        }
        if let damage { throw damage }
        return entries
    }

    /// What ``setMetadata(_:for:)`` kept for `key`; nil where it kept nothing.
    public func metadata(_ key: String) throws(IndexError) -> [UInt8]? {
        try requireOpen()
        let bytes = try rawMetadata(Schema.Metadata.own + key)
        return bytes.isEmpty ? nil : bytes
    }

    /// Keeps `bytes` for `key` with the index, at most 16 MB; nil or no bytes takes them out.
    public func setMetadata(_ bytes: [UInt8]?, for key: String) throws(IndexError) {
        try requireOpen()
        try latching { () throws(IndexError) in
            try setRawMetadata(bytes ?? [], for: Array((Schema.Metadata.own + key).utf8))
        }
    }

    private func rawMetadata(_ key: String) throws(IndexError) -> [UInt8] { try rawMetadata(Array(key.utf8)) }

    private func rawMetadata(_ key: [UInt8]) throws(IndexError) -> [UInt8] {
        try engineBytes(folder.path) { error in
            key.withElements { unsafe cx_reader_metadata(reader, $0, $1, error) }
        }
    }

    private func setRawMetadata(_ text: String, for key: String) throws(IndexError) {
        try setRawMetadata(Array(text.utf8), for: Array(key.utf8))
    }

    private func setRawMetadata(_ bytes: [UInt8], for key: [UInt8]) throws(IndexError) {
        _ = try engine(folder.path) { error in
            key.withElements { key, keySize in
                bytes.withElements { unsafe cx_writer_set_metadata(handle, key, keySize, $0, $1, error) }
            }
        }
    }

    // MARK: - Ends

    /// Makes everything so far durable and (but for a rebuild) visible, and raises ``IndexReader/generation``.
    public func commit() throws(IndexError) {
        try requireOpen()
        try latching { () throws(IndexError) in
            try setRawMetadata(String(counter + 1), for: Schema.Metadata.generation)
            _ = try engine(folder.path) { unsafe cx_writer_commit(handle, $0) }
            counter += 1
            waiting = 0
            if !isPublished && mode == .update { try publish() }
        }
    }

    /// Commits and ends the writing. A rebuild's generation takes the place of the older ones, which are deleted; a
    /// reader that has one open reads on in it until it refreshes.
    public func finish() throws(IndexError) {
        try commit()
        if !isPublished { try latching { () throws(IndexError) in try publish() } }
        close()
        for name in try folder.generations() where name != generation {
            Files.removeFlatFolder(folder.path(ofGeneration: name))
        }
        lock = nil
    }

    /// Drops what is uncommitted and ends the writing. A rebuild's generation is deleted.
    public func cancel() {
        guard lock != nil else { return }
        close()
        if !isPublished { Files.removeFlatFolder(folder.path(ofGeneration: generation)) }
        lock = nil
    }

    private func publish() throws(IndexError) {
        try Files.sync(folder: folder.path(ofGeneration: generation))
        try Files.replace(folder.currentPath, with: generation + "\n")
        isPublished = true
    }

    private func close() {
        if let reader = unsafe reader { unsafe cx_reader_close(reader) }
        unsafe reader = nil
        if let handle = unsafe handle { unsafe cx_writer_close(handle) }
        unsafe handle = nil
    }

    private func requireOpen() throws(IndexError) {
        if let failure { throw failure }
        guard unsafe handle != nil else {
            throw IndexError(.invalidInput, "The writing of the index at \(folder.path) has ended.", path: folder.path)
        }
    }

    /// After a failed change the transaction holds half of it, so nothing more may be written or committed.
    private func latching(_ body: () throws(IndexError) -> Void) throws(IndexError) {
        do throws(IndexError) {
            try body()
        } catch {
            failure = error
            throw error
        }
    }

    /// The counter of the generation that a rebuild replaces. Where that cannot be read, the time does: it is past
    /// every count of commits.
    private static func counter(of folder: IndexFolder) -> UInt64 {
        if let reader = try? IndexReader(folder: folder) { return reader.generation }
        return UInt64(max(0, time(nil)))
    }

    /// Opening a folder without a database in it would make one; a generation that is named but gone is damage.
    private static func requireDatabase(
        at place: String, isPublished: Bool, folder: IndexFolder
    ) throws(IndexError) {
        guard isPublished else { return }
        guard Files.stamp(of: place + "/iamglass") != nil else { throw SchemaStamp.missing(folder) }
    }
}
