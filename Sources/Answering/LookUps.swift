// SPDX-License-Identifier: GPL-3.0-or-later
public import FinnishText
public import LineProtocol
public import OCRRepair
public import SearchIndex
public import Searching

/// The look-ups that requests are answered with: what one thread's open index can be asked.
///
/// Not `Sendable`: an open index and an analyser belong to one thread.
public protocol LookUps: AnyObject {
    /// The number of documents in the index.
    var documentCount: Int { get }
    /// The generation of the index, raised by each commit.
    var generation: UInt64 { get }

    /// What tells the state of the index from every other.
    var state: IndexState { get }

    /// Moves to the newest commit; tells whether there was a newer one. Cheap where there is none.
    func refresh() throws -> Bool
    /// Ranked hits.
    func search(_ request: SearchRequest) throws -> SearchAnswer
    /// How many documents match, and what a person should know about how the query was read.
    func count(_ query: String, related: Related) throws -> (matches: Int, note: String?)
    /// Documents like one.
    func similar(_ request: SimilarRequest) throws -> SimilarAnswer
    /// The values of a field among the documents that match, the commonest first; without a query among all.
    func facets(_ field: String, query: String?) throws -> [Facet]
    /// The fields of a document.
    func show(_ id: String) throws -> [(name: String, value: String)]
    /// Lines of a document's text, from line `from` (1 is the first), at most `lines` of them.
    func text(_ id: String, original: Bool, from: Int, lines: Int?) throws -> [TextLine]
    /// Words of the index that begin with `prefix`.
    func suggest(_ prefix: String, limit: Int) throws -> [Suggestion]
    /// What made a document score.
    func explain(id: String, query: String) throws -> (score: Double, terms: [Explanation])
    /// The tokens of a text.
    func analyse(_ text: String) -> [Token]
    /// A text, repaired.
    func normalise(_ text: String) -> RepairedText
    /// Figures of the index.
    func statistics() throws -> [(name: String, value: String)]
}

/// Answers requests. A server gives each of its threads one.
public protocol RequestAnswering: AnyObject {
    /// The answer to `request`: never fails, for an error is an answer too.
    func answer(_ request: Request) -> Reply
    /// Follows the commits of the index: called before each batch of requests, and now and then while there is none.
    ///
    /// - Throws: Where the index can no longer be read; then it has to be opened anew.
    func refreshIfStale() throws
    /// Follows the commits for all that answer from the index: called again and again on a thread that answers nobody.
    /// Looks for a newer commit, prepares the replies to what is asked at present, and has it served.
    ///
    /// - Throws: Where the index can no longer be read; then it has to be opened anew.
    func followCommits() throws
}
