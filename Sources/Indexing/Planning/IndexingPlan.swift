// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import Glibc
internal import SearchIndex

/// The work of a run: found by looking at the files' names, times and sizes only.
struct IndexingPlan {
    var jobs: [IndexingJob] = []
    var removals: [String] = []
    var unchanged = 0
    var failures: [IndexingFailure] = []
    /// Things that a walk through folders passed over, which is no failure.
    var skipped: [IndexingFailure] = []
    /// Remembered roots that go out with their documents.
    var forgotten: Set<UInt32> = []

    private let options: IndexingOptions
    private let names: [UInt32: String]
    /// The contents of the index, by id.
    let entries: [String: IndexEntry]
    private var taken: [String: UInt32] = [:]

    /// The index's own folder: what lies in it is no document, wherever it lies.
    private let indexFolder: [UInt8]

    /// A plan against `entries`, the contents of the index in `folder`. `roots` are all roots, remembered and new.
    init(entries: [IndexEntry], roots: [IndexRoot], options: IndexingOptions, folder: IndexFolder) {
        self.options = options
        self.indexFolder = Roots.absolute(folder.path) + [0x2F]
        self.entries = Dictionary(entries.map { ($0.id, $0) }) { first, _ in first }
        names = Dictionary(roots.map { ($0.number, $0.name) }) { first, _ in first }
    }

    /// The time that a document of a file of several has, where another could not be read for want of a program: it
    /// fits no file, so that this one is read again.
    static let partial: Int64 = -1

    /// Looks through a root; where `places` are given, which are paths relative to it, only at and below these.
    mutating func add(_ root: IndexRoot, at places: Set<[UInt8]>? = nil) {
        let chosen = places.map { Set($0.map { DocumentID.encode($0) }) }
        let known = entries.values.filter { entry in
            entry.root == root.number
                && chosen.map { $0.contains(entry.id) || Self.file(of: entry.id, in: $0) != nil } ?? true
        }.map(\.id).sorted()
        guard let status = Self.status(of: root.path) else {
            let number = errno
            guard number == ENOENT || number == ENOTDIR else {
                failures.append(Self.failure(errno: number, path: root.name))
                return
            }
            drop(root, known, "is not there")
            return
        }
        if status.st_mode & S_IFMT != S_IFDIR {
            let name = root.path.split(separator: 0x2F).last.map(Array.init) ?? []
            let id = DocumentID.encode(name)
            add(file: root.path, id: id, root: root, members: known.filter { $0.hasPrefix(id + "/") })
            return
        }
        do throws(ReadingError) {
            let walk =
                if let places {
                    FolderWalk().files(
                        below: root.path, at: Self.outermost(places).sorted { $0.lexicographicallyPrecedes($1) })
                } else { try FolderWalk().files(below: root.path) }
            add(walk, of: root, known: known, isWhole: places == nil)
        } catch {
            failures.append(Self.failure(error))
        }
    }

    /// Adds what a walk through the folder `root` found, of whose documents the index has `known`.
    private mutating func add(_ walk: FolderWalk.Result, of root: IndexRoot, known: [String], isWhole: Bool) {
        for failure in walk.failures { failures.append(Self.failure(failure)) }
        func isWanted(_ file: [UInt8]) -> Bool {
            !isExcluded(file) && !(root.path + [0x2F] + file).starts(with: indexFolder)
        }
        let files = walk.files.filter(isWanted)
        for entry in walk.skipped where isWanted(entry.path) {
            let path = root.name + "/" + String(decoding: entry.path, as: UTF8.self)
            skipped.append(IndexingFailure(.noFile, path: path, message: entry.reason))
        }
        if isWhole && walk.failures.isEmpty && !known.isEmpty && walk.files.isEmpty {
            drop(root, known, "has become empty")
            return
        }
        let ids = files.map { DocumentID.encode($0) }
        var found = Set(ids)
        // Documents within files that are there are those files' affair.
        var members: [String: [String]] = [:]
        for id in known where !found.contains(id) {
            guard let file = Self.file(of: id, in: found) else { continue }
            members[file, default: []].append(id)
        }
        for (file, id) in zip(files, ids) {
            add(file: root.path + [0x2F] + file, id: id, root: root, members: members[id] ?? [])
        }
        for list in members.values { found.formUnion(list) }
        // What lies in a folder that could not be read has not vanished.
        let hidden = walk.failures.map { $0.path + "/" }
        for id in known where !found.contains(id) {
            let path = root.name + "/" + String(decoding: DocumentID.decode(id) ?? [], as: UTF8.self)
            if !hidden.contains(where: { path.hasPrefix($0) }) { removals.append(id) }
        }
    }

