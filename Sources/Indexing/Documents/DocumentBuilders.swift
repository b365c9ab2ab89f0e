// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import FinnishText
internal import ProjectCards
internal import Synchronization

/// Makes the document builders of a run, one for each thread, and what their threads share.
final class DocumentBuilders: Sendable {
    /// The analyses of words that one of the threads found, for all of them.
    let words = SharedWords()

    private let makeRepairer: (@Sendable () throws -> any TextRepairing)?
    private let cards: CardReader
    private let collection: CollectionVocabulary?
    /// A builder that no thread has taken yet.
    private let prepared = Mutex<DocumentBuilder?>(nil)

    /// Builders of the documents of a run, whose damaged words may stand for those of `collection`.
    init(of run: IndexingRun, collection: CollectionVocabulary? = nil) {
        makeRepairer = run.makeRepairer
        cards = run.cards
        self.collection = collection
    }

    /// Makes the builder of the thread that asks first, so that what no thread can begin without (a dictionary, the data
    /// of repair) is missed before anything is written.
    ///
    /// - Throws: An error of Voikko's or the repairer's.
    func prepare() throws {
        try prepared.withLock { $0 = try make() }
    }

    /// A builder for the calling thread. Takes longer than a small file.
    ///
    /// - Throws: An error of Voikko's or the repairer's.
    func take() throws -> DocumentBuilder {
        let builder = prepared.withLock { prepared in
            let builder = prepared
            prepared = nil
            return builder
        }
        return try builder ?? make()
    }

    /// Makes what judges the text layers of a scanned document; nil where nothing is repaired.
    private var makeLayerJudge: (@Sendable () -> (any LayerJudging)?)? {
        guard let makeRepairer else { return nil }
        return { try? makeRepairer() }
    }

    private func make() throws -> sending DocumentBuilder {
        try DocumentBuilder(
            repairer: try makeRepairer?(), cards: cards, sharing: words,
            collection: collection, judgingLayersBy: makeLayerJudge)
    }
}
