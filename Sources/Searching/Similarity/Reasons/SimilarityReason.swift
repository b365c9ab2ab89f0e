// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// A word that ties two documents, and the passage of each that shows it.
public struct SimilarityReason: Hashable, Sendable {
    /// A passage on one line, and half-open UTF-8 offsets of it where the word stands.
    public struct Passage: Hashable, Sendable {
        /// The passage, cut at ends of words.
        public var text: String
        /// The places of the word.
        public var matches: [Range<Int>]
    }

    /// The word, as a dictionary writes it.
    public var word: String
    /// The passage of the document that others are compared with.
    public var own: Passage
    /// The passage of the other one.
    public var other: Passage
}

/// Finds the passages of texts in which words stand, as words of their own or as parts of compounds.
struct WordPassages {
    /// The most bytes of a passage on either side of the word.
    private static let reach = 90

    private let bytes: [UInt8]
    /// The best place of each lemma: a whole word before a compound, a longer line before a short one.
    private var places: [String: (range: Range<Int>, worth: Int)] = [:]

    /// Finds `lemmas`, in lower case, in `text`. As long as the text takes to analyse.
    init(of lemmas: Set<String>, in text: String, _ analyser: Analyser) {
        bytes = Array(text.utf8)
        var found: [String: (range: Range<Int>, worth: Int)] = [:]
        var line = 0..<0
        analyser.scan(text) { occurrence in
            for term in occurrence.analysis.terms where term.kind == .lemma || term.kind == .guess || term.kind == .part
            {
                guard lemmas.contains(term.text) else { continue }
                let range = occurrence.range
                if !line.contains(range.lowerBound) { line = Self.line(at: range.lowerBound, in: bytes) }
                let worth = (term.kind == .part ? 0 : 2) + (line.count > 60 ? 1 : 0)
                if worth > found[term.text]?.worth ?? -1 { found[term.text] = (range, worth) }
            }
        }
        places = found
    }

    /// The passage in which `lemma` stands; nil where it stands nowhere.
    func passage(of lemma: String) -> SimilarityReason.Passage? {
        guard let range = places[lemma]?.range, range.upperBound <= bytes.count else { return nil }
        let line = Self.line(at: range.lowerBound, in: bytes)
        var start = max(line.lowerBound, range.lowerBound - Self.reach)
        var end = min(line.upperBound, range.upperBound + Self.reach)
        if start > line.lowerBound {
            while start < range.lowerBound, bytes[start] != 0x20 { start += 1 }
            if start < range.lowerBound { start += 1 }
        }
        if end < line.upperBound {
            while end > range.upperBound, bytes[end] != 0x20 { end -= 1 }
        }
        let head = start > line.lowerBound ? "… " : ""
        let text =
            head + String(decoding: bytes[start..<max(end, range.upperBound)], as: UTF8.self)
            + (end < line.upperBound ? " …" : "")
        let offset = head.utf8.count - start
        return SimilarityReason.Passage(
            text: text, matches: [range.lowerBound + offset..<range.upperBound + offset])
    }

    private static func line(at offset: Int, in bytes: [UInt8]) -> Range<Int> {
        var start = offset
        var end = offset
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        return start..<end
    }
}