    /// The `places` that lie in no other of them.
    private static func outermost(_ places: Set<[UInt8]>) -> [[UInt8]] {
        places.filter { place in
            !place.indices.contains { place[$0] == 0x2F && places.contains(Array(place[..<$0])) }
        }
    }

    private mutating func drop(_ root: IndexRoot, _ known: [String], _ what: String) {
        if options.prune {
            removals += known
            forgotten.insert(root.number)
        } else if known.isEmpty {
            failures.append(IndexingFailure(.notFound, path: root.name, message: "There is no such file or folder."))
        } else {
            failures.append(
                IndexingFailure(
                    .rootGone, path: root.name,
                    message: "The root \(what); its \(known.count) documents were kept. Take them out with --prune."))
        }
    }

    /// True if a document of another root has `id`.
    func isForeign(_ id: String, to root: UInt32) -> Bool {
        guard !options.rebuild, let owner = taken[id] ?? entries[id]?.root else { return false }
        return owner != root && !forgotten.contains(owner)
    }

    /// The one of `files` within which the document `id` lies.
    static func file(of id: String, in files: Set<String>) -> String? {
        var rest = id[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            let file = String(rest)
            if files.contains(file) { return file }
        }
        return nil
    }

    private mutating func add(file: [UInt8], id: String, root: IndexRoot, members: [String]) {
        let path = String(decoding: file, as: UTF8.self)
        // A rebuild reads everything; what the index held tells it only which roots have gone.
        let entry = options.rebuild ? nil : entries[id]
        if let owner = taken[id] ?? entry?.root, owner != root.number, !forgotten.contains(owner) {
            failures.append(
                IndexingFailure(
                    .idTaken, path: path,
                    message: "The id \(id) belongs to a document of \(names[owner] ?? "another root"); rename one."))
            return
        }
        guard let status = Self.status(of: file) else {
            failures.append(Self.failure(errno: errno, path: path))
            return
        }
        taken[id] = root.number
        let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        let size = Int64(status.st_size)
        let known = options.rebuild ? [] : (members + [id]).compactMap { entries[$0] }
        if !known.isEmpty, known.allSatisfy({ $0.modified == modified && $0.size == size }) {
            unchanged += known.count
            return
        }
        // Something of the file could not be read for want of a program, which may be there now.
        let isPartial = known.contains { $0.modified == Self.partial }
        let hashes = Set(known.map { $0.contentHash.prefix { $0 != "/" } })
        jobs.append(
            IndexingJob(
                id: id, root: root.number, path: file, size: size, modified: modified,
                knownHash: hashes.count == 1 && !isPartial ? hashes.first.map(String.init) : nil,
                known: Set(known.map(\.id))))
    }

    private func isExcluded(_ file: [UInt8]) -> Bool {
        guard !options.excludes.isEmpty else { return false }
        let whole = String(decoding: file, as: UTF8.self)
        let parts = [whole] + whole.split(separator: "/").map(String.init)
        return options.excludes.contains { glob in parts.contains { unsafe fnmatch(glob, $0, 0) == 0 } }
    }

    private static func status(of path: [UInt8]) -> stat? {
        var status = stat()
        let name = path.map { CChar(bitPattern: $0) } + [0]
        return unsafe stat(name, &status) == 0 ? status : nil
    }

    private static func failure(errno number: Int32, path: String) -> IndexingFailure {
        let kind: IndexingFailure.Kind = number == ENOENT ? .notFound : number == EACCES ? .permission : .io
        return IndexingFailure(kind, path: path, message: unsafe String(cString: strerror(number)))
    }

    static func failure(_ error: ReadingError) -> IndexingFailure {
        let kind: IndexingFailure.Kind =
            switch error.code {
            case .notFound: .notFound
            case .permission: .permission
            case .missingConverter: .missingConverter
            case .io, .changedWhileReading: .io
            default: .badData
            }
        return IndexingFailure(kind, path: error.path, message: error.message)
    }
}
