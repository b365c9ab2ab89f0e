// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors
internal import Glibc

/// A new generation of an index, made of segments that several threads write at once, and that are merged and swapped
/// in at the end.
///
/// A segment holds documents of a range of numbers of its own. It is there whole or not at all, so that a build that
/// was interrupted can go on with the segments that were finished (``leftovers``).
///
/// Not `Sendable`; ``SegmentPlace`` goes to the threads. A build that is let go of without ``finish(_:metadata:)``
/// leaves its finished segments, and nothing that a reader sees.
@safe public final class IndexBuild {
    /// A finished segment of an interrupted build.
    public struct Leftover: Sendable {
        /// The segment's number.
        public let number: Int
        /// Its documents.
        public let entries: [IndexEntry]
        /// The highest of their numbers.
        public let lastDocument: UInt32
    }

    /// The index's folder.
    public let folder: IndexFolder
    /// Finished segments of an interrupted build with the same settings.
    public private(set) var leftovers: [Leftover] = []

    private var lock: WriterLock?
    private let tables: TableWriter
    private let settings: String
    private let features: [String]
    private let generation: String
    private let counter: UInt64
    private var nextSegment = 1

    /// Begins a generation beside the one in use.
    ///
    /// - Parameters:
    ///   - folder: The index's folder; made (mode 0700) where there is none.
    ///   - settings: A description of how documents are made; segments of an interrupted build with another one, or by
    ///     another writer of tables, are deleted.
    ///   - features: What the index can do, by the names of ``Schema/features``.
    ///   - tables: The writer of the tables.
    ///   - isRepair: True if the generation in use may be damaged.
    /// - Throws: ``IndexError``, as ``IndexWriter``'s.
    public init(
        folder: IndexFolder, settings: String, features: [String] = Schema.features, tables: TableWriter = .haku,
        isRepair: Bool = false
    ) throws(IndexError) {
        self.folder = folder
        self.features = features
        self.tables = tables
        let writer = tables == .haku ? "" : "\n\(tables) \(TableWriter.xapianVersion)"
        self.settings = "\(Schema.version)\n" + features.joined(separator: " ") + "\n" + settings + writer
        let claim = try WritingClaim(folder, isRepair: isRepair)
        lock = claim.lock
        generation = claim.next
        counter = claim.current == nil ? 0 : IndexWriter.counter(of: folder)
        try Files.makeFolder(folder.segmentsPath)
        for name in try Files.names(in: folder.segmentsPath) {
            let place = folder.segmentsPath + "/" + name
            if let number = Int(name), let leftover = leftover(number, at: place) {
                leftovers.append(leftover)
                nextSegment = max(nextSegment, number + 1)
            } else {
                Files.removeFlatFolder(place)
            }
        }
    }

    deinit {
        // Deletes the folder only where it is empty.
        if lock != nil { _ = unsafe rmdir(folder.segmentsPath) }
    }

    /// The segment of an interrupted build in the folder `place`; nil where it is not whole, or was made otherwise.
    private func leftover(_ number: Int, at place: String) -> Leftover? {
        do throws(IndexError) {
            let path = folder.path
            let reader = try engine(path) { unsafe cx_reader_open(place, $0) }
            defer { unsafe cx_reader_close(reader) }
            let made = try engineBytes(path) { error in
                Array(SegmentPlace.settingsKey.utf8).withElements { unsafe cx_reader_metadata(reader, $0, $1, error) }
            }
            guard made == Array(settings.utf8) else { return nil }
            let list = try engine(path) { unsafe cx_reader_values(reader, Schema.Slot.entry, $0) }
            var entries: [IndexEntry] = []
            var last: UInt32 = 0
            var isSound = true
            try ListEntry.forEach(of: list, path: path) { entry in
                guard let decoded = try? IndexEntry(encoded: entry.text, path: path) else {
                    isSound = false
                    return false
                }
                last = max(last, entry.first)
                entries.append(decoded)
                return true
            }
            return isSound && !entries.isEmpty ? Leftover(number: number, entries: entries, lastDocument: last) : nil
        } catch {
            return nil
        }
    }

    /// Deletes a segment of an interrupted build.
    public func discard(_ leftover: Leftover) {
        Files.removeFlatFolder(folder.segmentsPath + "/\(leftover.number)")
        leftovers.removeAll { $0.number == leftover.number }
    }

