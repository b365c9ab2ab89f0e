// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
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
    private let settings: String
    private let features: [String]
    private let generation: String
    private let counter: UInt64
    private var nextSegment = 1

    /// Begins a generation beside the one in use.
    ///
    /// - Parameters:
    ///   - folder: The index's folder; made (mode 0700) where there is none.
    ///   - settings: What tells how documents are made; segments made otherwise are no leftovers, and deleted.
    ///   - features: What the index can do.
    /// - Throws: ``IndexError``, as ``IndexWriter``'s.
    public init(folder: IndexFolder, settings: String, features: [String] = Schema.features) throws(IndexError) {
        self.folder = folder
        self.features = features
        self.settings = "\(Schema.version)\n" + features.joined(separator: " ") + "\n" + settings
        _ = try folder.currentGeneration()
        try Files.makeFolder(folder.path)
        _ = unsafe chmod(folder.path, 0o700)
        lock = try WriterLock(folder)
        let current = try folder.currentGeneration()
        let generations = try folder.generations()
        for name in generations where name != current { Files.removeFlatFolder(folder.path(ofGeneration: name)) }
        let last = generations.compactMap(IndexFolder.number(ofGeneration:)).max() ?? 0
        generation = IndexFolder.name(ofGeneration: last + 1)
        counter = current == nil ? 0 : IndexWriter.counter(of: folder)
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
        // Where nothing is in it.
        if lock != nil { _ = unsafe rmdir(folder.segmentsPath) }
    }

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
            number: nextSegment, path: folder.path, place: folder.segmentsPath + "/\(nextSegment)", settings: settings)
    }

    /// Whether the segment of this number is there.
    public func isMade(_ segment: Int) -> Bool {
        Files.stamp(of: folder.segmentsPath + "/\(segment)/iamglass") != nil
    }

    /// Merges the leftovers and the segments of these numbers, which must be finished, into the new generation, and
    /// puts it in the current one's place. A reader that has the old one open reads on in it until it refreshes.
    ///
    /// - Parameters:
    ///   - segments: The numbers of the segments.
    ///   - metadata: What ``IndexWriter/setMetadata(_:for:)`` would keep.
    ///   - threads: How many threads may merge; more than four have nothing to do.
    /// - Throws: ``IndexError``; the old generation then stays in use.
    public func finish(
        _ segments: [Int], metadata: [String: [UInt8]] = [:], threads: Int = 4
    ) throws(IndexError) {
        let path = folder.path
        let place = folder.path(ofGeneration: generation)
        Files.removeFlatFolder(place)
        let all = (leftovers.map(\.number) + segments).sorted()
        do throws(IndexError) {
            if all.isEmpty {
                try Files.makeFolder(place)
            } else {
                let sources = Array(all.map { folder.segmentsPath + "/\($0)\0" }.joined().utf8)
                _ = try engine(path) { error in
                    sources.withElements { unsafe cx_merge($0, $1, place, max(1, threads), error) }
                }
            }
            let database = try EngineWriter(place: place, path: path)
            try database.setMetadata("", for: SegmentPlace.settingsKey)
            try database.setMetadata(String(Schema.version), for: Schema.Metadata.version)
            try database.setMetadata(features.joined(separator: "\n"), for: Schema.Metadata.features)
            try database.setMetadata(String(counter + 1), for: Schema.Metadata.generation)
            for (key, bytes) in metadata {
                try database.setMetadata(bytes, for: Array((Schema.Metadata.own + key).utf8))
            }
            try database.commit()
            database.close()
            try Files.syncAll(in: place)
            try Files.replace(folder.currentPath, with: generation + "\n")
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
        for name in try folder.generations() where name != generation {
            Files.removeFlatFolder(folder.path(ofGeneration: name))
        }
        lock = nil
    }

    /// Gives up, with every segment.
    public func cancel() {
        guard lock != nil else { return }
        removeSegments()
        lock = nil
    }

    private func removeSegments() { Files.removeSegments(of: folder) }
}
