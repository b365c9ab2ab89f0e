// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors
public import Deadlines

/// A reader of an index, as the last commit left it when the reader was opened or refreshed.
///
/// Not `Sendable`: one thread at a time; threads open their own, which takes well under a millisecond. A reader
/// survives one commit of the writer; after the second, any call may throw ``IndexError/Code/modified``, because the
/// writer has used blocks again that the reader's revision needs. ``retrying(_:)`` handles that.
@safe public final class IndexReader {
    /// The index's folder.
    public let folder: IndexFolder
    /// Grows with each commit, also across rebuilds.
    public private(set) var generation: UInt64 = 0
    /// The number of documents.
    public private(set) var documentCount = 0
    /// The highest document number in use or used.
    public private(set) var lastDocument: UInt32 = 0
    /// The mean of the documents' lengths, a length being the sum of its terms' frequencies.
    public private(set) var averageLength = 0.0
    /// The sum of the documents' lengths.
    public private(set) var totalLength: UInt64 = 0
    /// The state of the index that this reads.
    public var state: IndexState { IndexState(database: database, generation: generation) }
    private var database = ""
    /// The schema that the index was written with.
    public private(set) var schemaVersion = 0
    /// The abilities of the index, by the names of ``Schema/features``.
    public private(set) var features: [String] = []

    /// The moment from which on every call throws ``IndexError/Code/outOfTime``, and what runs ends within some
    /// milliseconds.
    public var deadline = Deadline.never {
        didSet {
            if let handle = unsafe handle { unsafe cx_reader_set_deadline(handle, deadline.nanoseconds) }
        }
    }

    var handle: OpaquePointer?
    let zstandard: Zstandard
    private var stamp: Files.Stamp?
    /// The folder of the generation that is open.
    private var place = ""
    /// The last time that the generation's files were looked at.
    private var lastLook = ContinuousClock.now
    /// Set by the first ``IndexError/Code/modified``: Xapian keeps the overwritten block it met in its cursor and
    /// takes it for good at the next call, so nothing may be read until the reader is refreshed.
    private var isOvertaken = false

    /// Opens the current generation.
    ///
    /// - Throws: ``IndexError/Code/notFound`` where there is no index yet, ``IndexError/Code/notAnIndex``,
    ///   ``IndexError/Code/newerSchema``, ``IndexError/Code/corrupt``…
    public init(folder: IndexFolder) throws(IndexError) {
        self.folder = folder
        zstandard = Zstandard(path: folder.path)
        unsafe handle = nil
        try open()
    }

    deinit {
        if let handle = unsafe handle { unsafe cx_reader_close(handle) }
    }

    // MARK: - Staying up to date

    /// Moves on to the newest commit, also of a generation that a rebuild has put in place. About 10 µs where there is
    /// none.
    ///
    /// An index whose folder has gone away is read on as it was.
    ///
    /// - Returns: True if there was a newer commit.
    @discardableResult
    public func refresh() throws(IndexError) -> Bool {
        guard let now = Files.stamp(of: folder.currentPath) else { return false }
        if now != stamp || isOvertaken {
            try open()
            return true
        }
        var changed = false
        do throws(IndexError) {
            try requireSoundFiles()
            _ = try call { unsafe cx_reader_reopen(handle, &changed, $0) }
        } catch {
            // A rebuild may have deleted the generation between the two looks.
            guard Files.stamp(of: folder.currentPath) != stamp else { throw error }
            try open()
            return true
        }
        if changed { try readFigures() }
        return changed
    }

    /// Runs `body`, and where the writer overtook the reader meanwhile, refreshes and runs the whole of it again.
    ///
    /// - Parameter body: Everything that makes one answer; it must not keep anything from an earlier run.
    /// - Returns: What `body` returned in the run that went through.
    /// - Throws: What `body` throws; ``IndexError/Code/modified`` where the writer was faster five times.
    public func retrying<R>(_ body: (IndexReader) throws -> R) throws -> R {
        if ContinuousClock.now - lastLook > Self.trust { try requireSoundFiles() }
        for _ in 1..<Self.attempts {
            // Not a catch clause with a pattern: Swift 6.3.1 crashes on one here.
            let result = Result { try body(self) }
            switch result {
            case .success(let answer): return answer
            case .failure(let error):
                guard let index = error as? IndexError, try isWorthAnother(after: index) else { throw error }
            }
        }
        return try body(self)
    }

    /// True if `body` of ``retrying(_:)`` may succeed after this failure; refreshes the reader. What looks like damage can be the writer's doing too: then there is
    /// something newer.
    private func isWorthAnother(after failure: IndexError) throws(IndexError) -> Bool {
        guard failure.code == .modified || failure.code == .corrupt else { return false }
        do throws(IndexError) {
            return try refresh() || failure.code == .modified
        } catch {
            if error.code != .modified { throw error }
            return true
        }
    }

    /// The time for which files that were looked at are taken to be as they were: to look takes some 10 µs.
    private static let trust = Duration.milliseconds(50)

    /// Requires that nobody but a writer has changed the files of the open generation.
    private func requireSoundFiles() throws(IndexError) {
        try GenerationSums(place: place, path: folder.path).requireSound()
        lastLook = .now
    }

