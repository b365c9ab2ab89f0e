// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import FinnishText
internal import OCRRepair
internal import ProjectCards
internal import SearchIndex

/// Mends damaged documents anew with words that clean documents brought only after they were read.
///
/// A run that may have such documents says so in the index with its first commit (``key``) and takes that back with its
/// last, so that the next run makes up for one that was interrupted.
struct SecondLook {
    /// The metadata that says that damaged documents are to be looked at again.
    static let key = "collection.pending"
    static let pending: [UInt8] = [1]

    let folder: IndexFolder
    let options: IndexingOptions
    let makeRepairer: @Sendable () throws -> any TextRepairing
    let cards: CardReader

    /// Documents that are made anew cost so much until they are written.
    private static let underWay = 256

    /// The documents left with words that those of `skeletons` may stand for, by rising number.
    static func documents(
        leftWith skeletons: some Sequence<String>, _ reader: IndexReader
    ) throws(IndexError) -> [UInt32] {
        var found: Set<UInt32> = []
        for skeleton in skeletons {
            try reader.forEachPosting(of: Schema.unreadTerm(skeleton: skeleton)) { document, _ in
                found.insert(document)
                return true
            }
        }
        return found.sorted()
    }

    /// The documents left with words that any of `words` may stand for, by rising number.
    static func documents(_ reader: IndexReader, _ words: CollectionVocabulary) throws(IndexError) -> [UInt32] {
        var skeletons: [String] = []
        try reader.forEachTerm(withPrefix: Schema.Prefix.unread) { term, _ in
            let skeleton = String(term.dropFirst(Schema.Prefix.unread.count))
            if !words.words(withSkeleton: skeleton).isEmpty { skeletons.append(skeleton) }
            return true
        }
        return try documents(leftWith: skeletons, reader)
    }

    /// Calls `body` with those of `documents` that words of `collection` change, made anew of the texts that the index
    /// keeps.
    ///
    /// - Returns: Whether all were looked at: `isStopped` is asked after each.
    func run(
        _ documents: [UInt32], with collection: CollectionVocabulary, isStopped: () -> Bool,
        _ body: (IndexDocument) throws -> Void
    ) throws -> Bool {
        guard !documents.isEmpty else { return true }
        let work = OrderedWork<Never, IndexDocument>(costs: documents.map { _ in 1 }, limit: Self.underWay)
        let (folder, cards, makeRepairer, words) = (folder, cards, makeRepairer, SharedWords())
        let threads = (0..<min(options.threadCount, documents.count)).compactMap { _ in
            WorkThread {
                do {
                    let reader = try IndexReader(folder: folder)
                    let builder = try DocumentBuilder(
                        repairer: try makeRepairer(), reader: DocumentReader(), cards: cards, sharing: words,
                        collection: collection)
                    while case .job(let job)? = work.begin() {
                        let number = documents[job]
                        work.end(job, builder.rebuild(try reader.text(of: number), try reader.record(of: number)))
                    }
                } catch {
                    work.fail(error as? IndexError ?? IndexError(.other, "\(error)", path: folder.path))
                }
            }
        }
        defer {
            work.stop()
            for thread in threads { thread.join() }
        }
        guard !threads.isEmpty else {
            throw IndexError(.other, "The system has no thread left for reading.", path: folder.path)
        }
        for job in documents.indices {
            while let document = work.take(job) { try body(document) }
            if let failure = work.failure { throw failure }
            if job + 1 < documents.count, isStopped() { return false }
        }
        return true
    }
}

/// What the documents of a run bring for others to be mended with, and what they were left with.
struct CollectionChanges {
    /// Terms of ``Schema/coinedTerm(_:skeleton:)``.
    private(set) var coined: Set<String> = []
    /// Skeletons of words unread.
    private(set) var unread: Set<String> = []
    /// Whether there are more than are kept here: then the index is to be asked.
    private(set) var isOverfull = false

    private static let most = 100_000

    /// Notes what a document brings.
    mutating func note(_ document: IndexDocument) {
        if isOverfull { return }
        defer { isOverfull = coined.count + unread.count > Self.most }
        coined.formUnion(document.packedTerms.terms(withPrefix: Schema.Prefix.coined))
        for term in document.packedTerms.terms(withPrefix: Schema.Prefix.unread) {
            unread.insert(String(term.dropFirst(Schema.Prefix.unread.count)))
        }
    }

    /// Those of ``coined`` whose skeletons documents of this run were left with, or such as `reader` has.
    func matched(_ reader: IndexReader) throws(IndexError) -> [String] {
        if coined.isEmpty { return [] }
        if unread.isEmpty, try !reader.hasUnread() { return [] }
        var result: [String] = []
        for term in coined {
            guard let skeleton = Schema.coined(term)?.skeleton else { continue }
            var isMatched = unread.contains(skeleton)
            if !isMatched { isMatched = try reader.documentFrequency(of: Schema.unreadTerm(skeleton: skeleton)) > 0 }
            if isMatched { result.append(term) }
        }
        return result
    }
}
