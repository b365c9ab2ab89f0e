// SPDX-License-Identifier: GPL-3.0-or-later

extension StoredDocument {
    /// The first byte of a record: which layout follows.
    private static let layout: UInt8 = 1

    /// The record as the index keeps it, in Xapian's document data.
    func encoded() -> [UInt8] {
        var out = ByteWriter()
        out.byte(Self.layout)
        out.string(id)
        out.number(root)
        out.string(title)
        out.string(kind)
        out.string(project)
        out.signed(modified)
        out.signed(size)
        out.string(contentHash)
        out.number(words)
        out.number(repairs)
        out.number(UInt32(clamping: fields.count))
        for field in fields.prefix(Int(UInt32.max)) {
            out.string(field.name)
            out.string(field.value)
        }
        return out.bytes
    }

    /// The id and the title of the record that `bytes` hold, without the rest.
    ///
    /// Throws ``IndexError/Code/corrupt`` where they hold none.
    static func heading(encoded bytes: [UInt8], path: String) throws(IndexError) -> (id: String, title: String) {
        var input = ByteReader(bytes, path: path)
        guard try input.byte() == layout else { throw input.damage("a record of an unknown layout") }
        let id = try input.string()
        _ = try input.number(UInt32.self)
        return (id, try input.string())
    }

    /// The record that `bytes` hold.
    ///
    /// Throws ``IndexError/Code/corrupt`` where they hold none; `path` is the index's folder, for the error.
    init(encoded bytes: [UInt8], path: String) throws(IndexError) {
        var input = ByteReader(bytes, path: path)
        guard try input.byte() == Self.layout else { throw input.damage("a record of an unknown layout") }
        let id = try input.string()
        let root = try input.number(UInt32.self)
        let title = try input.string()
        let kind = try input.string()
        let project = try input.string()
        let modified = try input.signed()
        let size = try input.signed()
        let contentHash = try input.string()
        let words = try input.number(UInt32.self)
        let repairs = try input.number(UInt32.self)
        var fields: [Field] = []
        let count = try input.count(least: 2)
        fields.reserveCapacity(count)
        for _ in 0..<count { fields.append(Field(try input.string(), try input.string())) }
        guard input.isAtEnd else { throw input.damage("a record goes on after its end") }
        self.init(
            id: id, root: root, title: title, kind: kind, project: project, fields: fields, modified: modified,
            size: size, contentHash: contentHash, words: words, repairs: repairs)
    }
}

/// The part of a document's record that tells if its file has changed; all are read at once by ``IndexWriter/entries()``.
public struct IndexEntry: Hashable, Sendable {
    /// The document's id.
    public var id: String
    /// The number of its root.
    public var root: UInt32
    /// The file's modification time in nanoseconds since 1970.
    public var modified: Int64
    /// The file's size in bytes.
    public var size: Int64
    /// The hash of the file's content, in hexadecimal.
    public var contentHash: String

    /// An entry of these parts.
    public init(id: String, root: UInt32, modified: Int64, size: Int64, contentHash: String) {
        self.id = id
        self.root = root
        self.modified = modified
        self.size = size
        self.contentHash = contentHash
    }

    init(_ record: StoredDocument) {
        self.init(
            id: record.id, root: record.root, modified: record.modified, size: record.size,
            contentHash: record.contentHash)
    }

    func encoded() -> [UInt8] {
        var out = ByteWriter()
        out.string(id)
        out.number(root)
        out.signed(modified)
        out.signed(size)
        out.string(contentHash)
        return out.bytes
    }

    init(encoded bytes: [UInt8], path: String) throws(IndexError) {
        var input = ByteReader(bytes, path: path)
        let id = try input.string()
        let root = try input.number(UInt32.self)
        let modified = try input.signed()
        let size = try input.signed()
        let contentHash = try input.string()
        self.init(id: id, root: root, modified: modified, size: size, contentHash: contentHash)
    }
}
