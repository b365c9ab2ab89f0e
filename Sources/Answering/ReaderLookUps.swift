// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import LineProtocol
internal import OCRRepair
public import SearchIndex
internal import Searching

extension Answerer {
    /// An answerer with a reader of its own of the index in `folder`.
    ///
    /// - Throws: `IndexError` where the index cannot be read.
    public convenience init(folder: IndexFolder, metrics: Metrics = Metrics()) throws {
        self.init(try ReaderLookUps(folder: folder), metrics: metrics)
    }
}

/// The look-ups that need no more than the index itself. It goes away when `Searching` has its `Searcher`, which then
/// conforms to ``LookUps``; until then the others say that they cannot be answered.
private final class ReaderLookUps: LookUps {
    private let reader: IndexReader
    private let analyser: Analyser

    init(folder: IndexFolder) throws {
        reader = try IndexReader(folder: folder)
        analyser = try Analyser()
    }

    var documentCount: Int { reader.documentCount }
    var generation: UInt64 { reader.generation }

    func refresh() throws -> Bool { try reader.refresh() }

    func show(_ id: String) throws -> [(name: String, value: String)] {
        try reader.retrying { reader in
            let record = try reader.record(of: try document(id, in: reader))
            return [("otsikko", record.title), ("laji", record.kind)] + record.fields.map { ($0.name, $0.value) }
        }
    }

    func text(_ id: String, original: Bool, from: Int, lines: Int?) throws -> [TextLine] {
        try reader.retrying { reader in
            let stored = try reader.text(of: try document(id, in: reader), original: original)
            let all = (original ? stored.original : stored.text).split(
                separator: "\n", omittingEmptySubsequences: false)
            return all.enumerated().dropFirst(from - 1).prefix(lines ?? .max)
                .map { TextLine(number: $0.offset + 1, text: String($0.element)) }
        }
    }

    func analyse(_ text: String) -> [Token] { analyser.tokens(of: text) }

    func statistics() throws -> [(name: String, value: String)] {
        [("documents", String(reader.documentCount)), ("generation", String(reader.generation))]
    }

    func search(_ request: SearchRequest) throws -> SearchAnswer { throw missing }
    func count(_ query: String, related: Related) throws -> (matches: Int, note: String?) { throw missing }
    func similar(_ request: SimilarRequest) throws -> SimilarAnswer { throw missing }
    func facets(_ field: String, query: String?) throws -> [Facet] { throw missing }
    func suggest(_ prefix: String, limit: Int) throws -> [Suggestion] { throw missing }
    func explain(id: String, query: String) throws -> (score: Double, terms: [Explanation]) { throw missing }
    func normalise(_ text: String) -> RepairedText { RepairedText(text: text) }

    private var missing: SearchError { SearchError(.index, "this build cannot search yet") }

    private func document(_ id: String, in reader: IndexReader) throws -> UInt32 {
        guard let document = try reader.document(withID: id) else {
            throw SearchError(.noSuchDocument, "there is no document “\(id)”")
        }
        return document
    }
}
