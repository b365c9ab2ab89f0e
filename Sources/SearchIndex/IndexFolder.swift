// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc

/// The folder of an index.
///
/// | name | is |
/// | --- | --- |
/// | `current` | one line: the name of the generation to read |
/// | `generation-000001`… | a generation: a Xapian database |
/// | `XAPIANDB` | the same name for programs of Xapian, to which it makes the folder a database (a stub) |
/// | `roots` | the files and folders that it was made of, as text |
/// | `writer.lock` | held with flock by the writer, with its process id |
/// | `hakud.sock` | the daemon's socket |
///
/// The folder itself is stable, so that a path, a socket or a watch on it stays good. A rebuild writes the next
/// generation beside the current one and then swaps `current` by renaming, which is atomic; readers that have the old
/// generation open keep its files until they let go of them.
public struct IndexFolder: Hashable, Sendable {
    /// The folder's path, as given.
    public let path: String
    /// A generation that is to be read though it is not the current one.
    private var pinned: String?

    /// The index at `path`. Nothing is looked at or made yet.
    public init(_ path: String) {
        var trimmed = path.isEmpty ? "." : path
        while trimmed.utf8.count > 1 && trimmed.utf8.last == 0x2F { trimmed.removeLast() }
        self.path = trimmed
    }

    /// The index at `path`, of which the generation of this name is read.
    init(_ path: String, generation: String) {
        self.init(path)
        pinned = generation
    }

    /// Where the daemon's socket is unless it is told otherwise.
    public var socketPath: String { path + "/hakud.sock" }

    var currentPath: String { path + "/current" }
    var lockPath: String { path + "/writer.lock" }

    /// The name of the generation to read, nil where there is no index yet (no folder, or one that holds nothing but
    /// what the daemon and a README leave there).
    ///
    /// - Throws: ``IndexError/Code/notAFolder`` where the path is a file, ``IndexError/Code/notAnIndex`` where the
    ///   folder holds something else, and what the system refuses.
    public func currentGeneration() throws(IndexError) -> String? {
        if let pinned { return pinned }
        switch try Files.kind(of: path) {
        case .nothing: return nil
        case .file:
            throw IndexError(.notAFolder, "\(path) is a file, not the folder of an index; name a folder.", path: path)
        case .folder: break
        }
        switch try Files.kind(of: currentPath) {
        case .nothing:
            if let foreign = try foreignName() {
                throw IndexError(
                    .notAnIndex,
                    "\(path) is not an index of haku: it holds \(foreign); name an empty or a new folder.",
                    path: path)
            }
            // A rebuild that was killed before its first swap leaves a generation, but no list of roots.
            if try Files.kind(of: rootsPath) == .file, try holdsDatabase() {
                throw .damaged(path, "the file `current` is missing")
            }
            return nil
        case .folder: throw notAnIndex("its `current` is a folder")
        case .file: break
        }
        guard let bytes = try Files.read(currentPath) else { return nil }
        var line = String(decoding: bytes, as: UTF8.self)
        if line.utf8.last == 0x0A { line.removeLast() }
        guard Self.number(ofGeneration: line) != nil else {
            guard try generations().isEmpty else { throw .damaged(path, "the file `current`") }
            throw notAnIndex("its file `current` names no generation")
        }
        return line
    }

    /// The name of the generation to read, as ``currentGeneration()``; nil also where the file that names it is damaged.
    func intactGeneration() throws(IndexError) -> String? {
        do throws(IndexError) {
            return try currentGeneration()
        } catch {
            if error.code == .corrupt { return nil }
            throw error
        }
    }

    /// Has whoever opens the index from now on read the generation `name`.
    func makeCurrent(_ name: String) throws(IndexError) {
        try Files.replace(currentPath, with: name + "\n")
        nameForXapian(name)
    }

    /// Has xapian-tcpsrv, xapian-delve and others open the generation `name` where they are given the index's folder. What is
    /// read here does not depend on it, so that a failure is none of an index's.
    func nameForXapian(_ name: String) {
        let text = "auto \(name)\n"
        let path = path + "/XAPIANDB"
        if let known = try? Files.read(path), known == Array(text.utf8) { return }
        try? Files.replace(path, with: text, isDurable: false)
    }

    /// Where a new generation is made of segments.
    var segmentsPath: String { path + "/segments" }

    /// The path of a generation.
    func path(ofGeneration name: String) -> String { path + "/" + name }

    /// The generations that lie in the folder, current or not.
    public func generations() throws(IndexError) -> [String] {
        try Files.names(in: path).filter { Self.number(ofGeneration: $0) != nil }
    }

    /// True if any generation in the folder is a database.
    private func holdsDatabase() throws(IndexError) -> Bool {
        try generations().contains { Files.stamp(of: path(ofGeneration: $0) + "/iamglass") != nil }
    }

    static func name(ofGeneration number: Int) -> String {
        let digits = String(number)
        return "generation-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    static func number(ofGeneration name: String) -> Int? {
        guard name.hasPrefix("generation-") else { return nil }
        let digits = name.utf8.dropFirst("generation-".utf8.count)
        guard (6...15).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(Substring(digits))
    }

    func notAnIndex(_ why: String) -> IndexError {
        IndexError(.notAnIndex, "\(path) is not an index of haku: \(why); name another folder.", path: path)
    }

    func noIndex() -> IndexError {
        IndexError(
            .notFound, "There is no index at \(path) yet; make one with `haku index --index \(path) PATH`.",
            path: path)
    }

    /// A name in the folder that shows that it is no index's: a file of another program. Hidden files, READMEs, the daemon's
    /// files, and those that an interrupted first run left, do not count.
    private func foreignName() throws(IndexError) -> String? {
        try Files.names(in: path).first { name in
            !(name.hasPrefix(".") || name.hasPrefix("README") || name.hasPrefix("hakud") || name == "writer.lock"
                || name == "current.new" || name.hasPrefix("XAPIANDB") || name == "roots" || name == "roots.new"
                || name == "unread"
                || name == "unread.new" || name == "segments"
                || Self.number(ofGeneration: name) != nil)
        }
    }
}
