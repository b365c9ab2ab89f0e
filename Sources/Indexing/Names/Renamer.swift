// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs
internal import DocumentModel
internal import DocumentReading
internal import SearchIndex

/// Gives documents the ids of files that were renamed or moved. Their texts stay; what their names say is made anew.
///
/// Belongs to the thread of its run.
final class Renamer {
    private let run: IndexingRun
    private let writer: IndexWriter
    /// Made when a name first changes.
    private var builder: DocumentBuilder?
    /// The index as it was before the run.
    private var reader: IndexReader?

    /// A renamer of documents that `writer` writes, by the settings of `run`.
    init(run: IndexingRun, writer: IndexWriter) {
        self.run = run
        self.writer = writer
    }

    /// Brings ids of an older form up to date.
    ///
    /// - Returns: True if there were any.
    func perform(_ renames: [(old: String, entry: IndexEntry)]) throws -> Bool {
        for (old, entry) in renames { _ = try move(old, to: entry) }
        return !renames.isEmpty
    }

    /// Makes the document `old` the one that `entry` tells, whose content must be the same; `told` is the path below its
    /// root where the id does not tell it.
    ///
    /// - Returns: False where there is no such document, or its content is another one.
    /// - Throws: `IndexError`; an error of Voikko's.
    func move(_ old: String, to entry: IndexEntry, told: String? = nil) throws -> Bool {
        guard var record = try writer.record(id: old), record.contentHash == entry.contentHash else { return false }
        let before = record.fields.last { $0.name == FileFields.path }?.value
        let isSameName = DocumentID.canonical(old) == DocumentID.canonical(entry.id) && before == told
        guard !isSameName || record.title == old && old != entry.id else {
            return try writer.move(old, to: entry)
        }
        guard let text = try writer.text(id: old) else { return false }
        record.fields.removeAll { $0.name == FileFields.path }
        if let told { record.fields.append(DocumentField(FileFields.path, told)) }
        let builder = try self.builder ?? DocumentBuilder(repairer: nil, cards: run.cards)
        self.builder = builder
        let terms = try collectionTerms(of: old)
        try writer.replace(builder.build(text, record, as: entry, collectionTerms: terms), insteadOf: old)
        return true
    }

    private func collectionTerms(of id: String) throws -> [String] {
        let reader = try self.reader ?? IndexReader(folder: run.folder)
        self.reader = reader
        return try reader.document(withID: id).map { try reader.collectionTerms(of: $0) } ?? []
    }
}
