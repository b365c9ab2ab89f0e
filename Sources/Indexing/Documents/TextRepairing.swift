// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentReading
public import FinnishText
public import OCRRepair

/// Repairs text that OCR damaged. One belongs to one thread.
public protocol TextRepairing: WordJudging, LayerJudging {
    /// `text` with its damaged words repaired, by words of `collection` too; what is not damaged stays.
    func repair(_ text: NormalisedText, with collection: (any CollectionWords)?) -> RepairedText
    /// The dictionary that it asks, which the analyser of the same thread then asks, too: most words that one of them
    /// reads are read by the other. Nil where it has none.
    var voikko: Voikko? { get }
}

extension TextRepairing {
    /// No dictionary.
    public var voikko: Voikko? { nil }
    /// No judgement.
    public func isBadlyRead(_ text: String) -> Bool { false }
}

extension Repairer: TextRepairing {}
