// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
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
    /// The generation that a writer writes to.
    public enum Mode: Sendable {
        /// Changes the current generation; makes the first one where there is none.
        case update
        /// Fills a new, empty generation, which takes the current one's place with ``IndexWriter/finish()``.
        case rebuild
    }

    /// The index's folder.
    public let folder: IndexFolder
    /// The generation that this writer writes to.
    public let mode: Mode
    /// About how many bytes of postings Xapian may hold in memory.
    public var memoryLimit = 256 << 20

    private var lock: WriterLock?
    private let generation: String
    /// True if `current` names the generation that is written.
    private var isPublished: Bool
    private var counter: UInt64
    private let database: EngineWriter
    private let zstandard: Zstandard
    private var failure: IndexError?
    private let sums: GenerationSums
    /// True once the tables are marked as being changed.
    private var isMarked = false
    /// The documents that the next commit changes.
    private var changed: Set<UInt32> = []
    /// By root, how many more documents there are than when the writer was opened.
    public private(set) var rootChanges: [UInt32: Int] = [:]

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
        zstandard = Zstandard(path: folder.path)
        let claim = try WritingClaim(folder)
        lock = claim.lock
        Files.removeSegments(of: folder)
        isPublished = claim.current != nil && mode == .update
        generation = isPublished ? claim.current ?? claim.next : claim.next
        counter = isPublished || claim.current == nil ? 0 : Self.counter(of: folder)

        let place = folder.path(ofGeneration: generation)
        if !isPublished { try Files.makeFolder(place) }
        try Self.requireDatabase(at: place, isPublished: isPublished, folder: folder)
        sums = GenerationSums(place: place, path: folder.path)
        if isPublished {
            // What a writer that was interrupted left.
            if sums.isUnfinished { sums.tryToUpdate() }
            try sums.requireSound()
        }
        database = try EngineWriter(place: place, path: folder.path)
        if isPublished {
            try SchemaStamp(reading: database.metadata, folder: folder).checkWritable(folder)
            // An older haku named it for haku alone.
            folder.nameForXapian(generation)
            counter = UInt64(String(decoding: try database.metadata(Schema.Metadata.generation), as: UTF8.self)) ?? 0
        } else {
            try database.setMetadata(String(Schema.version), for: Schema.Metadata.version)
            try database.setMetadata(features.joined(separator: "\n"), for: Schema.Metadata.features)
        }
    }

    deinit { cancel() }

    // MARK: - Documents

    /// Adds the document, or puts it in the place of the one with the same id.
    public func replace(_ document: IndexDocument) throws(IndexError) {
        try requireOpen()
        try latching { () throws(IndexError) in try put(document, insteadOf: document.record.id) }
    }

    private func put(_ new: IndexDocument, insteadOf old: String) throws(IndexError) {
        var number = try database.number(of: Schema.idTerm(old))
        var day = IndexedDay.today
        if number != 0 {
            let record = try database.record(of: number)
            // What is only analysed anew is no news.
            if record.contentHash == new.record.contentHash {
                day = try database.value(slot: Schema.Slot.indexed, of: number)
            }
            rootChanges[record.root, default: 0] -= 1
            try database.removePieces(of: number)
        } else {
            number = try database.lastDocument() + 1
        }
        changed.insert(number)
        rootChanges[new.record.root, default: 0] += 1
        try database.put(DocumentLayout(new, number: number, indexed: day, zstandard))
        if database.waiting >= memoryLimit { try database.spill() }
    }

    /// Puts the document in the place of the one called `old`, whose number it gets.
    public func replace(_ document: IndexDocument, insteadOf old: String) throws(IndexError) {
        try requireOpen()
        try latching { () throws(IndexError) in try put(document, insteadOf: old) }
    }

    /// Gives the document `id` the id, the root and the times of `entry`, whose content must be the same: what was
    /// analysed stays. False where there is no such document, or where its title is its id, which only a new analysis
    /// can change.
    public func move(_ id: String, to entry: IndexEntry) throws(IndexError) -> Bool {
        try requireOpen()
        let number = try database.number(of: Schema.idTerm(id))
        guard number != 0 else { return false }
        var record = try database.record(of: number)
        guard record.contentHash == entry.contentHash, record.title != id || entry.id == id else { return false }
        rootChanges[record.root, default: 0] -= 1
        rootChanges[entry.root, default: 0] += 1
        record.id = entry.id
        record.root = entry.root
        record.modified = entry.modified
        record.size = entry.size
        record.changed = entry.changed
        record.inode = entry.inode
        let moved = record
        try latching { () throws(IndexError) in try database.setRecord(moved, insteadOf: id, at: number) }
        return true
    }

    /// Takes the document with its record and text out; false where there is none.
    @discardableResult
    public func remove(id: String) throws(IndexError) -> Bool {
        try requireOpen()
        let number = try database.number(of: Schema.idTerm(id))
        guard number != 0 else { return false }
        changed.insert(number)
        rootChanges[try database.entry(of: number).root, default: 0] -= 1
        try latching { () throws(IndexError) in try database.delete(number) }
        return true
    }

    // MARK: - What is there

    /// The record of the document, as this writer has it; nil where there is none.
    public func record(id: String) throws(IndexError) -> StoredDocument? {
        try requireOpen()
        let number = try database.number(of: Schema.idTerm(id))
        return number == 0 ? nil : try database.record(of: number)
    }

    /// The text of the document, as this writer has it; nil where there is no such document.
    public func text(id: String) throws(IndexError) -> StoredText? {
        try requireOpen()
        let number = try database.number(of: Schema.idTerm(id))
        if number == 0 { return nil }
        return try TextPieces.text(original: true, zstandard, path: folder.path) { (kind, index) throws(IndexError) in
            try database.metadata(TextPieces.key(document: number, kind, index))
        }
    }

    public var entryCount: Int {
        get throws(IndexError) {
            try requireOpen()
            return try database.documentCount()
        }
    }

    public func entries() throws(IndexError) -> [IndexEntry] {
        try requireOpen()
        return try database.entries()
    }

    public func entry(id: String) throws(IndexError) -> IndexEntry? {
        try requireOpen()
        let number = try database.number(of: Schema.idTerm(id))
        return number == 0 ? nil : try database.entry(of: number)
    }

    public func entries(beginning: String, most: Int) throws(IndexError) -> [IndexEntry]? {
        try requireOpen()
        guard beginning.utf8.count <= Schema.longestIDBeginning else { return nil }
        let terms = try database.terms(beginning: Schema.Prefix.id + beginning, most: most + 1)
        if terms.count > most { return nil }
        var entries: [IndexEntry] = []
        for term in terms { entries.append(try database.entry(of: database.number(of: term))) }
        return entries
    }

    /// The bytes that ``setMetadata(_:for:)`` keeps for `key`; nil where there are none.
    public func metadata(_ key: String) throws(IndexError) -> [UInt8]? {
        try requireOpen()
        let bytes = try database.metadata(Schema.Metadata.own + key)
        return bytes.isEmpty ? nil : bytes
    }

    /// Keeps `bytes` for `key` with the index, at most 16 MB; nil or no bytes takes them out.
    public func setMetadata(_ bytes: [UInt8]?, for key: String) throws(IndexError) {
        try requireOpen()
        try latching { () throws(IndexError) in
            try database.setMetadata(bytes ?? [], for: Array((Schema.Metadata.own + key).utf8))
        }
    }

    // MARK: - Ends

    /// Makes everything so far durable and (but for a rebuild) visible, and raises ``IndexReader/generation``.
    public func commit() throws(IndexError) {
        try requireOpen()
        try latching { () throws(IndexError) in
            try database.setMetadata(String(counter + 1), for: Schema.Metadata.generation)
            // A new generation has no earlier state that anything was made of.
            if mode == .update { try listChanges() }
            try database.commit()
            counter += 1
            changed = []
            sums.tryToUpdate()
            isMarked = false
            if !isPublished && mode == .update { try publish() }
        }
    }

    /// Commits and ends the writing. A rebuild's generation takes the place of the older ones, which are deleted; a
    /// reader that has one open reads on in it until it refreshes.
    public func finish() throws(IndexError) {
        try commit()
        if !isPublished { try latching { () throws(IndexError) in try publish() } }
        database.close()
        try Files.removeGenerations(of: folder, except: generation)
        lock = nil
    }

    /// Drops what is uncommitted and ends the writing. A rebuild's generation is deleted.
    public func cancel() {
        guard lock != nil else { return }
        database.close()
        if isPublished, isMarked { sums.tryToUpdate() }
        // Where only the last sync of its publishing failed, it is the current one already.
        if !isPublished, (try? folder.currentGeneration()) != generation {
            Files.removeFlatFolder(folder.path(ofGeneration: generation))
        }
        lock = nil
    }

    /// Has the commit tell which documents it changes.
    private func listChanges() throws(IndexError) {
        let known = try database.metadata(Schema.Metadata.changed)
        var list = ChangedDocuments(known, generation: counter, path: folder.path)
        list.add(changed)
        try database.setMetadata(list.encoded, for: Array(Schema.Metadata.changed.utf8))
    }

    /// Makes `current` name the generation that is written.
    private func publish() throws(IndexError) {
        try Files.sync(folder: folder.path(ofGeneration: generation))
        try folder.makeCurrent(generation)
        isPublished = true
    }

    private func requireOpen() throws(IndexError) {
        if let failure { throw failure }
        guard database.isOpen else {
            throw IndexError(.invalidInput, "The writing of the index at \(folder.path) has ended.", path: folder.path)
        }
    }

    /// After a failed change the transaction holds half of it, so nothing more may be written or committed.
    private func latching(_ body: () throws(IndexError) -> Void) throws(IndexError) {
        do throws(IndexError) {
            if !isMarked, isPublished { try sums.begin() }
            isMarked = true
            try body()
        } catch {
            failure = error
            throw error
        }
    }

    /// The count of commits of the generation that a rebuild replaces; where that cannot be read, the time in seconds, which
    /// is higher than any count.
    static func counter(of folder: IndexFolder) -> UInt64 {
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
