// SPDX-License-Identifier: GPL-3.0-or-later

/// A document as it lies in the index: the terms, values, document data and metadata that a writer stores. Both writers
/// (``SegmentTables`` and ``EngineWriter``) take it as it is, so that nothing else decides where a part of a document goes.
struct DocumentLayout {
    /// The document's number; keys of ``metadata`` contain it.
    let number: UInt32
    /// The parts that depend on the record alone.
    let record: RecordLayout
    /// The document's terms and, in a batch of its own, its unique term, which has no number in a vocabulary. No term is
    /// empty or longer than ``Schema/longestTerm``.
    let terms: [PackedTerms]
    /// Values by rising slot.
    let values: [(slot: UInt32, bytes: [UInt8])]
    /// The pieces of the text, then the weights of its terms.
    let metadata: [(key: [UInt8], bytes: [UInt8])]

    /// Lays `document`, whose content was first indexed on the day `indexed`, out under `number`, compressing its text with
    /// `zstandard`.
    init(
        _ document: IndexDocument, number: UInt32, indexed: [UInt8] = IndexedDay.today, _ zstandard: Zstandard
    ) throws(IndexError) {
        self.number = number
        record = RecordLayout(document.record)
        terms = [
            document.packedTerms.bounded(), PackedTerms([IndexTerm(record.uniqueTerm, frequency: 0)]),
        ]
        var values = document.values
        values[Schema.Slot.entry] = record.entry
        values[Schema.Slot.modified] = record.modified.isEmpty ? nil : record.modified
        values[Schema.Slot.indexed] = indexed.isEmpty ? nil : indexed
        self.values = values.sorted { $0.key < $1.key }.map { (slot: $0.key, bytes: $0.value) }
        var metadata: [(key: [UInt8], bytes: [UInt8])] = []
        try TextPieces.forEachPiece(of: document.text, zstandard) { (kind, index, bytes) throws(IndexError) in
            metadata.append((TextPieces.key(document: number, kind, index), bytes))
        }
        let weights = try TermWeightRecord.encoded(document.weights, zstandard)
        if !weights.isEmpty { metadata.append((TermWeightRecord.key(document: number), weights)) }
        self.metadata = metadata
    }

    /// All keys of ``metadata`` that the document `number` can have whose text is in `pieces` pieces.
    static func metadataKeys(of number: UInt32, pieces: Int) -> [[UInt8]] {
        (0..<pieces).flatMap { index in
            TextPieces.Kind.allCases.map { TextPieces.key(document: number, $0, index) }
        } + [TermWeightRecord.key(document: number)]
    }
}

/// The parts of a document's layout that its record alone decides: they change when its file is moved.
struct RecordLayout {
    /// Xapian's document data.
    let data: [UInt8]
    /// The value in ``Schema/Slot/entry``.
    let entry: [UInt8]
    /// The value in ``Schema/Slot/modified``; empty where that is not known.
    let modified: [UInt8]
    /// The term that only this document has.
    let uniqueTerm: String

    init(_ record: StoredDocument) {
        data = record.encoded()
        entry = IndexEntry(record).encoded()
        modified = LocalTime(nanoseconds: record.modified)?.value ?? []
        uniqueTerm = Schema.idTerm(record.id)
    }
}