    private static let attempts = 5

    /// Opens the generation that `current` names, in place of the one that was open. A rebuild may delete the generation between the look at
    /// the name and the opening, so it is tried again while the name changes.
    private func open() throws(IndexError) {
        var attempt = 1
        while true {
            let stamp = Files.stamp(of: folder.currentPath)
            guard let name = try folder.currentGeneration() else { throw folder.noIndex() }
            do throws(IndexError) {
                try open(folder.path(ofGeneration: name))
                self.stamp = stamp
                return
            } catch {
                let isOvertaken = error.code == .modified || Files.stamp(of: folder.currentPath) != stamp
                guard isOvertaken, attempt < Self.attempts else {
                    throw error.code == .notFound ? SchemaStamp.missing(folder) : error
                }
                attempt += 1
            }
        }
    }

    private func open(_ place: String) throws(IndexError) {
        try GenerationSums(place: place, path: folder.path).requireSound()
        lastLook = .now
        let new = try engine(folder.path) { unsafe cx_reader_open(place, $0) }
        let old = unsafe handle
        unsafe handle = new
        unsafe cx_reader_set_deadline(new, deadline.nanoseconds)
        let wasOvertaken = isOvertaken
        isOvertaken = false
        do throws(IndexError) {
            let stamp = try SchemaStamp(reading: rawMetadata, folder: folder)
            try stamp.check(folder)
            try readFigures()
            schemaVersion = stamp.version
            features = stamp.features
        } catch {
            unsafe handle = old
            isOvertaken = wasOvertaken
            unsafe cx_reader_close(new)
            throw error
        }
        self.place = place
        if let old = unsafe old { unsafe cx_reader_close(old) }
    }

    private func readFigures() throws(IndexError) {
        var figures = cx_figures()
        _ = try call { unsafe cx_reader_figures(handle, &figures, $0) }
        let counter = String(decoding: try rawMetadata(Schema.Metadata.generation), as: UTF8.self)
        generation = UInt64(counter) ?? 0
        database = unsafe withUnsafeBytes(of: figures.uuid) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        documentCount = Int(figures.documents)
        lastDocument = figures.last_document
        averageLength = figures.average_length
        totalLength = figures.total_length
    }

    // MARK: - Metadata

    /// The bytes that ``IndexWriter/setMetadata(_:for:)`` keeps for `key`; nil where there are none.
    public func metadata(_ key: String) throws(IndexError) -> [UInt8]? {
        let bytes = try rawMetadata(Schema.Metadata.own + key)
        return bytes.isEmpty ? nil : bytes
    }

    func rawMetadata(_ key: String) throws(IndexError) -> [UInt8] { try rawMetadata(Array(key.utf8)) }

    /// The value of a metadata key of the database; empty where there is none.
    func rawMetadata(_ key: [UInt8]) throws(IndexError) -> [UInt8] {
        try callBytes { error in
            key.withElements { unsafe cx_reader_metadata(handle, $0, $1, error) }
        }
    }

    /// The path of a file of the open generation that is none of Xapian's.
    public func path(of name: String) -> String { place + "/" + name }

    // MARK: - Calls

    /// Calls the shim, but not once the reader was overtaken.
    @safe func call<R>(_ body: (UnsafeMutablePointer<cx_error>) -> R) throws(IndexError) -> R {
        try requireFresh()
        return try noticing { () throws(IndexError) in try engine(folder.path, body) }
    }

    /// Calls a function of the shim that returns bytes, as ``call(_:)``.
    @safe func callBytes(_ body: (UnsafeMutablePointer<cx_error>) -> OpaquePointer?) throws(IndexError) -> [UInt8] {
        try requireFresh()
        return try noticing { () throws(IndexError) in unsafe try engineBytes(folder.path, body) }
    }

    /// Hands over the entries of a list of the shim until `body` returns false, and frees the list.
    @safe func forEachEntry(
        of list: OpaquePointer?, batch: Int = 256, _ body: (ListEntry) -> Bool
    ) throws(IndexError) {
        var entries = 0
        try noticing { () throws(IndexError) in
            try ListEntry.forEach(of: list, batch: batch, path: folder.path) { entry in
                entries += 1
                return (entries % 256 != 0 || !deadline.hasPassed) && body(entry)
            }
        }
        try checkDeadline()
    }

    /// Throws ``IndexError/Code/outOfTime`` once ``deadline`` has passed: for who works long on what was read.
    public func checkDeadline() throws(IndexError) {
        if deadline.hasPassed { throw .outOfTime(folder.path) }
    }

    /// Runs `body`, and remembers where it fails because the writer overtook the reader.
    private func noticing<R>(_ body: () throws(IndexError) -> R) throws(IndexError) -> R {
        do throws(IndexError) {
            return try body()
        } catch {
            isOvertaken = error.code == .modified
            throw error
        }
    }

    /// Nothing may be read once the reader was overtaken, or its time is over.
    private func requireFresh() throws(IndexError) {
        if isOvertaken { throw .modified(folder.path) }
        try checkDeadline()
    }
}
