// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentIDs
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
    /// Documents that go out with a root that a person took out.
    var departures: [String] = []
    /// The numbers of the roots that were looked through.
    private(set) var rootsLookedAt: Set<UInt32> = []
    /// By root, the folders below it that other file systems are mounted on and that documents were found in.
    private(set) var mounts: [UInt32: [[UInt8]]] = [:]

    let options: IndexingOptions
    let roots: [UInt32: IndexRoot]
    private let mountPoints = MountPoints()
    /// Pairs of roots of which one holds ids of the other, which is not there: told once each.
    private var toldMoves: Set<[UInt32]> = []
    /// The contents of the index.
    let known: KnownEntries
    private(set) var taken: [String: UInt32] = [:]

    /// The index's own folder: what lies in it is no document, wherever it lies.
    private let indexFolder: [UInt8]

    /// A plan against `known`, the contents of the index in `folder`. `roots` are all roots, remembered and new.
    init(known: KnownEntries, roots: [IndexRoot], options: IndexingOptions, folder: IndexFolder) {
        self.options = options
        self.indexFolder = Roots.absolute(folder.path) + [0x2F]
        self.known = known
        self.roots = Dictionary(roots.map { ($0.number, $0) }) { first, _ in first }
    }

    /// The time that a document of a file of several has, where another could not be read for want of a program: it
    /// fits no file, so that this one is read again.
    static let partial: Int64 = -1

    /// Takes out a root with its documents, as a person decided.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    mutating func leave(_ root: IndexRoot) throws {
        departures += try known.ids(of: root)
        forgotten.insert(root.number)
    }

    /// Looks through a root; where `places` are given, which are paths relative to it, only at and below these.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    mutating func add(_ root: IndexRoot, at places: Set<[UInt8]>? = nil) throws {
        rootsLookedAt.insert(root.number)
        guard let status = Self.status(of: root.path) else {
            let number = errno
            guard number == ENOENT || number == ENOTDIR else {
                failures.append(Self.failure(errno: number, path: root.name))
                return
            }
            drop(root, try known(in: root, at: places), "is not there")
            return
        }
        if status.st_mode & S_IFMT != S_IFDIR { return try addFile(root) }
        let walk: FolderWalk.Result
        do throws(ReadingError) {
            let walker = FolderWalk(excludesDefaults: options.excludesDefaults ?? root.excludesDefaults)
            walk =
                if let places {
                    walker.files(
                        below: root.path, at: Self.outermost(places).sorted { $0.lexicographicallyPrecedes($1) })
                } else { try walker.files(below: root.path) }
        } catch {
            failures.append(Self.failure(error))
            return
        }
        try add(walk, of: root, known: known(in: root, at: places), isWhole: places == nil)
    }

    /// The ids of the documents of the folder `root`; where `places` are given, of those at and below these.
    private func known(in root: IndexRoot, at places: Set<[UInt8]>?) throws -> [String] {
        let label = label(of: root, isFile: false)
        return try known.ids(
            of: root, at: places.map { Set($0.map { DocumentID.encode($0) }.flatMap { [$0, label + "/" + $0] }) })
    }

    /// Looks at a root that is a file.
    private mutating func addFile(_ root: IndexRoot) throws {
        let name = root.path.split(separator: 0x2F).last.map(Array.init) ?? []
        if root.shard.map({ !$0.takes(name) }) ?? false {
            removals += try known.ids(of: root)
            return
        }
        let id = try id(of: name, as: DocumentID.encode(name), in: root, isFile: true)
        let known = try self.known.ids(of: root, file: id)
        let members = known.filter { $0.hasPrefix(id + "/") }
        try add(file: root.path, id: id, root: root, members: members)
        // What it held under another name, or as a folder.
        removals += Set(known).subtracting(members).subtracting([id]).sorted()
    }

    /// Adds what a walk through the folder `root` found, of whose documents the index has `known`.
    private mutating func add(_ walk: FolderWalk.Result, of root: IndexRoot, known: [String], isWhole: Bool) throws {
        for failure in walk.failures { failures.append(Self.failure(failure)) }
        let globs = Array(Set(options.excludes).union(root.excludes))
        func isWanted(_ file: [UInt8]) -> Bool {
            root.shard.map { $0.takes(file) } ?? true && !Self.isExcluded(file, globs)
                && !(root.path + [0x2F] + file).starts(with: indexFolder)
        }
        let files = walk.files.filter(isWanted)
        for entry in walk.skipped where isWanted(entry.path) {
            let path = root.name + "/" + String(decoding: entry.path, as: UTF8.self)
            skipped.append(IndexingFailure(.noFile, path: path, message: entry.reason))
        }
        if isWhole && walk.failures.isEmpty && !known.isEmpty && walk.files.isEmpty && !walk.hasLeftOut {
            drop(root, known, "has become empty")
            return
        }
        let ids = try ids(of: files, in: root)
        var found = Set(ids)
        // Documents within files that are there are those files' affair.
        var members: [String: [String]] = [:]
        for id in known where !found.contains(id) {
            guard let file = Self.file(of: id, in: found) else { continue }
            members[file, default: []].append(id)
        }
        for (file, id) in zip(files, ids) {
            try add(file: root.path + [0x2F] + file, id: id, root: root, members: members[id] ?? [])
        }
        for list in members.values { found.formUnion(list) }
        // What lies in a folder that could not be read has not vanished.
        let hidden = walk.failures.map { DocumentID.encode(Array($0.path.utf8)) + "/" }
        let missing = known.filter { id in
            guard !found.contains(id) else { return false }
            let path = hidden.isEmpty ? "" : DocumentID.encode(root.path) + "/" + below(id, in: root)
            return !hidden.contains { path.hasPrefix($0) }
        }
        let held = keepUnmounted(of: root, files: files, missing: missing, isWhole: isWhole)
        removals += missing.filter { !held.contains($0) }
    }

    /// Keeps the documents of shares below `root` that are not mounted, or are mounted and empty, and says so; notes the
    /// mount points in which there are `files`.
    ///
    /// - Returns: Those of the `missing` documents that are kept.
    private mutating func keepUnmounted(
        of root: IndexRoot, files: [[UInt8]], missing: [String], isWhole: Bool
    ) -> Set<String> {
        let mounted = mountPoints.mounted(below: root.path)
        func lies(_ path: [UInt8], below folder: [UInt8]) -> Bool {
            path.count > folder.count && path[folder.count] == 0x2F && path.starts(with: folder)
        }
        let filled = mounted.filter { mount in
            files.contains { lies($0, below: mount) }
                || !isWhole && MountPoints.hasNames(in: root.path + [0x2F] + mount)
        }
        var kept = Set(filled).union(isWhole ? [] : root.mounts)
        var held: Set<String> = []
        let paths = missing.map { ($0, DocumentID.decode(below($0, in: root)) ?? []) }
        let candidates = Set(root.mounts).union(mounted).union(mountPoints.missing(below: root.path)).subtracting(
            filled)
        for mount in candidates.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let lost = paths.filter { lies($0.1, below: mount) && !held.contains($0.0) }.map(\.0)
            // Of a rebuild's old generation perhaps nothing is known.
            let isUnknown = options.rebuild && known.count == 0 && root.mounts.contains(mount)
            guard !options.prune, !lost.isEmpty || isUnknown else { continue }
            held.formUnion(lost)
            kept.insert(mount)
            let what = mounted.contains(mount) ? "has become empty" : "is not mounted"
            let count = isUnknown ? "its documents" : "its \(lost.count) documents"
            failures.append(
                IndexingFailure(
                    .rootGone, path: root.name + "/" + String(decoding: mount, as: UTF8.self),
                    message: "The folder \(what); \(count) were kept. Take them out with --prune."))
        }
        mounts[root.number] = kept.sorted { $0.lexicographicallyPrecedes($1) }
        return held
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
                    message:
                        "The root \(what); its \(known.count) documents were kept. If it was moved, say `haku index NEW "
                        + "--moved-from \(root.name)`; to take them out, --prune."))
        }
    }

    /// Takes back that documents go out, and roots with them.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    mutating func withhold() throws {
        let returned = forgotten
        forgotten = Set(roots.values.lazy.filter(\.isLeaving).map(\.number))
        let (known, forgotten) = (known, forgotten)
        try jobs.removeAll { job in
            guard let owner = try known.entry(job.id)?.root else { return false }
            return owner != job.root && returned.contains(owner) && !forgotten.contains(owner)
        }
        failures.append(Self.massRemoval(removals.count, of: known.count))
        removals = []
    }

    /// The failure that says that a run would take out more than half of the documents.
    static func massRemoval(_ removed: Int, of count: Int) -> IndexingFailure {
        IndexingFailure(
            .massRemoval, path: "this run",
            message:
                "Would take out \(removed) of the \(count) documents, which were kept. If that is right, say --yes (or "
                + "--prune twice); if a folder was moved, `haku index NEW --moved-from OLD`.")
    }

    /// True if a document of another root has `id`.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    func isForeign(_ id: String, to root: UInt32) throws -> Bool {
        guard !options.rebuild, let owner = try taken[id] ?? known.entry(id)?.root else { return false }
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

    private mutating func add(file: [UInt8], id: String, root: IndexRoot, members: [String]) throws {
        let path = String(decoding: file, as: UTF8.self)
        // A rebuild reads everything; what the index held tells it only which roots have gone.
        let entry = options.rebuild ? nil : try known.entry(id)
        if let owner = taken[id] ?? entry?.root, owner != root.number, !forgotten.contains(owner) {
            refuse(path, id, of: root, owner: owner)
            return
        }
        guard let status = Self.status(of: file) else {
            failures.append(Self.failure(errno: errno, path: path))
            return
        }
        taken[id] = root.number
        let stamp = FileStamp(status)
        let known = try options.rebuild ? [] : (members + [id]).compactMap { id in try self.known.entry(id) }
        if !known.isEmpty, known.allSatisfy({ stamp.matches($0) }) {
            unchanged += known.count
            return
        }
        // Something of the file could not be read for want of a program, which may be there now.
        let isPartial = known.contains { $0.modified == Self.partial }
        let hashes = Set(known.map { $0.contentHash.prefix { $0 != "/" } })
        jobs.append(
            IndexingJob(
                id: id, root: root.number, path: file, told: told(file, as: id, in: root), stamp: stamp,
                knownHash: hashes.count == 1 && !isPartial ? hashes.first.map(String.init) : nil,
                ocr: options.ocr ?? root.ocr, repair: options.repair && root.repair, known: Set(known.map(\.id))))
    }

    /// Reports that the id of a file belongs to a document of the root `owner`. Where that is not there, it was probably
    /// moved, which is told once.
    private mutating func refuse(_ path: String, _ id: String, of root: IndexRoot, owner: UInt32) {
        let other = roots[owner]
        if let other, Self.status(of: other.path) == nil {
            guard toldMoves.insert([root.number, owner]).inserted else { return }
            failures.append(
                IndexingFailure(
                    .idTaken, path: root.name,
                    message:
                        "Holds files of the same names as \(other.name), which is not there; if that was moved, say "
                        + "`haku index \(root.name) --moved-from \(other.name)`."))
            return
        }
        failures.append(
            IndexingFailure(
                .idTaken, path: path,
                message: "The id \(id) belongs to a document of \(other?.name ?? "another root"); rename one."))
    }

    private static func isExcluded(_ file: [UInt8], _ globs: [String]) -> Bool {
        guard !globs.isEmpty else { return false }
        let whole = String(decoding: file, as: UTF8.self)
        let parts = [whole] + whole.split(separator: "/").map(String.init)
        return globs.contains { glob in parts.contains { unsafe fnmatch(glob, $0, 0) == 0 } }
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
