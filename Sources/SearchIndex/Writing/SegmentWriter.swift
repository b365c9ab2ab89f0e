// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

/// The writer of one segment. One thread at a time.
///
/// haku's own writer holds the segment in memory and writes it at once, at a sixth of what Xapian's takes for the same
/// documents. A segment that grows too large for that is written in parts, which are merged at its end.
@safe public final class SegmentWriter {
    /// The documents added so far.
    public private(set) var count = 0

    /// The destination of documents.
    private enum Store {
        case tables(SegmentTables)
        case xapian(EngineWriter)
        /// After the end.
        case none
    }

    private let place: SegmentPlace
    private let memoryLimit: Int
    private let zstandard: Zstandard
    private let days: IndexedDay
    private var store = Store.none
    /// The folders of the parts that are written.
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
        days = IndexedDay(of: place.path)
        Files.removeFlatFolder(place.place)
        try Files.makeFolder(place.place)
        switch place.tables {
        case .haku: store = .tables(try SegmentTables(path: place.path, settings: place.settings))
        case .xapian:
            let database = try EngineWriter(place: place.place, path: place.path)
            try database.setMetadata(place.settings, for: SegmentPlace.settingsKey)
            store = .xapian(database)
        }
    }

    deinit { end() }

    /// Adds a document under a number that no other document of the build has, and that is above those before. After a
    /// failure the segment can only be cancelled.
    public func add(_ document: IndexDocument, at number: UInt32) throws(IndexError) {
        let layout = try DocumentLayout(document, number: number, indexed: days.day(of: document), zstandard)
        switch store {
        case .tables(let tables):
            try tables.put(layout)
            if tables.cost >= memoryLimit { try writePart(tables) }
        case .xapian(let database):
            try database.put(layout)
            if database.waiting >= memoryLimit { try database.spill() }
        case .none:
            throw IndexError(.invalidInput, "The writing of a segment of \(place.path) has ended.", path: place.path)
        }
        count += 1
    }

    /// Makes the segment whole; one without documents is deleted.
    public func finish() throws(IndexError) {
        guard count > 0 else {
            cancel()
            return
        }
        switch store {
        case .tables(let tables):
            if parts.isEmpty {
                try tables.write(to: place.place)
            } else {
                if !tables.isEmpty { try writePart(tables) }
                let sources = Array(parts.map { $0 + "\0" }.joined().utf8)
                _ = try engine(place.path) { error in
                    sources.withElements { unsafe cx_merge($0, $1, place.place, 1, error) }
                }
            }
        case .xapian(let database): try database.commit()
        case .none: break
        }
        end()
    }

    /// Deletes the segment.
    public func cancel() {
        end()
        Files.removeFlatFolder(place.place)
    }

    /// Writes what is in memory to a folder whose name is no segment's.
    private func writePart(_ tables: SegmentTables) throws(IndexError) {
        let part = place.place + ".part\(parts.count + 1)"
        Files.removeFlatFolder(part)
        try Files.makeFolder(part)
        parts.append(part)
        try tables.write(to: part)
        store = .tables(try SegmentTables(path: place.path, settings: place.settings))
    }

    /// Frees the store, and drops what it has not written.
    private func end() {
        if case .xapian(let database) = store { database.close() }
        store = .none
        for part in parts { Files.removeFlatFolder(part) }
        parts = []
    }
}
