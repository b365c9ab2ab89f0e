// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// The fields of two documents side by side.
public struct DocumentComparison: Hashable, Sendable {
    /// A text and where in it stands what the other one has too: half-open UTF-8 offsets, rising.
    public typealias Side = SimilarityReason.Passage

    /// A field that at least one of the two has.
    public struct Field: Hashable, Sendable {
        /// The field.
        public var field: QueryField
        /// The first document's values, parted by semicolons; empty where it has none.
        public var first: Side
        /// The second's.
        public var second: Side
        /// The words that both have, as the first writes them, without repeats.
        public var shared: [String]
    }

    /// The ids.
    public var first: String
    public var second: String
    /// The fields, in the order of ``QueryField``.
    public var fields: [Field]
}

extension Searcher {
    /// Lays the fields of two documents side by side and marks the words that both have within a field.
    ///
    /// - Parameters:
    ///   - first: A document's id, or a project's code.
    ///   - second: Likewise.
    /// - Returns: The fields that either has.
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func compare(_ first: String, _ second: String) throws -> DocumentComparison {
        try answer {
            let (one, other) = (try project(for: first).record, try project(for: second).record)
            var fields: [DocumentComparison.Field] = []
            for field in QueryField.allCases where field != .linkki {
                let texts = (one.values(of: field), other.values(of: field))
                if texts.0.isEmpty && texts.1.isEmpty { continue }
                let words = (fieldWords(texts.0), fieldWords(texts.1))
                let both = words.0.lemmas.intersection(words.1.lemmas)
                let marks = (words.0.marks(both), words.1.marks(both))
                var shared: [String] = []
                let bytes = Array(words.0.text.utf8)
                for range in marks.0 {
                    let word = String(decoding: bytes[range], as: UTF8.self)
                    if !shared.contains(where: { $0.lowercased() == word.lowercased() }) { shared.append(word) }
                }
                fields.append(
                    DocumentComparison.Field(
                        field: field, first: .init(text: words.0.text, matches: marks.0),
                        second: .init(text: words.1.text, matches: marks.1), shared: shared))
            }
            return DocumentComparison(first: one.id, second: other.id, fields: fields)
        }
    }

    private func fieldWords(_ values: [String]) -> ComparedText {
        var text = ComparedText(text: values.joined(separator: "; "))
        analyser.scan(text.text) { occurrence in
            var lemmas = Set(occurrence.analysis.terms.filter { $0.kind == .lemma || $0.kind == .guess }.map(\.text))
            if StopWords.contains(occurrence.analysis.lemmas.map { $0.lowercased() }) { lemmas = [] }
            if !lemmas.isEmpty { text.words.append((occurrence.range, lemmas)) }
        }
        return text
    }
}

/// The words of a field's values.
private struct ComparedText {
    var text: String
    var words: [(range: Range<Int>, lemmas: Set<String>)] = []

    init(text: String) { self.text = text }

    var lemmas: Set<String> { words.reduce(into: []) { $0.formUnion($1.lemmas) } }

    /// The places of words that are of one of `lemmas`.
    func marks(_ lemmas: Set<String>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for word in words where !word.lemmas.isDisjoint(with: lemmas) {
            if let last = result.last, word.range.lowerBound < last.upperBound { continue }
            result.append(word.range)
        }
        return result
    }
}
