// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
internal import CodedErrors
internal import Glibc

/// A database open for writing by Xapian's own writer. One thread at a time.
///
/// Everything runs within a transaction; what is not committed is dropped when it closes.
@safe final class EngineWriter {
    /// The index's folder, for errors.
    private let path: String
    private let document: OpaquePointer?
    private var handle: OpaquePointer?
    /// A reader of what is written so far, committed or not.
    private var reader: OpaquePointer?
    /// About how many bytes of postings wait in memory.
    private(set) var waiting = 0

    /// Opens, or makes, the database at `place`, of the index in the folder `path`.
    init(place: String, path: String) throws(IndexError) {
        self.path = path
        unsafe document = try engine(path) { unsafe cx_document_new($0) }
        unsafe handle = nil
        unsafe reader = nil
        unsafe handle = try Self.open(place, path)
        unsafe reader = try engine(path) { unsafe cx_reader_of_writer(handle, $0) }
    }

    deinit {
        close()
        unsafe cx_document_free(document)
    }

    /// Opens the database. No other writer has it, for the lock is ours; but a child of this process that is not
    /// quite started may still hold what the writer before us opened. That is over in milliseconds.
    private static func open(_ place: String, _ path: String) throws(IndexError) -> OpaquePointer? {
        for _ in 0..<100 {
            do throws(IndexError) {
                return try engine(path) { unsafe cx_writer_open(place, $0) }
            } catch {
                guard error.code == .locked else { throw error }
                // Xapian takes its lock without waiting, and nothing tells when the child lets go of it: looked at again, for
                // a second at most.
                usleep(10_000)
            }
        }
        return try engine(path) { unsafe cx_writer_open(place, $0) }
    }

    /// False once it has been closed.
    var isOpen: Bool { unsafe handle != nil }

    /// Drops what is not committed; nothing more can be done with it then.
    func close() {
        if let reader = unsafe reader { unsafe cx_reader_close(reader) }
        unsafe reader = nil
        if let handle = unsafe handle { unsafe cx_writer_close(handle) }
        unsafe handle = nil
    }

    // MARK: - Documents

    /// Puts a document in under its number, which is free, or whose pieces were removed.
    func put(_ new: DocumentLayout) throws(IndexError) {
        _ = try engine(path) { unsafe cx_document_clear(document, $0) }
        for batch in new.terms {
            _ = try engine(path) { error in
                batch.withElements { names, entries, count, positions, positionCount in
                    unsafe cx_document_add_terms(document, names, entries, count, positions, positionCount, error)
                }
            }
            waiting += batch.cost
        }
        for (slot, value) in new.values {
            _ = try engine(path) { error in
                value.withElements { unsafe cx_document_set_value(document, slot, $0, $1, error) }
            }
        }
        _ = try engine(path) { error in
            new.record.data.withElements { unsafe cx_document_set_data(document, $0, $1, error) }
        }
        _ = try engine(path) { unsafe cx_writer_replace(handle, new.number, document, $0) }
        for (key, bytes) in new.metadata { try setMetadata(bytes, for: key) }
    }

