// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

/// A term of a document.
public struct DocumentTerm: Hashable, Sendable {
    /// The term with its prefix.
    public var term: String
    /// Its frequency in the document (``Schema/Frequency``).
    public var frequency: UInt32
    /// The number of documents that hold it; 0 where that was not asked for.
    public var documents: UInt32 = 0
}

/// Documents by their numbers, which hold within one reader until it is refreshed.
extension IndexReader {
    /// The number of the document with the id `id`; nil where there is none.
    public func document(withID id: String) throws(IndexError) -> UInt32? {
        let number = try call { error in
            Schema.idTerm(id).withBytes { unsafe cx_reader_first_document(handle, $0, $1, error) }
        }
        return number == 0 ? nil : number
    }

    /// The numbers of the documents with the id `id`: of one index one at most, of several one of each at most.
    public func documents(withID id: String) throws(IndexError) -> [UInt32] {
        var documents: [UInt32] = []
        try forEachPosting(of: Schema.idTerm(id)) { document, _ in
            documents.append(document)
            return true
        }
        return documents
    }

    /// The parts of the document's record that hits show.
    public func heading(of document: UInt32) throws(IndexError) -> RecordHeading {
        let bytes = try callBytes { unsafe cx_reader_data(handle, document, $0) }
        return try StoredDocument.heading(encoded: bytes, path: folder.path)
    }

    /// The document's record. A few microseconds.
    public func record(of document: UInt32) throws(IndexError) -> StoredDocument {
        let bytes = try callBytes { unsafe cx_reader_data(handle, document, $0) }
        return try StoredDocument(encoded: bytes, path: folder.path)
    }

    /// The document's text: some 100 µs for 100 KB.
    ///
    /// With `original`, the text as it came is read too, which costs as much again where it differs. Without it,
    /// ``StoredText/original`` is empty.
    public func text(of document: UInt32, original: Bool = true) throws(IndexError) -> StoredText {
        try TextPieces.text(original: original, zstandard, path: folder.path) {
            (kind, index) throws(IndexError) in
            try rawMetadata(of: document) { TextPieces.key(document: $0, kind, index) }
        }
    }

    /// The document's text as its bytes: some 60 µs for 100 KB.
    public func shownText(of document: UInt32) throws(IndexError) -> ShownText {
        try TextPieces.shown(zstandard, path: folder.path) { (index) throws(IndexError) in
            try rawMetadata(of: document) { TextPieces.key(document: $0, .text, index) }
        }
    }

    /// The document's value in `slot`; empty where it has none.
    public func value(slot: UInt32, of document: UInt32) throws(IndexError) -> [UInt8] {
        try callBytes { unsafe cx_reader_value(handle, slot, document, $0) }
    }

    /// Hands over the values of `slot`, by rising document, until `body` answers false.
    public func forEachValue(
        slot: UInt32, _ body: (_ document: UInt32, _ value: [UInt8]) -> Bool
    ) throws(IndexError) {
        let list = try call { unsafe cx_reader_values(handle, slot, $0) }
        try forEachEntry(of: list) { body($0.first, $0.text) }
    }

    public func entries() throws(IndexError) -> [IndexEntry] {
        var encoded: [[UInt8]] = []
        try forEachValue(slot: Schema.Slot.entry) { _, value in
            encoded.append(value)
            return true
        }
        var entries: [IndexEntry] = []
        for bytes in encoded { entries.append(try IndexEntry(encoded: bytes, path: folder.path)) }
        return entries
    }

    /// The document's length: the sum of its terms' frequencies.
    public func length(of document: UInt32) throws(IndexError) -> UInt32 {
        try call { unsafe cx_reader_length(handle, document, $0) }
    }

    /// The document's terms in byte order.
    ///
    /// `withDocumentFrequency` says how many documents hold each, which takes a look-up a term.
    public func terms(
        of document: UInt32, withDocumentFrequency: Bool = false
    ) throws(IndexError) -> [DocumentTerm] {
        let list = try call {
            unsafe cx_reader_document_terms(handle, document, withDocumentFrequency, $0)
        }
        var terms: [DocumentTerm] = []
        try forEachEntry(of: list, batch: 4096) { entry in
            terms.append(
                DocumentTerm(
                    term: String(decoding: entry.text, as: UTF8.self), frequency: entry.first, documents: entry.second))
            return true
        }
        return terms
    }

    /// The document's terms that begin with `prefix`, in byte order: up to these are read.
    public func terms(of document: UInt32, withPrefix prefix: String) throws(IndexError) -> [String] {
        let list = try call { unsafe cx_reader_document_terms(handle, document, false, $0) }
        let prefix = Array(prefix.utf8)
        var terms: [String] = []
        try forEachEntry(of: list, batch: 128) { entry in
            if entry.text.starts(with: prefix) {
                terms.append(String(decoding: entry.text, as: UTF8.self))
                return true
            }
            return entry.text.lexicographicallyPrecedes(prefix)
        }
        return terms
    }

    /// The frequency of `term` in the document (``Schema/Frequency``); 0 where it does not hold it.
    /// About 5 µs.
    public func frequency(of term: String, in document: UInt32) throws(IndexError) -> UInt32 {
        try call { error in
            Schema.bounded(term).withBytes { unsafe cx_reader_frequency(handle, $0, $1, document, error) }
        }
    }

    /// For each of `documents`, whose numbers rise, true if it holds any of `terms`. Far cheaper than to ask each for the
    /// terms' positions.
    public func holders(of terms: [String], among documents: [UInt32]) throws(IndexError) -> [Bool] {
        // Where it stands is as soon asked as if it does.
        if isRemote { return Array(repeating: true, count: documents.count) }
        var marks = [UInt8](repeating: 0, count: documents.count)
        for term in terms {
            let term = Schema.bounded(term)
            if term.isEmpty { continue }
            _ = try call { error in
                term.withBytes { name, size in
                    documents.withElements { numbers, count in
                        unsafe cx_reader_mark_holders(handle, name, size, numbers, count, &marks, error)
                    }
                }
            }
        }
        return marks.map { $0 != 0 }
    }

    /// The word positions of `term` in the document, rising; empty where it does not hold it, or without positions.
    public func positions(of term: String, in document: UInt32) throws(IndexError) -> [UInt32] {
        let bytes = try callBytes { error in
            Schema.bounded(term).withBytes { unsafe cx_reader_positions(handle, $0, $1, document, error) }
        }
        return try positions(bytes)
    }

    /// The word positions in the document of all terms that begin with `beginning`, rising, each once.
    public func positions(beginning: String, in document: UInt32) throws(IndexError) -> [UInt32] {
        let bytes = try callBytes { error in
            beginning.withBytes { unsafe cx_reader_positions_beginning(handle, $0, $1, document, error) }
        }
        return try positions(bytes)
    }

    private func positions(_ bytes: [UInt8]) throws(IndexError) -> [UInt32] {
        var input = ByteReader(bytes, path: folder.path)
        var positions: [UInt32] = []
        positions.reserveCapacity(bytes.count / 4)
        while !input.isAtEnd { positions.append(try input.nativeUInt32()) }
        return positions
    }
}