    /// A place for one more segment.
    public func nextPlace() -> SegmentPlace {
        defer { nextSegment += 1 }
        return SegmentPlace(
            number: nextSegment, path: folder.path, place: folder.segmentsPath + "/\(nextSegment)", settings: settings,
            tables: tables)
    }

    /// True if the segment of this number is there, which a segment without documents is not.
    public func isMade(_ segment: Int) -> Bool {
        Files.stamp(of: folder.segmentsPath + "/\(segment)/iamglass") != nil
    }

    /// Merges the leftovers and the segments of these numbers, which must be finished, into the new generation, and
    /// puts it in the current one's place, once it has been read back and found whole. A reader that has the old one open
    /// reads on in it until it refreshes.
    ///
    /// - Parameters:
    ///   - segments: The numbers of the segments.
    ///   - metadata: Bytes to keep with the index, by the keys of ``IndexWriter/setMetadata(_:for:)``.
    ///   - threads: The number of threads that may merge; more than four have nothing to do, and Xapian's own merging takes
    ///     one.
    ///   - documents: The number of documents that it must come to; nil where the caller does not know.
    ///   - complement: Adds files to the new generation, whose folder it is given, while that is checked. Not called where segments
    ///     of an interrupted build are in it: a damaged one is not to be read before.
    /// - Throws: ``IndexError``; the old generation then stays in use.
    public func finish(
        _ segments: [Int], metadata: [String: [UInt8]] = [:], threads: Int = 4, documents: Int? = nil,
        complement: (IndexFolder) -> Void = { _ in }
    ) throws(IndexError) {
        let path = folder.path
        let place = folder.path(ofGeneration: generation)
        Files.removeFlatFolder(place)
        let all = (leftovers.map(\.number) + segments).sorted()
        do throws(IndexError) {
            try merge(all, into: place, threads: threads)
            try complete(place, metadata)
            try Files.syncAll(in: place)
            try GenerationSums(place: place, path: path).update()
            try GenerationCheck(place: place, path: path).requireSound(documents: documents) {
                if leftovers.isEmpty { complement(IndexFolder(path, generation: generation)) }
            }
            try folder.makeCurrent(generation)
        } catch {
            // Where only the last sync failed, it is the current one already.
            if (try? folder.currentGeneration()) != generation { Files.removeFlatFolder(place) }
            // Its space is what is missing.
            if error.code == .diskFull { removeSegments() }
            // The next run would stumble over the same segment.
            if error.code == .corrupt {
                removeSegments()
                throw IndexError(
                    .corrupt,
                    "A part of the new index at \(path) was damaged on the disk before all were put together, and has been "
                        + "deleted; run `haku index` again.", engine: error.engine, path: path)
            }
            throw error
        }
        removeSegments()
        try Files.removeGenerations(of: folder, except: generation)
        lock = nil
    }

    /// Merges the segments of these numbers into the folder `place`, which is made.
    private func merge(_ segments: [Int], into place: String, threads: Int) throws(IndexError) {
        if segments.isEmpty { return try Files.makeFolder(place) }
        let sources = Array(segments.map { folder.segmentsPath + "/\($0)\0" }.joined().utf8)
        _ = try engine(folder.path) { error in
            sources.withElements { sources, size in
                switch tables {
                case .haku: unsafe cx_merge(sources, size, place, max(1, threads), error)
                case .xapian: unsafe cx_compact(sources, size, place, error)
                }
            }
        }
    }

    /// Gives the merged database in `place` the metadata of an index.
    private func complete(_ place: String, _ metadata: [String: [UInt8]]) throws(IndexError) {
        let database = try EngineWriter(place: place, path: folder.path)
        try database.setMetadata("", for: SegmentPlace.settingsKey)
        try database.setMetadata(String(Schema.version), for: Schema.Metadata.version)
        try database.setMetadata(features.joined(separator: "\n"), for: Schema.Metadata.features)
        try database.setMetadata(String(counter + 1), for: Schema.Metadata.generation)
        for (key, bytes) in metadata {
            try database.setMetadata(bytes, for: Array((Schema.Metadata.own + key).utf8))
        }
        try database.commit()
        database.close()
    }

    /// Gives up, with every segment.
    public func cancel() {
        guard lock != nil else { return }
        removeSegments()
        lock = nil
    }

    private func removeSegments() { Files.removeSegments(of: folder) }
}
