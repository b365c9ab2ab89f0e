// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel

/// A document's text after normalisation: Unicode in order, paragraphs whole, words split at line ends joined.
///
/// All offsets are UTF-8 bytes of ``text``.
public struct NormalisedText: Sendable {
    /// The text.
    public let text: String
    /// The same as UTF-8, for whoever reads by offsets.
    public let bytes: [UInt8]
    /// The pages, by rising offset; empty where the source has none.
    public var pages: [PageStart]
    /// The ranges that the document shows but does not assert (the alternative beside an empty check box), by rising offset.
    public var unasserted: [Range<Int>]
    /// Each offset of ``text`` to its offset in the text that was normalised.
    public var origin: OffsetMap

    /// A normalised text of these parts.
    public init(text: String, pages: [PageStart] = [], unasserted: [Range<Int>] = [], origin: OffsetMap = OffsetMap()) {
        self.init(text, Array(text.utf8), pages: pages, unasserted: unasserted, origin: origin)
    }

    /// A normalised text of these parts, as UTF-8.
    public init(
        bytes: [UInt8], pages: [PageStart] = [], unasserted: [Range<Int>] = [], origin: OffsetMap = OffsetMap()
    ) {
        self.init(
            String(decoding: bytes, as: UTF8.self), bytes, pages: pages, unasserted: unasserted, origin: origin)
    }

    private init(_ text: String, _ bytes: [UInt8], pages: [PageStart], unasserted: [Range<Int>], origin: OffsetMap) {
        self.text = text
        self.bytes = bytes
        self.pages = pages
        self.unasserted = unasserted
        self.origin = origin
    }
}

/// Tells the normaliser whether two halves that a line end parted are one word.
///
/// `OCRRepair` answers for damaged text too; ``VoikkoJudge`` knows clean words only.
public protocol WordJudging {
    /// True if `word` is a word, or (where the judge repairs) its best repair is one.
    func isWord(_ word: String) -> Bool

    /// True if the dictionary has `word` as it is written, or, of one wholly in capitals, in small letters or as a name.
    func isKnown(_ word: String) -> Bool
}

extension WordJudging {
    /// The answer of ``isWord(_:)``, of a judge that repairs nothing.
    public func isKnown(_ word: String) -> Bool { isWord(word) }
}
