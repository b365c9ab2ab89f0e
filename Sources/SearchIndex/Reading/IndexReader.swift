// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors
public import Deadlines

/// A reader of an index, or of several as if they were one, as the last commits left them when the reader was opened or
/// refreshed.
///
/// Not `Sendable`: one thread at a time; threads open their own, which takes well under a millisecond. A reader
/// survives one commit of the writer; after the second, any call may throw ``IndexError/Code/modified``, because the
/// writer has used blocks again that the reader's revision needs. ``retrying(_:)`` handles that.
@safe public final class IndexReader {
    /// The indexes, one or more.
    public let indexes: [NamedIndex]
    /// The folder of the first; of an index elsewhere one that stands for it in messages.
    public let folder: IndexFolder
    /// Grows with each commit, also across rebuilds; of several databases the sum.
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
    /// The oldest schema that any of its databases was written with.
    public private(set) var schemaVersion = 0
    /// The abilities that all of its databases have, by the names of ``Schema/features``.
    public private(set) var features: [String] = []
    /// True if any of its databases is on another machine: then calls travel, and a posting list as a whole.
    public let isRemote: Bool

    /// The moment from which on every call throws ``IndexError/Code/outOfTime``, and what runs ends within some
    /// milliseconds.
    public var deadline = Deadline.never {
        didSet {
            if let handle = unsafe handle { unsafe cx_reader_set_deadline(handle, deadline.nanoseconds) }
        }
    }

    /// The shim's reader: that of the only shard, or the joint one.
    private(set) var handle: OpaquePointer?
    /// The joint reader; nil where there is one shard.
    private var joint: OpaquePointer?
    private var shards: OpenShards
    let zstandard: Zstandard
    /// The numbers of documents that hold terms, where asking for one takes a message to another machine.
    var remoteFrequencies: [String: Int] = [:]
    /// The documents of queries that stand among words.
    var weighedLists = WeighedLists()
    /// Set by the first ``IndexError/Code/modified``: Xapian keeps the overwritten block it met in its cursor and
    /// takes it for good at the next call, so nothing may be read until the reader is refreshed.
    private var isOvertaken = false

    /// Opens the current generation of the index in `folder`.
    ///
    /// - Throws: ``IndexError/Code/notFound`` where there is no index yet, ``IndexError/Code/notAnIndex``,
    ///   ``IndexError/Code/newerSchema``, ``IndexError/Code/corrupt``…
    public convenience init(folder: IndexFolder) throws(IndexError) {
        try self.init([NamedIndex("", [.folder(folder)])])
    }

    /// Opens `indexes`, one or more, as one.
    ///
    /// - Throws: As ``init(folder:)``; ``IndexError/Code/unreachable`` where none of their databases answers.
    public init(_ indexes: [NamedIndex]) throws(IndexError) {
        self.indexes = indexes
        folder = indexes.first?.places.first?.folder ?? IndexFolder("")
        zstandard = Zstandard(path: folder.path)
        isRemote = indexes.contains { $0.places.contains(where: \.isRemote) }
        shards = try OpenShards(indexes)
        unsafe joint = nil
        unsafe handle = nil
        try join()
    }

    deinit {
        if let joint = unsafe joint { unsafe cx_reader_close(joint) }
    }

    // MARK: - Staying up to date

    /// Moves on to the newest commit, also of a generation that a rebuild has put in place. About 10 µs where there is
    /// none.
    ///
    /// An index whose folder has gone away is read on as it was.
    ///
    /// - Parameter seeking: Whether to try those databases again that did not answer, which may take a second for each: for
    ///   a thread that nobody waits for.
    /// - Returns: True if there was a newer commit, or there are more or fewer databases.
    /// - Throws: As ``init(folder:)``.
    @discardableResult
    public func refresh(seeking: Bool = false) throws(IndexError) -> Bool {
        let isChanged: Bool
        do throws(IndexError) {
            isChanged = try shards.refresh(opening: isOvertaken, seeking: seeking)
        } catch {
            // Some may have moved: what joins them must not be read.
            isOvertaken = isOvertaken || shards.count > 1 || error.code == .modified
            throw error
        }
        if isChanged { try join() }
        return isChanged
    }

    /// Runs `body`, and where the writer overtook the reader meanwhile, or a database elsewhere was lost, refreshes and runs
    /// the whole of it again.
    ///
    /// - Parameter body: Everything that makes one answer; it must not keep anything from an earlier run.
    /// - Returns: What `body` returned in the run that went through.
    /// - Throws: What `body` throws; ``IndexError/Code/modified`` where the writer was faster five times.
    public func retrying<R>(_ body: (IndexReader) throws -> R) throws -> R {
        try shards.requireSoundFiles(after: Self.trust)
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
        if failure.code == .unreachable {
            isOvertaken = true
            try shards.drop(after: failure)
            try join()
            return true
        }
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
    private static let attempts = 5

    /// Reads from the shards as they are now.
    private func join() throws(IndexError) {
        let new = try shards.joined(path: folder.path)
        if let joint = unsafe joint { unsafe cx_reader_close(joint) }
        unsafe joint = new
        unsafe handle = new ?? shards.first
        unsafe cx_reader_set_deadline(handle, deadline.nanoseconds)
        isOvertaken = false
        remoteFrequencies = [:]
        weighedLists.removeAll()
        var figures = cx_figures()
        _ = try noticing { () throws(IndexError) in
            try engine(folder.path) { unsafe cx_reader_figures(handle, &figures, $0) }
        }
        (generation, database) = (shards.generation, shards.database)
        documentCount = Int(figures.documents)
        lastDocument = figures.last_document
        averageLength = figures.average_length
        totalLength = figures.total_length
        (schemaVersion, features) = (shards.stamp.version, shards.stamp.features)
    }

    // MARK: - Shards

    /// The places of the databases that do not answer at present; what is read lacks their documents.
    public var missing: [IndexPlace] { shards.missing }

    /// The index that the document is in.
    public func index(of document: UInt32) -> NamedIndex { indexes[shards.index(of: document)] }

    /// The number of databases that are open.
    public var shardCount: Int { shards.count }

    /// A number that documents of one database share, from 0.
    public func shard(of document: UInt32) -> Int { shards.place(of: document) }

    // MARK: - Metadata

    /// The bytes that ``IndexWriter/setMetadata(_:for:)`` keeps for `key`; nil where there are none. Of several databases,
    /// those of the one that has the document `document`, else of the first.
    public func metadata(_ key: String, of document: UInt32 = 1) throws(IndexError) -> [UInt8]? {
        let bytes = try rawMetadata(of: document) { _ in Array((Schema.Metadata.own + key).utf8) }
        return bytes.isEmpty ? nil : bytes
    }

    /// The value of a metadata key of the database that has the document `document`; empty where there is none. The key is
    /// made of the document's number in that database.
    func rawMetadata(of document: UInt32, _ key: (_ number: UInt32) -> [UInt8]) throws(IndexError) -> [UInt8] {
        let (shard, number) = shards.shard(of: document)
        try requireFresh()
        return try noticing { () throws(IndexError) in try shard.metadata(key(number)) }
    }

    /// The path of a file of the open generation that is none of Xapian's; empty where several databases are read.
    public func path(of name: String) -> String { shards.onlyGeneration.map { $0 + "/" + name } ?? "" }

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
