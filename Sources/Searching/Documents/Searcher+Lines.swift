// SPDX-License-Identifier: GPL-3.0-or-later
internal import Deadlines
internal import DocumentModel
internal import SearchIndex

extension Searcher {
    /// Every line of the documents that match `query` in which a form of its words stands, documents best first.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - related: Whether related terms count.
    ///   - body: Called for each line; answers whether to go on.
    /// - Throws: ``SearchError``.
    public func lines(_ query: String, related: Related = .auto, _ body: (MatchingLine) throws -> Bool) throws {
        try lines(LinesRequest(query, related: related)) { lines in
            for line in lines where try !body(line) { return false }
            return true
        }
    }

    /// The lines that `request` asks for, document by document, the best first. Each document is an answer of its own: a
    /// long listing outlives commits.
    ///
    /// - Parameters:
    ///   - request: The lines.
    ///   - body: Called with the lines of each document that has any; answers whether to go on.
    /// - Throws: ``SearchError``.
    public func lines(_ request: LinesRequest, _ body: ([MatchingLine]) throws -> Bool) throws {
        var (finder, documents) = try answer { try documentsWithLines(request) }
        for document in documents {
            let found = try answer { try lines(of: document, request, &finder) }
            guard try found.isEmpty || body(found) else { return }
        }
    }

    /// The lines of the documents that come after a place, until they have `bytes` bytes or more. Each part searches anew,
    /// and reads the documents' texts one after another.
    ///
    /// Where the time for the answer is over, the part has what was found until then; the next one has nothing.
    ///
    /// - Parameters:
    ///   - request: The lines.
    ///   - place: Where the part before it ended; nil for the first.
    ///   - most: The bytes after which the part ends.
    /// - Returns: The lines, and the place behind them.
    /// - Throws: ``SearchError``; `IndexError/Code/modified` where the index has changed since the part before.
    public func linesPart(
        _ request: LinesRequest, after place: LinesPart.Place? = nil, bytes most: Int
    ) throws -> LinesPart {
        let part = try answer { () throws -> LinesPart? in
            let state = "\(reader.state.database) \(reader.state.generation)"
            guard place.map({ $0.state == state }) ?? true else { return nil }
            var part = LinesPart()
            var size = 0
            var (finder, documents) = try documentsWithLines(request)
            for (number, document) in documents.enumerated().dropFirst(place?.documents ?? 0) {
                if size >= most || !part.documents.isEmpty && reader.deadline.hasPassed {
                    part.next = LinesPart.Place(documents: number, state: state)
                    break
                }
                let found = try lines(of: document, request, &finder)
                guard !found.isEmpty else { continue }
                size += found.reduce(0) { $0 + 64 + $1.text.utf8.count }
                part.documents.append(found)
            }
            return part
        }
        guard let part else {
            throw changedMeanwhile("lines of it were being sent")
        }
        return part
    }

    /// The numbers of the documents to look in, the best first, and what finds the words there.
    private func documentsWithLines(_ request: LinesRequest) throws -> (finder: LineFinder, documents: [UInt32]) {
        let prepared = try prepare(request.query, related: request.related)
        let only = try request.document.map { try document($0) }
        let options = MatchOptions(limit: .max, weighting: weights.scheme)
        let found = try reader.search(prepared.query, options: options).hits.map(\.document)
        let finder = LineFinder(matcher: wordMatcher(for: prepared.plan), runs: prepared.plan.runs)
        return (finder, only.map { only in found.filter { $0 == only } } ?? found)
    }

    private func lines(
        of document: UInt32, _ request: LinesRequest, _ finder: inout LineFinder
    ) throws -> [MatchingLine] {
        let record = try reader.record(of: document)
        let stored = try reader.text(of: document, original: false)
        let lines = finder.matcher.lines(of: record.id, in: stored.text, runs: finder.runs)
        try reader.checkDeadline()
        let shown = LinesOnPages(stored.text, stored.pages).lines(lines, on: request.page, context: request.context)
        let name = indexName(of: document)
        guard name != nil || !stored.cells.isEmpty && !shown.isEmpty else { return shown }
        let original = stored.cells.isEmpty ? "" : try reader.text(of: document).original
        let sources = original.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        return shown.map { line in
            var line = line
            line.index = name
            if let first = line.matches.first, let source = stored.cells.source(of: line.line - 1),
                source < sources.count
            {
                line.cell = stored.cells.reference(
                    line: line.line - 1,
                    behind: String(decoding: line.text.utf8.prefix(first.lowerBound), as: UTF8.self),
                    original: Substring(sources[source]))
            }
            return line
        }
    }
}

/// Finds the lines in which a query's words stand.
struct LineFinder {
    /// Finds the words.
    var matcher: WordMatcher
    /// Words that count only in a row.
    let runs: WordRuns
}
