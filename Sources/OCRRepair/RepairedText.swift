// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel
public import FinnishText

/// A document's text after normalisation and repair. All offsets are UTF-8 bytes of ``text``.
public struct RepairedText: Sendable {
    /// The text.
    public var text: String
    /// The pages, by rising offset; empty where the source has none.
    public var pages: [PageStart]
    /// The parts that the document shows but does not assert, by rising offset.
    public var unasserted: [Range<Int>]
    /// Each offset of ``text`` to its offset in the text as it came.
    public var origin: OffsetMap
    /// The repairs, by rising offset.
    public var repairs: [Repair]
    /// True if it is Finnish with its diaeresis, in which nothing was found to be damaged: its words can be believed.
    public var isSound = false
    /// The words of damaged passages, as they stand there, that were left without a reading, or have one that no list
    /// has: a collection's own words may be what was meant. Without repeats, in the order of the text.
    public var unresolved: [String] = []
    /// The document's evidence on the machine that read it, where that may have read it badly.
    public var reader: ReaderEvidence?
    /// Candidates weighed and not taken, by rising offset, where ``RepairOptions/isExplained`` asks for it.
    public var rejections: [Rejection] = []

    /// `text` with these repairs in it.
    public init(_ text: NormalisedText, repairs: [Repair] = []) {
        (self.text, pages, unasserted, origin) = (text.text, text.pages, text.unasserted, text.origin)
        self.repairs = repairs
    }
}
