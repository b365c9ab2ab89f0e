// SPDX-License-Identifier: GPL-3.0-or-later
public import FinnishText

/// A document as its file holds it, decoded.
public struct SourceDocument: Hashable, Sendable {
    /// How a text's characters are written as bytes.
    public enum Encoding: String, Hashable, Sendable {
        /// UTF-8, with or without a byte order mark.
        case utf8 = "UTF-8"
        /// UTF-16, little endian, with a byte order mark.
        case utf16LittleEndian = "UTF-16LE"
        /// UTF-16, big endian, with a byte order mark.
        case utf16BigEndian = "UTF-16BE"
        /// ISO 8859-1.
        case latin1 = "ISO-8859-1"
        /// Windows code page 1252.
        case windows1252 = "windows-1252"
    }

    /// A value that the document gives a name.
    public struct Field: Hashable, Sendable {
        /// The field's name, one of haku's: `otsikko`, `kunta`.
        public var name: String
        /// What stands in it.
        public var value: String

        /// A field of this name and value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The text, without its byte order mark.
    public var text: String
    /// How the file wrote it.
    public var encoding: Encoding
    /// What the file is.
    public var format: DocumentFormat
    /// Where pages begin, by rising UTF-8 offset of ``text``; empty where the text has no form feeds.
    public var pages: [PageStart]
    /// The file's size in bytes.
    public var size: Int64
    /// The file's modification time, in nanoseconds since 1970.
    public var modified: Int64
    /// A 128-bit hash of the file's bytes in hexadecimal: ``ContentHash``.
    public var contentHash: String
    /// What the document says about itself in so many words: columns of a table, a mail's subject.
    public var fields: [Field]
    /// Whether a part could not be read for want of a program: where that is installed, there is more to read.
    public var isProvisional = false
    /// What of it could not be read, as sentences that go on after the document's name.
    public var notes: [String]

    /// A document of these parts.
    public init(
        text: String, encoding: Encoding = .utf8, format: DocumentFormat = .text, pages: [PageStart] = [],
        size: Int64 = 0, modified: Int64 = 0, contentHash: String = "", fields: [Field] = [], notes: [String] = []
    ) {
        self.text = text
        self.encoding = encoding
        self.format = format
        self.pages = pages
        self.size = size
        self.modified = modified
        self.contentHash = contentHash
        self.fields = fields
        self.notes = notes
    }
}
