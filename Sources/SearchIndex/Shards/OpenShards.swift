// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
internal import CodedErrors

/// The open databases of a reader, in the order of its indexes and their places.
///
/// Document n of all is document (n − 1) / count + 1 of the database (n − 1) % count, as Xapian numbers them.
struct OpenShards {
    /// A place, open or not.
    private struct Slot {
        /// The place among the indexes.
        let index: Int
        let place: IndexPlace
        var reader: ShardReader?
    }

    private var slots: [Slot] = []
    /// The slots that are open.
    private var open: [Int] = []
    private let path: String

    /// Opens the databases of `indexes`, without those elsewhere that do not answer.
    ///
    /// - Throws: ``IndexError/Code/unreachable`` where none answers, and what opening the others throws.
    init(_ indexes: [NamedIndex]) throws(IndexError) {
        path = indexes.first?.places.first?.folder.path ?? ""
        for (index, its) in indexes.enumerated() {
            for place in its.places { slots.append(Slot(index: index, place: place)) }
        }
        var failure: IndexError?
        for index in slots.indices {
            if case .remote(let place) = slots[index].place, ShardHealth.isDown(place) { continue }
            do throws(IndexError) {
                try connect(index)
            } catch {
                guard error.code == .unreachable else { throw error }
                failure = error
            }
        }
        try settle(failure)
    }

    // MARK: - What is open

    /// The number of databases.
    var count: Int { open.count }

    /// The shim's reader of the first.
    @safe var first: OpaquePointer? { unsafe reader(0).handle }

    /// The number of commits of all.
    var generation: UInt64 { readers.reduce(0) { $0 + $1.generation } }

    /// The databases' own names, one after another.
    var database: String { readers.map(\.database).joined(separator: "+") }

    /// The oldest schema, and the abilities that all have.
    var stamp: SchemaStamp {
        var stamp = reader(0).stamp
        for other in readers.dropFirst().map(\.stamp) {
            stamp.version = min(stamp.version, other.version)
            stamp.features.removeAll { !other.features.contains($0) }
        }
        return stamp
    }

    /// The folder of the generation that is open; nil where there are several databases, or it is elsewhere.
    var onlyGeneration: String? {
        guard slots.count == 1, !slots[0].place.isRemote else { return nil }
        return reader(0).generationPath
    }

    /// The places that are not open.
    var missing: [IndexPlace] { slots.filter { $0.reader == nil }.map(\.place) }

    private var readers: [ShardReader] { open.indices.map(reader) }

    private func reader(_ place: Int) -> ShardReader {
        guard let reader = slots[open[place]].reader else { preconditionFailure("an open slot has a reader") }
        return reader
    }

    /// The place of the document's database among those that are open.
    func place(of document: UInt32) -> Int { Int(max(document, 1) - 1) % open.count }

    /// The place of the document's index among the indexes.
    func index(of document: UInt32) -> Int { slots[open[place(of: document)]].index }

    /// The document's database, and its number in there.
    func shard(of document: UInt32) -> (reader: ShardReader, number: UInt32) {
        (reader(place(of: document)), (max(document, 1) - 1) / UInt32(open.count) + 1)
    }

    /// A joint reader of all databases; nil where there is one only.
    @safe func joined(path: String) throws(IndexError) -> OpaquePointer? {
        guard open.count > 1 else { return nil }
        let handles = unsafe readers.map { unsafe $0.handle }
        return try engine(path) { error in
            unsafe handles.withUnsafeBufferPointer { unsafe cx_reader_join($0.baseAddress, $0.count, error) }
        }
    }

    /// Requires that nobody but a writer has changed the files of the databases that were last looked at `trust` ago or
    /// earlier.
    func requireSoundFiles(after trust: Duration) throws(IndexError) {
        let now = ContinuousClock.now
        for place in open.indices where now - reader(place).lastLook > trust { try reader(place).requireSoundFiles() }
    }

    // MARK: - Changes

    /// Moves every database to its newest commit, and takes in those that answer again.
    ///
    /// - Parameters:
    ///   - opens: Whether to open all anew.
    ///   - seeking: Whether to try those that did not answer.
    /// - Returns: Whether anything changed: then the joint reader has to be made anew.
    /// - Throws: As ``init(_:)``.
    mutating func refresh(opening opens: Bool, seeking: Bool) throws(IndexError) -> Bool {
        var isChanged = false
        var failure: IndexError?
        for index in slots.indices {
            do throws(IndexError) {
                guard case .remote(let place) = slots[index].place else {
                    guard let reader = slots[index].reader else { continue }
                    if try reader.refresh(opening: opens) { isChanged = true }
                    continue
                }
                if try refresh(index, place, opening: opens, seeking: seeking) { isChanged = true }
            } catch {
                guard error.code == .unreachable else { throw error }
                isChanged = true
                failure = error
            }
        }
        try settle(failure)
        return isChanged
    }

    /// The same for one elsewhere; it is closed where it does not answer.
    private mutating func refresh(
        _ index: Int, _ place: RemotePlace, opening opens: Bool, seeking: Bool
    ) throws(IndexError) -> Bool {
        guard let reader = slots[index].reader else {
            guard !ShardHealth.isDown(place) || seeking && ShardHealth.takesAttempt(place) else { return false }
            try? connect(index)
            return slots[index].reader != nil
        }
        if ShardHealth.isDown(place) {
            slots[index].reader = nil
            return true
        }
        do throws(IndexError) {
            if seeking, ShardHealth.takesLook(place), try reader.isReplaced() { ShardHealth.markReplaced(place) }
            if opens || reader.version != ShardHealth.version(of: place) {
                try reader.open()
                return true
            }
            return try reader.refresh()
        } catch {
            // A server that was started anew has closed its connections.
            slots[index].reader = nil
            guard error.code == .unreachable, !error.isTimeout else {
                if error.code == .unreachable { ShardHealth.markDown(place) }
                throw error
            }
            try connect(index)
            return true
        }
    }

    /// Closes what did not answer, as `failure` tells, and connects to it anew if it has only lost the connection.
    mutating func drop(after failure: IndexError) throws(IndexError) {
        let lost = slots.indices.filter { slots[$0].place.isRemote && slots[$0].reader != nil }
        let named = lost.filter { failure.names(slots[$0].place) }
        for index in named.isEmpty ? lost : named {
            slots[index].reader = nil
            if failure.isTimeout, case .remote(let place) = slots[index].place {
                ShardHealth.markDown(place)
            } else {
                try? connect(index)
            }
        }
        try settle(failure)
    }

    /// Opens the database at a place, and notes if it answers.
    private mutating func connect(_ index: Int) throws(IndexError) {
        do throws(IndexError) {
            slots[index].reader = try ShardReader(slots[index].place)
        } catch {
            if error.code == .unreachable, case .remote(let place) = slots[index].place { ShardHealth.markDown(place) }
            throw error
        }
        if case .remote(let place) = slots[index].place { ShardHealth.markUp(place) }
    }

    /// Notes what is open.
    private mutating func settle(_ failure: IndexError?) throws(IndexError) {
        open = slots.indices.filter { slots[$0].reader != nil }
        if open.isEmpty { throw failure ?? .unreachable(path) }
    }
}

extension IndexError {
    /// True if the time for an answer of another machine was over.
    fileprivate var isTimeout: Bool { engine?.hasPrefix("NetworkTimeoutError") ?? false }

    /// True if it is about the database at `place`.
    fileprivate func names(_ place: IndexPlace) -> Bool {
        guard case .remote(let remote) = place else { return false }
        return engine?.contains("(\(remote.host):\(remote.port))") ?? false
    }
}
