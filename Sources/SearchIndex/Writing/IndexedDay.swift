// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The day when the content of a document was first indexed, as a value of ``Schema/Slot/indexed``.
///
/// It is a day, and not a moment, so that an index does not depend on how long it took to make.
struct IndexedDay {
    /// This day, in the time zone of this machine.
    static var today: [UInt8] {
        LocalTime(nanoseconds: Int64(time(nil)) * 1_000_000_000).map { Schema.dayValue($0.day) } ?? []
    }

    private let reader: IndexReader?

    /// The days that the index in the folder `path` knows; none where there is none, or it cannot be read.
    init(of path: String) {
        let folder = IndexFolder(path)
        let isThere = (try? folder.currentGeneration()) ?? nil
        reader = isThere == nil ? nil : try? IndexReader(folder: folder)
    }

    /// The day of `document`: the one that the index knows, where it has the document with this content; else today. About
    /// 20 µs where there is an index.
    func day(of document: IndexDocument) -> [UInt8] {
        let (id, hash) = (document.record.id, document.record.contentHash)
        guard let reader, let number = try? reader.document(withID: id),
            let known = try? reader.value(slot: Schema.Slot.entry, of: number),
            let entry = try? IndexEntry(encoded: known, path: reader.folder.path), entry.contentHash == hash,
            let day = try? reader.value(slot: Schema.Slot.indexed, of: number)
        else { return Self.today }
        return day
    }
}
