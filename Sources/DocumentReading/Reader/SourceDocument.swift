// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel

/// A document as its file holds it, decoded.
public struct SourceDocument: Hashable, Sendable {
    /// An encoding of characters as bytes.
    public enum Encoding: String, Hashable, Sendable {
        /// UTF-8, with or without a byte order mark.
        case utf8 = "UTF-8"
        /// UTF-16, little endian, with a byte order mark.
        case utf16LittleEndian = "UTF-16LE"
        /// UTF-16, big endian, with a byte order mark.
        case utf16BigEndian = "UTF-16BE"
        /// UTF-32, little endian, with a byte order mark.
        case utf32LittleEndian = "UTF-32LE"
        /// UTF-32, big endian, with a byte order mark.
        case utf32BigEndian = "UTF-32BE"
        /// ISO 8859-15.
        case latin9 = "ISO-8859-15"
        /// ISO 8859-1.
        case latin1 = "ISO-8859-1"
        /// Windows code page 1252.
        case windows1252 = "windows-1252"
        /// Code page 850, of DOS.
        case codePage850 = "IBM850"
        /// Mac OS Roman.
        case macRoman = "macintosh"
        /// Mac OS Central European.
        case macCentralEurope = "x-mac-ce"
        /// UTF-8 that was taken for Windows-1252 and written as UTF-8 again.
        case utf8Twice = "UTF-8, twice"

        /// True if a character takes two bytes or more, so that a text of it looks like no text byte by byte.
        var isWide: Bool { isUTF16 || self == .utf32LittleEndian || self == .utf32BigEndian }
        var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
        /// True if it was told by what the text looks like, and may be wrong.
        var isGuessed: Bool { [.codePage850, .macRoman, .macCentralEurope, .utf8Twice].contains(self) }
    }

    /// The text, without its byte order mark. Form feeds part its pages.
    public var text: String
    /// The encoding of the file.
    public var encoding = Encoding.utf8
    /// The format of the file.
    public var format = DocumentFormat.text
    /// The file's size in bytes.
    public var size: Int64 = 0
    /// The file's modification time, in nanoseconds since 1970.
    public var modified: Int64 = 0
    /// A 128-bit hash of the file's bytes in hexadecimal: ``ContentHash``.
    public var contentHash = ""
    /// The values that the document gives by name: columns of a table, a mail's subject.
    public var fields: [DocumentField] = []
    /// Candidates for the title, the likeliest first: the one that an office document gives, its headings in the largest letters.
    public var titles: [String] = []
    /// The cells that the lines of the text are made of, where it is a workbook.
    public var cells = SheetCells()
    /// True if the title is to be found in ``titles``, or is the file's name: the text's first line is none.
    public var isTitledByFile: Bool { [.docx, .xlsx, .pptx, .odt, .ods, .odp, .xls].contains(format) }
    /// True if a part could not be read for want of a program: where that is installed, there is more to read.
    public var isProvisional = false
    /// Sentences on what of it could not be read, that go on after the document's name.
    public var notes: [String] = []
}
