// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import FinnishText
internal import ProjectCards
internal import SearchIndex

/// Reads files on several threads and gives their documents to one, in the order of the files and of the documents in
/// them. A file of several documents is read by one thread, and its documents are made by all. Bounded: a file of a
/// million documents waits until those made are taken.
struct DocumentStream {
    let options: IndexingOptions
    let makeRepairer: (@Sendable () throws -> any TextRepairing)?
    let cards: CardReader
    /// The index, to name in errors.
    let place: String
    /// Words that damaged ones may stand for.
    var collection: CollectionVocabulary?

    /// About how many bytes of files may be between reading and writing.
    private static let bytesUnderWay = 64 << 20

    /// Calls `body` with each document of `jobs`, the number of its job, and nil at the end of each job.
    ///
    /// - Returns: Whether all were done: `isStopped` is asked after each job.
    /// - Throws: What `body` throws; an error of Voikko's or the repairer's where a thread cannot begin.
    func run(
        _ jobs: [IndexingJob], isStopped: () -> Bool = { false },
        _ body: (IndexingJob, Int, DocumentBuilder.Outcome?) throws -> Void
    ) throws -> Bool {
        guard !jobs.isEmpty else { return true }
        // One file may have documents for all.
        let count = options.threadCount
        // Made here, so that what a thread cannot begin without is missed before anything is written.
        let reader = DocumentReader(ocr: options.ocr)
        _ = try DocumentBuilder(repairer: try makeRepairer?(), reader: reader, cards: cards)

        let work = Work(
            costs: jobs.map { Int(clamping: max(1, $0.size)) }, limit: Self.bytesUnderWay)
        let makeRepairer = makeRepairer
        let cards = cards
        let collection = collection
        let words = SharedWords()
        let threads = (0..<count).compactMap { _ in
            WorkThread {
                // Made when there is something to do, for it takes longer than a small file.
                lazy var builder = Result {
                    try DocumentBuilder(
                        repairer: try makeRepairer?(), reader: reader, cards: cards, sharing: words,
                        collection: collection)
                }
                while let step = work.begin() {
                    switch (step, builder) {
                    case (.parts(let batch), .success(let builder)):
                        work.fill(batch, Self.documents(of: batch, in: jobs, builder))
                    case (.parts(let batch), .failure(let error)):
                        let failure = Outcome.failed(Self.failure(jobs[batch.job], error), id: nil)
                        work.fill(batch, batch.parts.map { _ in failure })
                    case (.job(let number), .success(let builder)):
                        work.end(number, Self.read(number, of: jobs, builder, work, threads: count))
                    case (.job(let number), .failure(let error)):
                        work.end(number, .failed(Self.failure(jobs[number], error), id: nil))
                    }
                }
            }
        }
        defer {
            work.stop()
            for thread in threads { thread.join() }
        }
        guard !threads.isEmpty else {
            throw IndexError(.other, "The system has no thread left for reading.", path: place)
        }
        for (number, job) in jobs.enumerated() {
            while let outcome = work.take(number) { try body(job, number, outcome) }
            try body(job, number, nil)
            if number + 1 < jobs.count, isStopped() { return false }
        }
        return true
    }

    private typealias Outcome = DocumentBuilder.Outcome
    private typealias Work = OrderedWork<DocumentPart, Outcome>

    /// Parts of a file are handed to other threads when they are so many bytes, or so many: less is made sooner than
    /// it is handed over.
    private static let smallestBatch = 32 << 10
    private static let mostParts = 64

    /// Reads a file; its documents are made here where it is one, and by all threads where it holds several.
    ///
    /// - Returns: What became of the file beside them.
    private static func read(
        _ number: Int, of jobs: [IndexingJob], _ builder: DocumentBuilder, _ work: Work, threads: Int
    ) -> Outcome? {
        var parts: [DocumentPart] = []
        var size = 0
        func share() -> Bool {
            guard !parts.isEmpty else { return true }
            defer {
                parts = []
                size = 0
            }
            return work.share(number, parts, size: size, among: threads) { documents(of: $0, in: jobs, builder) }
        }
        let end = builder.read(jobs[number]) { part in
            if part.path.isEmpty { return share() && work.give(number, builder.build(part, of: jobs[number])) }
            parts.append(part)
            size += (try? part.document.get().text.utf8.count) ?? 0
            return size < smallestBatch && parts.count < mostParts || share()
        }
        return share() ? end : nil
    }

    private static func documents(
        of batch: Work.Batch, in jobs: [IndexingJob], _ builder: DocumentBuilder
    ) -> [Outcome] {
        batch.parts.map { builder.build($0, of: jobs[batch.job]) }
    }

    private static func failure(_ job: IndexingJob, _ error: any Error) -> IndexingFailure {
        IndexingFailure(.io, path: String(decoding: job.path, as: UTF8.self), message: "\(error)")
    }
}
