// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import OCRRepair
public import SearchIndex
public import Searching

extension Answerer {
    /// An answerer with a reader of its own of the index in `folder`.
    ///
    /// - Parameters:
    ///   - folder: The index's folder.
    ///   - synonyms: Words that mean the same.
    ///   - metrics: What METRICS tells.
    ///   - name: What a server with several indexes calls this one.
    ///   - names: What it calls all of them.
    ///   - replies: Keeps replies for when they are asked for again.
    /// - Throws: `IndexError` where the index cannot be read, `VoikkoError` without a Finnish dictionary.
    public convenience init(
        folder: IndexFolder, synonyms: SynonymList = .shipped, metrics: Metrics = Metrics(),
        name: String = defaultIndexName, names: [String] = [], replies: ReplyCache = ReplyCache(bytes: 0)
    ) throws {
        let lookUps = SearcherLookUps(try Searcher(folder: folder, synonyms: synonyms), folder)
        self.init(lookUps, metrics: metrics, name: name, names: names, replies: replies)
    }
}

/// The look-ups of a ``Searcher``.
private final class SearcherLookUps: LookUps {
    private let searcher: Searcher
    private let folder: IndexFolder

    init(_ searcher: Searcher, _ folder: IndexFolder) {
        self.searcher = searcher
        self.folder = folder
    }

    var documentCount: Int { searcher.documentCount }
    var generation: UInt64 { searcher.generation }
    var state: IndexState { searcher.state }

    func refresh() throws -> Bool {
        // An open reader would go on reading the files of an index that is no longer there.
        guard try folder.currentGeneration() != nil else {
            throw IndexError(.notFound, "There is no index at \(folder.path) any more.", path: folder.path)
        }
        return try searcher.refresh()
    }
    func search(_ request: SearchRequest) throws -> SearchAnswer { try searcher.search(request) }
    func count(_ query: String, related: Related) throws -> (matches: Int, note: String?) {
        try searcher.count(query, related: related)
    }
    func similar(_ request: SimilarRequest) throws -> SimilarAnswer { try searcher.similar(request) }
    func facets(_ field: String, query: String?) throws -> [Facet] {
        try searcher.facets(field, query: query)
    }
    func show(_ id: String) throws -> [(name: String, value: String)] { try searcher.show(id) }
    func text(_ id: String, original: Bool, from: Int, lines: Int?) throws -> [TextLine] {
        try searcher.text(id, original: original, from: from, lines: lines)
    }
    func suggest(_ prefix: String, limit: Int) throws -> [Suggestion] { try searcher.suggest(prefix, limit: limit) }
    func explain(id: String, query: String) throws -> (score: Double, terms: [Explanation]) {
        try searcher.explain(id: id, query: query)
    }
    func analyse(_ text: String) -> [Token] { searcher.analyse(text) }
    func normalise(_ text: String) -> RepairedText {
        // Without the repairer's data the text is still put in order.
        (try? searcher.normalise(text)) ?? RepairedText(text: text)
    }
    func statistics() throws -> [(name: String, value: String)] { try searcher.statistics() }
}
