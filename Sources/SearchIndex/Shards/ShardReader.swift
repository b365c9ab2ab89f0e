// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
internal import CodedErrors

/// One open database of an index: the current generation of a folder, or what xapian-tcpsrv serves. Belongs to the thread
/// of its ``IndexReader``.
@safe final class ShardReader {
    let place: IndexPlace
    /// The shim's reader.
    private(set) var handle: OpaquePointer?
    /// The number of commits, also across rebuilds.
    private(set) var generation: UInt64 = 0
    /// Xapian's UUID of the database.
    private(set) var database = ""
    private(set) var stamp = SchemaStamp(version: 0, features: [])
    /// The version of ``ShardHealth`` that it was connected to in.
    private(set) var version = 0

    /// The stamp of the file that names the generation which is open.
    private var current: Files.Stamp?
    /// The folder of the generation that is open.
    private(set) var generationPath = ""
    /// The last time that the generation's files were looked at.
    private(set) var lastLook = ContinuousClock.now

    /// The longest that connecting to another machine, and an answer of it, may take, in milliseconds: well within the ten
    /// seconds that a request has, so that there is time for an answer without it.
    private static let (connectLimit, answerLimit) = (UInt32(1_000), UInt32(4_000))
    private static let attempts = 5

    private var path: String { place.folder.path }

    /// Opens the database.
    ///
    /// - Throws: ``IndexError/Code/unreachable`` of one elsewhere; else as ``IndexReader/init(folder:)``.
    init(_ place: IndexPlace) throws(IndexError) {
        self.place = place
        unsafe handle = nil
        try open()
    }

    deinit {
        if let handle = unsafe handle { unsafe cx_reader_close(handle) }
    }

    /// Moves on to the newest commit, also of a generation that a rebuild has put in place. A joint reader of it has to be
    /// made anew then.
    ///
    /// - Parameter opens: Whether to open it anew in any case.
    /// - Returns: True if there was a newer one, or it was opened anew.
    /// - Throws: As ``init(_:)``.
    func refresh(opening opens: Bool = false) throws(IndexError) -> Bool {
        guard case .folder(let folder) = place else { return try reopen() }
        guard let now = Files.stamp(of: folder.currentPath) else { return false }
        if now != current || opens {
            try open()
            return true
        }
        do throws(IndexError) {
            try requireSoundFiles()
            return try reopen()
        } catch {
            // A rebuild may have deleted the generation between the two looks.
            guard Files.stamp(of: folder.currentPath) != current else { throw error }
            try open()
            return true
        }
    }

    private func reopen() throws(IndexError) -> Bool {
        var changed = false
        _ = try engine(path) { unsafe cx_reader_reopen(handle, &changed, $0) }
        if changed { try readState() }
        return changed
    }

    /// True if the place has another database by now than the one that is open. Connects anew.
    func isReplaced() throws(IndexError) -> Bool { try ShardReader(place).database != database }

    /// Requires that nobody but a writer has changed the files of the open generation.
    func requireSoundFiles() throws(IndexError) {
        guard !place.isRemote else { return }
        try GenerationSums(place: generationPath, path: path).requireSound()
        lastLook = .now
    }

    /// Opens the database that is there now, in place of the one that was open. A rebuild may delete the generation between the look at
    /// the name and the opening, so it is tried again while the name changes.
    func open() throws(IndexError) {
        let folder: IndexFolder
        switch place {
        case .folder(let its): folder = its
        case .remote(let remote):
            version = ShardHealth.version(of: remote)
            return try take(
                engine(path) { error in
                    unsafe cx_reader_open_remote(
                        remote.host, UInt32(remote.port), Self.connectLimit, Self.answerLimit, error)
                })
        }
        var attempt = 1
        while true {
            let stamp = Files.stamp(of: folder.currentPath)
            guard let name = try folder.currentGeneration() else { throw folder.noIndex() }
            do throws(IndexError) {
                try open(folder.path(ofGeneration: name))
                current = stamp
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

    private func open(_ generation: String) throws(IndexError) {
        try GenerationSums(place: generation, path: path).requireSound()
        lastLook = .now
        try take(engine(path) { unsafe cx_reader_open(generation, $0) })
        generationPath = generation
    }

    /// Reads from `new` from now on, if it is an index that can be read.
    @safe private func take(_ new: OpaquePointer?) throws(IndexError) {
        let old = unsafe handle
        unsafe handle = new
        do throws(IndexError) {
            let stamp = try SchemaStamp(
                reading: { name throws(IndexError) in try metadata(Array(name.utf8)) }, folder: place.folder)
            try stamp.check(place.folder)
            try readState()
            self.stamp = stamp
        } catch {
            unsafe handle = old
            unsafe cx_reader_close(new)
            throw error
        }
        if let old = unsafe old { unsafe cx_reader_close(old) }
    }

    private func readState() throws(IndexError) {
        var figures = cx_figures()
        _ = try engine(path) { unsafe cx_reader_figures(handle, &figures, $0) }
        generation = UInt64(String(decoding: try metadata(Array(Schema.Metadata.generation.utf8)), as: UTF8.self)) ?? 0
        database = unsafe withUnsafeBytes(of: figures.uuid) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// The value of a metadata key of the database; empty where there is none.
    func metadata(_ key: [UInt8]) throws(IndexError) -> [UInt8] {
        try engineBytes(path) { error in
            key.withElements { unsafe cx_reader_metadata(handle, $0, $1, error) }
        }
    }
}
