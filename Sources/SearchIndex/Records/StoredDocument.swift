// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel

/// The record of a document: all that the index keeps of it beside its text. Small; read for each hit.
public struct StoredDocument: Hashable, Sendable {
    /// The document's id: its path relative to its root, %-encoded.
    public var id: String
    /// The number of the root it was found under.
    public var root: UInt32
    /// The title to show; never empty.
    public var title: String
    /// `hankekortti`, `tiivistelmä`, `valintaesitys` or `muu`.
    public var kind: String
    /// A key of the project that the document belongs to; empty where it belongs to none.
    public var project: String
    /// The fields in the order of the document.
    public var fields: [DocumentField]
    /// The file's modification time, in nanoseconds since 1970.
    public var modified: Int64
    /// The file's size in bytes.
    public var size: Int64
    /// A 128-bit hash of the file's content, in hexadecimal.
    public var contentHash: String
    /// The number of word positions.
    public var words: UInt32
    /// The number of repairs.
    public var repairs: UInt32
    /// When the file's content, name or rights changed as the system says, in nanoseconds since 1970; 0 where that was not
    /// noted.
    public var changed: Int64 = 0
    /// The file's number on its file system; 0 where that was not noted.
    public var inode: UInt64 = 0
    /// The sum of the text (``Schema/textSum(_:)``); 0 where that was not noted.
    public var textSum: UInt64 = 0

    /// A record of these parts.
    public init(
        id: String, root: UInt32 = 0, title: String, kind: String = "muu", project: String = "",
        fields: [DocumentField] = [],
        modified: Int64 = 0, size: Int64 = 0, contentHash: String = "", words: UInt32 = 0, repairs: UInt32 = 0
    ) {
        self.id = id
        self.root = root
        self.title = title
        self.kind = kind
        self.project = project
        self.fields = fields
        self.modified = modified
        self.size = size
        self.contentHash = contentHash
        self.words = words
        self.repairs = repairs
    }
}

/// A document's text as the index keeps it: compressed, in pieces, beside the record.
public struct StoredText: Hashable, Sendable {
    /// A repair: half-open UTF-8 offsets of ``text``, the word as it came, how sure the repair is, and why.
    public struct Repair: Hashable, Sendable {
        /// The first byte of the repaired word.
        public var start: UInt32
        /// The byte after its last.
        public var end: UInt32
        /// The word as it came.
        public var original: String
        /// 0…1.
        public var confidence: Float
        /// A word for the reason, such as `ocr-nonword`.
        public var reason: String
        /// The line of the word in the file as it came, from 1.
        public var line: UInt32
        /// The column in that line, from 1, in Unicode scalars.
        public var column: UInt32

        /// A repair of these parts.
        public init(
            start: UInt32, end: UInt32, original: String, confidence: Float, reason: String, line: UInt32,
            column: UInt32
        ) {
            self.start = start
            self.end = end
            self.original = original
            self.confidence = confidence
            self.reason = reason
            self.line = line
            self.column = column
        }
    }

    /// The repaired text.
    public var text: String
    /// The text as it came, decoded to UTF-8.
    public var original: String
    /// Where pages begin.
    public var pages: [PageStart]
    /// The repairs, by rising offset.
    public var repairs: [Repair]
    /// Passages that the document shows but does not assert: half-open UTF-8 offsets of ``text``.
    public var unasserted: [Range<UInt32>]
    /// The cells that the lines of ``text`` are made of, where it is a workbook.
    public var cells: SheetCells

    /// A text of these parts.
    public init(
        text: String, original: String, pages: [PageStart] = [], repairs: [Repair] = [],
        unasserted: [Range<UInt32>] = [], cells: SheetCells = SheetCells()
    ) {
        self.text = text
        self.original = original
        self.pages = pages
        self.repairs = repairs
        self.unasserted = unasserted
        self.cells = cells
    }
}