    /// Gives the document another record, and with it another id; its terms, values and text stay as they are.
    func setRecord(_ record: StoredDocument, insteadOf old: String, at number: UInt32) throws(IndexError) {
        let layout = RecordLayout(record)
        _ = try engine(path) { error in
            layout.data.withElements { data, dataSize in
                layout.entry.withElements { entry, entrySize in
                    layout.modified.withElements { modified, modifiedSize in
                        Schema.idTerm(old).withBytes { old, oldSize in
                            layout.uniqueTerm.withBytes { new, newSize in
                                let values = unsafe [
                                    cx_slot_value(slot: Schema.Slot.entry, value: entry, size: entrySize),
                                    cx_slot_value(slot: Schema.Slot.modified, value: modified, size: modifiedSize),
                                ]
                                return unsafe cx_writer_set_record(
                                    handle, number, data, dataSize, values, values.count, old, oldSize, new, newSize,
                                    error)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Takes the document out with its text.
    func delete(_ number: UInt32) throws(IndexError) {
        try removePieces(of: number)
        _ = try engine(path) { unsafe cx_writer_delete(handle, number, $0) }
    }

    /// Takes the document's text and weights out.
    func removePieces(of number: UInt32) throws(IndexError) {
        let first = try metadata(TextPieces.key(document: number, .text, 0))
        let pieces = first.isEmpty ? 0 : try TextPieces.count(first: first, path: path)
        for key in DocumentLayout.metadataKeys(of: number, pieces: pieces) { try setMetadata([], for: key) }
    }

    /// The number of the document that holds `unique`, 0 where none does.
    func number(of unique: String) throws(IndexError) -> UInt32 {
        try engine(path) { error in
            unique.withBytes { unsafe cx_reader_first_document(reader, $0, $1, error) }
        }
    }

    /// The highest number in use or used.
    func lastDocument() throws(IndexError) -> UInt32 {
        try engine(path) { unsafe cx_writer_last_document(handle, $0) }
    }

    /// The record of a document.
    func record(of number: UInt32) throws(IndexError) -> StoredDocument {
        let bytes = try engineBytes(path) { unsafe cx_reader_data(reader, number, $0) }
        return try StoredDocument(encoded: bytes, path: path)
    }

    /// A document's value in `slot`; empty where it has none.
    func value(slot: UInt32, of number: UInt32) throws(IndexError) -> [UInt8] {
        try engineBytes(path) { unsafe cx_reader_value(reader, slot, number, $0) }
    }

    /// The entry of a document.
    func entry(of number: UInt32) throws(IndexError) -> IndexEntry {
        try IndexEntry(encoded: value(slot: Schema.Slot.entry, of: number), path: path)
    }

    /// The number of documents.
    func documentCount() throws(IndexError) -> Int {
        var figures = cx_figures()
        _ = try engine(path) { unsafe cx_reader_figures(reader, &figures, $0) }
        return Int(figures.documents)
    }

    /// The first `most` terms that begin with `beginning`, in byte order. Where documents wait in memory, their postings are
    /// written to the files first.
    func terms(beginning: String, most: Int) throws(IndexError) -> [String] {
        let list = try engine(path) { error in
            beginning.withBytes { unsafe cx_reader_all_terms(reader, $0, $1, error) }
        }
        var terms: [String] = []
        try ListEntry.forEach(of: list, path: path) { entry in
            terms.append(String(decoding: entry.text, as: UTF8.self))
            return terms.count < most
        }
        return terms
    }

    /// The entries of all documents by rising number.
    func entries() throws(IndexError) -> [IndexEntry] {
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

    // MARK: - Metadata

    /// The value of a metadata key; empty where there is none.
    func metadata(_ key: [UInt8]) throws(IndexError) -> [UInt8] {
        try engineBytes(path) { error in
            key.withElements { unsafe cx_reader_metadata(reader, $0, $1, error) }
        }
    }

    func metadata(_ key: String) throws(IndexError) -> [UInt8] { try metadata(Array(key.utf8)) }

    /// Sets the value of a metadata key; an empty one removes the key.
    func setMetadata(_ bytes: [UInt8], for key: [UInt8]) throws(IndexError) {
        _ = try engine(path) { error in
            key.withElements { key, keySize in
                bytes.withElements { unsafe cx_writer_set_metadata(handle, key, keySize, $0, $1, error) }
            }
        }
    }

    func setMetadata(_ text: String, for key: String) throws(IndexError) {
        try setMetadata(Array(text.utf8), for: Array(key.utf8))
    }

    // MARK: - Ends

    /// Has the postings in memory written to the files, uncommitted.
    func spill() throws(IndexError) {
        _ = try engine(path) { unsafe cx_writer_spill(handle, $0) }
        waiting = 0
    }

    /// Makes all changes durable and visible.
    func commit() throws(IndexError) {
        _ = try engine(path) { unsafe cx_writer_commit(handle, $0) }
        waiting = 0
    }
}
