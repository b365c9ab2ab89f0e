// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import SearchIndex

/// Reads files on several threads and gives their documents to one, in the order of the files and of the documents in
/// them. A file of several documents is read by one thread, and its documents are made by all. Bounded: a file of a
/// million documents waits until those made are taken.
struct DocumentStream {
    /// The run; its thread takes the documents.
    let run: IndexingRun
    /// Words that damaged ones may stand for.
    var collection: CollectionVocabulary?

    /// About how many bytes of files may be between reading and writing.
    private static let bytesUnderWay = 64 << 20

    /// Calls `body` with each document of `jobs`, the number of its job, and nil at the end of each job.
    ///
    /// - Returns: True if all were done: the run is asked after each job whether it is to stop.
    /// - Throws: What `body` throws; an error of Voikko's or the repairer's where a thread cannot begin.
    func run(
        _ jobs: [IndexingJob], _ body: (IndexingJob, Int, DocumentBuilder.Outcome?) throws -> Void
    ) throws -> Bool {
        guard !jobs.isEmpty else { return true }
        // One file may have documents for all.
        let count = run.options.threadCount
        let builders = DocumentBuilders(of: run, collection: collection)
        try builders.prepare()
        let work = Work(
            costs: jobs.map { Int(clamping: max(1, $0.size)) }, limit: Self.bytesUnderWay)
        let threads = try WorkThreads(count, place: run.folder.path) {
            Self.work(on: jobs, work, builders, threads: count)
        }
        defer {
            work.stop()
            threads.join()
        }
        for (number, job) in jobs.enumerated() {
            while let outcome = work.take(number) { try body(job, number, outcome) }
            try body(job, number, nil)
            if number + 1 < jobs.count, run.isStopped { return false }
        }
        return true
    }

    private typealias Outcome = DocumentBuilder.Outcome
    private typealias Work = OrderedWork<DocumentPart, Outcome>

    /// The work of one thread.
    private static func work(
        on jobs: [IndexingJob], _ work: Work, _ builders: DocumentBuilders, threads: Int
    ) {
        // Made when there is something to do, for it takes longer than a small file.
        lazy var builder = Result { try builders.take() }
        while let step = work.begin() {
            switch (step, builder) {
            case (.parts(let batch), .success(let builder)):
                work.fill(batch, documents(of: batch, in: jobs, builder))
            case (.parts(let batch), .failure(let error)):
                let failure = Outcome.failed(IndexingFailure(error, of: jobs[batch.job]), id: nil)
                work.fill(batch, batch.parts.map { _ in failure })
            case (.job(let number), .success(let builder)):
                work.end(number, read(number, of: jobs, builder, work, threads: threads))
            case (.job(let number), .failure(let error)):
                work.end(number, .failed(IndexingFailure(error, of: jobs[number]), id: nil))
            }
        }
    }

    /// Parts of a file are handed to other threads when they are so many bytes, or so many: less is made sooner than
    /// it is handed over.
    private static let smallestBatch = 32 << 10
    private static let mostParts = 64

    /// Reads a file; its documents are made here where it is one, and by all threads where it holds several.
    ///
    /// - Returns: The outcome of the file beside them.
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
}
