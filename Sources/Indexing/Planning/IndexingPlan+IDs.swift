// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs
internal import Glibc
internal import SearchIndex

/// The ids of files: the path below the root, after the root's label where an earlier root has the same path.
extension IndexingPlan {
    /// The ids of `files`, whose paths are relative to `root`, in their order. Each has one of its own.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    func ids(of files: [[UInt8]], in root: IndexRoot) throws -> [String] {
        var used: Set<String> = []
        return try files.map { path in
            let id = try id(of: path, as: DocumentID.encode(path), in: root)
            if used.insert(id).inserted { return id }
            // Names that are the same but for the form of their letters.
            let other = try self.id(of: path, as: DocumentID.encodeApart(path), in: root)
            used.insert(other)
            return other
        }
    }

    /// The id of the file `path` of `root`, which is `id` unless an earlier root has that.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    func id(of path: [UInt8], as id: String, in root: IndexRoot, isFile: Bool = false) throws -> String {
        if !options.rebuild, try known.entry(id)?.root == root.number { return id }
        let labelled = label(of: root, isFile: isFile) + "/" + id
        if !options.rebuild, !isFile, try owner(of: labelled) == root.number,
            Self.status(of: root.path + [0x2F] + Array(labelled.utf8)) == nil
        {
            return labelled
        }
        guard let owner = try owner(of: id), owner != root.number, !forgotten.contains(owner), let other = roots[owner],
            Self.status(of: other.path) != nil
        else { return id }
        return labelled
    }

    /// The path below the root that the id of a document tells, in the form of an id.
    func below(_ id: String, in root: IndexRoot) -> String {
        let label = label(of: root, isFile: false) + "/"
        guard id.hasPrefix(label), Self.status(of: root.path + [0x2F] + Array(label.utf8)) == nil else { return id }
        return String(id.dropFirst(label.count))
    }

    /// The path of `file` below `root`, in an older form of ids, where `id` does not tell it; nil where it does.
    func told(_ file: [UInt8], as id: String, in root: IndexRoot) -> String? {
        let below = file.count > root.path.count ? Array(file.dropFirst(root.path.count + 1)) : Self.name(of: file)
        return DocumentID.decode(id) == below ? nil : DocumentID.encodeWithoutSpaces(below)
    }

    private static func name(of path: [UInt8]) -> [UInt8] { path.split(separator: 0x2F).last.map(Array.init) ?? [] }

    /// The label of `root` among all.
    func label(of root: IndexRoot, isFile: Bool) -> String {
        RootLabel.label(of: root.number, at: root.path, isFile: isFile, among: roots.mapValues(\.path))
    }

    private func owner(of id: String) throws -> UInt32? {
        if let owner = taken[id] { return owner }
        if options.rebuild { return nil }
        return try known.entry(id)?.root ?? known.owner(ofMembersBelow: id)
    }

    static func status(of path: [UInt8]) -> stat? {
        var status = stat()
        let name = path.map { CChar(bitPattern: $0) } + [0]
        return unsafe stat(name, &status) == 0 ? status : nil
    }
}
