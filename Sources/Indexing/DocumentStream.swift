// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import FinnishText
internal import SearchIndex

/// Reads files on several threads and gives their documents to one, in the order of the files and of the documents in
/// them. Bounded: a file of a million documents waits until those made are taken.
struct DocumentStream {
    let options: IndexingOptions
    let makeRepairer: (@Sendable () throws -> any TextRepairing)?
    let cards: CardReader
    /// The index, to name in errors.
    let place: String

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
        let count = min(options.threadCount, jobs.count)
        // Made here, so that what a thread cannot begin without is missed before anything is written.
        let reader = DocumentReader(ocr: options.ocr)
        _ = try DocumentBuilder(repairer: try makeRepairer?(), reader: reader, cards: cards)

        let work = OrderedWork<DocumentBuilder.Outcome>(
            costs: jobs.map { Int(clamping: max(1, $0.size)) }, limit: Self.bytesUnderWay)
        let makeRepairer = makeRepairer
        let cards = cards
        let words = SharedWords()
        let threads = (0..<count).compactMap { _ in
            WorkThread {
                let builder = Result {
                    try DocumentBuilder(
                        repairer: try makeRepairer?(), reader: reader, cards: cards, sharing: words)
                }
                while let number = work.begin() {
                    switch builder {
                    case .success(let builder):
                        builder.build(jobs[number]) { work.give(number, $0) }
                        work.end(number)
                    case .failure(let error):
                        let path = String(decoding: jobs[number].path, as: UTF8.self)
                        work.end(number, .failed(IndexingFailure(.io, path: path, message: "\(error)"), id: nil))
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
}
