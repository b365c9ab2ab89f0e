// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

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
        out.signed(changed)
        out.number(inode)
        out.number(textSum)
        return out.bytes
    }

    /// The parts of the record that `bytes` hold which hits show, without the rest.
    ///
    /// Throws ``IndexError/Code/corrupt`` where they hold none.
    static func heading(encoded bytes: [UInt8], path: String) throws(IndexError) -> RecordHeading {
        var input = ByteReader(bytes, path: path)
        guard try input.byte() == layout else { throw input.damage("a record of an unknown layout") }
        let id = try input.string()
        let root = try input.number(UInt32.self)
        var heading = RecordHeading(id: id, root: root, title: try input.string())
        // Kind and project; two times; the hash; words and repairs.
        for _ in 0..<2 { _ = try input.slice() }
        for _ in 0..<2 { _ = try input.signed() }
        _ = try input.slice()
        for _ in 0..<2 { _ = try input.number(UInt32.self) }
        for _ in 0..<(try input.count(least: 2)) {
            let name = try input.slice()
            let value = try input.slice()
            if name.elementsEqual(pathField.utf8) { heading.path = String(decoding: value, as: UTF8.self) }
        }
        if !input.isAtEnd {
            _ = try input.signed()
            _ = try input.number(UInt64.self)
            heading.textSum = try input.number()
        }
        return heading
    }

    /// The field that has the path below the root where the id does not tell it.
    private static let pathField = "polku"

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
        var fields: [DocumentField] = []
        let count = try input.count(least: 2)
        fields.reserveCapacity(count)
        for _ in 0..<count { fields.append(DocumentField(try input.string(), try input.string())) }
        self.init(
            id: id, root: root, title: title, kind: kind, project: project, fields: fields, modified: modified,
            size: size, contentHash: contentHash, words: words, repairs: repairs)
        // Older indexes end here.
        if !input.isAtEnd {
            (changed, inode) = (try input.signed(), try input.number())
            textSum = try input.number()
        }
        guard input.isAtEnd else { throw input.damage("a record goes on after its end") }
    }
}

/// The parts of a document's record that hits show.
public struct RecordHeading: Hashable, Sendable {
    /// The document's id.
    public let id: String
    /// The number of its root.
    public let root: UInt32
    /// Its title.
    public let title: String
    /// The path below the root in the form of an id, where the id does not tell it.
    public internal(set) var path: String?
    /// The sum of its text; 0 where that was not noted.
    public internal(set) var textSum: UInt64 = 0
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
    /// When the file's content, name or rights changed as the system says, in nanoseconds since 1970; 0 where that was not
    /// noted.
    public var changed: Int64
    /// The file's number on its file system; 0 where that was not noted.
    public var inode: UInt64

    /// An entry of these parts.
    public init(
        id: String, root: UInt32, modified: Int64, size: Int64, contentHash: String, changed: Int64 = 0,
        inode: UInt64 = 0
    ) {
        (self.id, self.root) = (id, root)
        (self.modified, self.size, self.contentHash) = (modified, size, contentHash)
        (self.changed, self.inode) = (changed, inode)
    }

    /// The entry of the document `record`.
    public init(_ record: StoredDocument) {
        self.init(
            id: record.id, root: record.root, modified: record.modified, size: record.size,
            contentHash: record.contentHash, changed: record.changed, inode: record.inode)
    }

    func encoded() -> [UInt8] {
        var out = ByteWriter()
        out.string(id)
        out.number(root)
        out.signed(modified)
        out.signed(size)
        out.string(contentHash)
        out.signed(changed)
        out.number(inode)
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
        if !input.isAtEnd { (changed, inode) = (try input.signed(), try input.number()) }
    }
}
