// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import FinnishText
internal import Languages
internal import SearchIndex

/// The part of a document that is shown of it.
struct FoundSnippet {
    /// The part.
    var snippet: Snippet
    /// The page that it is on.
    var page: Int?
    /// The cell of a workbook in which it begins to match.
    var cell: String?
    /// The hash of that line.
    var line: Int?
}

extension Searcher {
    /// The part of the document that shows best why it matches.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - together: Whether the query asks for its words side by side.
    ///   - places: One for all hits of an answer: it remembers which words match. Nil where no snippets are wanted.
    ///   - lines: Hashes of lines to pass over, where something matches elsewhere.
    /// - Returns: Nil where `places` is, else the snippet, the page of it, the cell of a workbook in which it begins to match, and the hash of that line; nil where
    ///   it is part of a longer text, or nothing matches.
    /// - Throws: `IndexError`; what ends an answer late.
    func snippet(
        of document: UInt32, together: Bool, _ places: inout SnippetPlaces?, without lines: Set<Int> = []
    ) throws -> FoundSnippet? {
        if places == nil { return nil }
        let text = try reader.shownText(of: document)
        let bytes = text.record.span.extracting(text.range)
        guard var found = try places?.places(in: document, of: bytes) else { return nil }
        try reader.checkDeadline()
        if !lines.isEmpty {
            var others: [TextMatch] = []
            for place in found.places {
                if let line = RepeatedLines.hash(of: place.range, in: bytes), lines.contains(line) { continue }
                others.append(place)
            }
            if !others.isEmpty { found.places = others }
        }
        let snippet = SnippetBuilder().snippet(of: bytes, places: found.places, together: together) { fragment in
            places?.marks(in: fragment, of: text.record.span.extracting(text.range), found) ?? []
        }
        let page = text.pages.last { $0.offset <= snippet.offset }
        let first = found.places.first { $0.range.lowerBound >= snippet.offset }
        var line: Int?
        if let first { line = RepeatedLines.hash(of: first.range, in: bytes) }
        var cell: String?
        if let first { cell = try self.cell(at: first.range.lowerBound, in: text, of: document) }
        return FoundSnippet(snippet: snippet, page: page?.number, cell: cell, line: line)
    }

    /// The reference to the cell of a workbook in which the byte at `offset` of its text stands; nil where it stands in none.
    private func cell(at offset: Int, in text: ShownText, of document: UInt32) throws -> String? {
        guard let cells = text.sheetCells else { return nil }
        let (line, beginning) = text.line(at: offset)
        guard let source = cells.source(of: line) else { return nil }
        let lines = try reader.text(of: document).original.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard source < lines.count else { return nil }
        return cells.reference(line: line, behind: beginning, original: Substring(lines[source]))
    }

    /// Finds the plan's words in texts; where `isForSnippets`, it may miss a rare form for speed (``Beginnings``).
    func wordMatcher(for plan: QueryPlan, isForSnippets: Bool = false) -> WordMatcher {
        let terms = plan.matcher
        let beginnings = isForSnippets ? terms.beginnings : nil
        let words = plan.words.flatMap { [$0.text] + $0.lemmas }
        // In which language a word stands is told by the words around it, which are not looked at here.
        let foreign = (cache.languages ?? []).filter { $0 != .finnish }.sorted { $0.rawValue < $1.rawValue }
        var matcher = WordMatcher(words: words, prefixes: terms.asked) { [analyser] word in
            if let beginnings, !beginnings.mayMatch(word) { return nil }
            var best = terms.match(analyser.analysis(of: word))
            for language in foreign where best == nil { best = terms.match(analyser.analysis(of: word, in: language)) }
            return best.map { MatchedWord(word: $0.word, weight: $0.weight) }
        }
        matcher.deadline = reader.deadline
        return matcher
    }
}
