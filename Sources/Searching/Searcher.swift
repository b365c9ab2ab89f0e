// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
public import Deadlines
internal import DocumentVectors
public import FinnishText
public import OCRRepair
internal import Sayings
public import SearchIndex

/// Answers look-ups in one index.
///
/// Not `Sendable`: it owns a reader, an analyser and a repairer, which belong to one thread. Give each thread its own.
/// Whatever a writer does meanwhile, an answer comes from one state of the index: a reader that was overtaken begins
/// the whole answer anew. Look-ups throw ``SearchError`` where the question is wrong, and `IndexError` where the index
/// cannot be read.
public final class Searcher {
    let reader: IndexReader
    let analyser: Analyser
    /// Of which kind words are, for naming them.
    let wordKinds: WordKindCache
    let synonyms: SynonymList
    let weights = RankingWeights()
    /// All that depends on the state of the index; dropped when it changes.
    var cache = CachedState()
    private let makeRepairer: () throws -> Repairer
    private var madeRepairer: Repairer?

    /// Opens the index in `folder`.
    ///
    /// - Parameters:
    ///   - folder: The index's folder.
    ///   - synonyms: Words that mean the same.
    ///   - repairer: Makes the repairer of damaged words when it is first needed; by default one that makes no repair
    ///     that was refused in `folder`.
    /// - Throws: ``IndexError`` where there is no index that can be read; ``VoikkoError`` without a Finnish dictionary.
    public convenience init(
        folder: IndexFolder, synonyms: SynonymList = .shipped,
        repairer: (() throws -> Repairer)? = nil
    ) throws {
        try self.init([NamedIndex("", [.folder(folder)])], synonyms: synonyms, repairer: repairer)
    }

    /// Opens several indexes as if they were one: one ranked list, by how common words are in all of them together.
    ///
    /// - Parameters:
    ///   - indexes: The indexes, one or more.
    ///   - synonyms: Words that mean the same.
    ///   - repairer: Makes the repairer, as for one index; by default by what was refused in the first one's folder.
    /// - Throws: As ``init(folder:synonyms:repairer:)``.
    public init(
        _ indexes: [NamedIndex], synonyms: SynonymList = .shipped,
        repairer: (() throws -> Repairer)? = nil
    ) throws {
        let reader = try IndexReader(indexes)
        self.reader = reader
        // A thread that answers queries meets few words again: 7 MB at most, and as much of ways to them.
        self.analyser = try Analyser(capacity: 12_000, voikkoMemory: Self.walkMemory)
        self.wordKinds = WordKindCache(analyser)
        self.synonyms = synonyms
        self.makeRepairer =
            repairer ?? {
                let refused = try RefusalList(folder: reader.folder.path).refused
                let confirmed = try ConfirmationList(folder: reader.folder.path).confirmed
                return try Repairer(
                    data: RepairData(),
                    options: RepairOptions(refused: refused, confirmed: confirmed, memory: Self.walkMemory))
            }
    }

    /// The most bytes that each walk through Voikko's dictionary may remember.
    private static let walkMemory = 4 << 20

    /// The number of documents in the index.
    public var documentCount: Int { reader.documentCount }
    /// Grows with every commit.
    public var generation: UInt64 { reader.generation }

    /// The state of the index that look-ups are answered from.
    public var state: IndexState { reader.state }

    /// Moves to the newest state of the index.
    ///
    /// - Parameter seeking: Whether to try databases on other machines again that did not answer (`IndexReader`).
    /// - Returns: Whether there was a newer one.
    /// - Throws: ``IndexError`` where the index can no longer be read.
    @discardableResult
    public func refresh(seeking: Bool = false) throws -> Bool {
        try reader.refresh(seeking: seeking)
    }

    /// The databases on other machines that did not answer: what is found lacks their documents.
    public var missing: [IndexPlace] { reader.missing }

    /// True if it searches several indexes.
    var isJoint: Bool { reader.indexes.count > 1 }

    /// The name of the document's index; nil where there is one only.
    func indexName(of document: UInt32) -> String? { isJoint ? reader.index(of: document).name : nil }

    /// The repairer; nil where its data cannot be read.
    var repairer: Repairer? {
        if madeRepairer == nil { madeRepairer = try? makeRepairer() }
        return madeRepairer
    }

    /// Runs `body`, whose look-ups end by `deadline`: once it has passed they give up within some milliseconds.
    ///
    /// - Throws: ``SearchError/Code/timedOut`` where the deadline has passed, ``SearchError/Code/tooLarge`` where a query
    ///   is more than the index takes; what else `body` throws.
    public func answering<Result>(by deadline: Deadline, _ body: () throws -> Result) throws -> Result {
        let outer = reader.deadline
        reader.deadline = min(outer, deadline)
        defer { reader.deadline = outer }
        do {
            return try body()
        } catch let error as IndexError {
            switch error.code {
            case .outOfTime:
                throw SearchError(.timedOut, "The time for answering is over: ask for less, or for rarer words.")
            case .tooLarge: throw SearchError(.tooLarge, Saying(verbatim: error.message))
            default: throw error
            }
        }
    }

    /// Lets go what all searchers of this process share, takes more than `bytes` bytes and was not asked for in the last
    /// `time`: the vectors of documents that SIMILAR compares; and those that related terms come from, and
    /// landmarks in texts. Whoever keeps an index open calls it now and then.
    ///
    /// - Returns: The number of collections of which something was let go.
    @discardableResult
    public func forgetUnused(for time: Duration, over bytes: Int) -> Int {
        CollectionVectors.forget(unusedFor: time, over: bytes) + ExpansionVectors.forget(unusedFor: time, over: bytes)
            + TextLandmarks.forget(unusedFor: time, over: bytes)
    }

    /// Runs `body`, and runs it again on a newer state of the index where the writer overtook the reader.
    func answer<Result>(_ body: () throws -> Result) throws -> Result {
        try reader.retrying { reader in
            if cache.state != reader.state { cache = CachedState(state: reader.state) }
            return try body()
        }
    }

    /// The tokens of `text`, read in the languages that the index holds.
    ///
    /// - Throws: `IndexError` where the index cannot be read, or there is no time for it.
    public func analyse(_ text: String) throws -> [Token] {
        let deadline = reader.deadline
        let held = try answer { try queryLanguages().held }
        let tokens = analyser.tokens(of: Composition.composed(text), among: held) { !deadline.hasPassed }
        guard let tokens else {
            try reader.checkDeadline()
            return []
        }
        return tokens
    }

    /// `text`, normalised and repaired; a damaged word may stand for one that only this collection has.
    ///
    /// - Throws: `RepairError` where the repairer's data cannot be read, `IndexError` where the index cannot.
    public func normalise(_ text: String) throws -> RepairedText {
        let repairer = try madeRepairer ?? makeRepairer()
        madeRepairer = repairer
        repairer.deadline = reader.deadline
        defer { repairer.deadline = .never }
        let normalised = Normaliser(judge: repairer).normalise(text)
        return try answer {
            let words = IndexedWords(reader)
            let repaired = repairer.repair(normalised, with: words)
            if let failure = words.failure { throw failure }
            try reader.checkDeadline()
            return repaired
        }
    }
}
