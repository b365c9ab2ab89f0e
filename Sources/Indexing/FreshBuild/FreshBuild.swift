// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Makes a whole index: threads take ranges of the files and write each a segment, which are merged at the end.
///
/// Belongs to the thread of its run. Document numbers follow the order of the files, whoever reads them.
final class FreshBuild {
    /// The outcome of a file that threads read.
    enum Outcome: Sendable {
        /// A document of it went in.
        case indexed(IndexedDocument)
        /// It could not be taken.
        case failed(IndexingFailure)
        /// It holds several documents, which come later.
        case several
    }

    let build: IndexBuild
    let run: IndexingRun
    /// The number of files that were dealt with.
    var done = 0
    /// The documents that went in, by root.
    private(set) var counts = DocumentCounts()

    /// A build of a new generation by `run`.
    init(build: IndexBuild, run: IndexingRun) {
        self.build = build
        self.run = run
    }

    /// Builds by `plan`; counts and reports in the order of the files. Files that need no work come first; those that
    /// hold several documents come last, for only then is it known how many these are.
    ///
    /// - Parameter plan: The files. What segments of an interrupted build hold already is taken from there.
    /// - Returns: The numbers of the segments that were made; nil where the run was told to stop: the next build then
    ///   goes on with the segments that are whole.
    /// - Throws: `IndexError` where a segment cannot be written, an error of Voikko's or the repairer's.
    func perform(_ plan: IndexingPlan) throws -> [Int]? {
        let (jobs, resumed) = takeLeftovers(of: plan)
        counts = DocumentCounts(build.leftovers.lazy.flatMap(\.entries))
        for (job, documents) in resumed {
            done += 1
            run.summary.added += documents
            run.summary.resumed += documents
            run.report(.unchanged(id: job.id, done: done))
        }
        guard !jobs.isEmpty else { return [] }
        let first = (build.leftovers.map(\.lastDocument).max() ?? 0) + 1
        guard let (made, several) = try fillSegments(jobs, from: first) else { return nil }
        var places = made
        if !several.isEmpty {
            let parts = PartSegments(
                several, of: self, from: first + UInt32(jobs.count), beside: Set(plan.jobs.map(\.id)))
            guard let more = try parts.fill() else { return nil }
            places += more
        }
        return places.map(\.number).filter { build.isMade($0) }
    }

    /// Writes the files that are one document each into segments.
    ///
    /// - Returns: The places of the segments, made or not, and the files that hold several documents; nil where the run
    ///   was told to stop.
    private func fillSegments(
        _ jobs: [IndexingJob], from first: UInt32
    ) throws -> (places: [SegmentPlace], several: [IndexingJob])? {
        let ranges = ranges(of: jobs)
        let builders = DocumentBuilders(of: run)
        try builders.prepare()
        let work = OrderedWork<Never, Outcome>(costs: jobs.map { _ in 0 }, limit: .max)
        let spare = (0..<Self.mostDivisions * run.options.threadCount).map { _ in build.nextPlace() }
        let queue = FileRangeQueue(ranges, sizes: jobs.map(Self.size), spare: spare)
        let threads = try WorkThreads(threadCount(for: jobs, ranges: ranges.count), place: build.folder.path) {
            let builder = Result { try builders.take() }
            while !work.isStopped, let range = queue.take() {
                Self.fill(range, of: queue, jobs, from: first, builder, work)
            }
            // While others end their last file; after that, one thread alone would.
            builders.words.removeAll()
        }
        var areJoined = false
        defer {
            if !areJoined {
                work.stop()
                threads.join()
            }
        }
        var several: [IndexingJob] = []
        for (number, job) in jobs.enumerated() {
            while let outcome = work.take(number) {
                if case .several = outcome { several.append(job) }
                count(outcome, of: job)
            }
            if number + 1 < jobs.count, run.isStopped { return nil }
        }
        // The last documents are handed over before their segment is whole.
        threads.join()
        areJoined = true
        if let failure = work.failure { throw failure }
        return (ranges.map(\.place) + spare, several)
    }

    private func count(_ outcome: Outcome, of job: IndexingJob) {
        done += 1
        switch outcome {
        case .indexed(let document): count(document, of: job)
        case .failed(let failure): run.fail(failure, of: job)
        case .several: break
        }
    }

    /// Counts and reports a document of the file of `job` that went in.
    func count(_ document: IndexedDocument, of job: IndexingJob) {
        counts.add(document.id, of: job.root)
        run.count(document, isKnown: false)
        run.report(
            .indexed(id: document.id, done: done, words: Int(document.words), repairs: Int(document.repairs)))
    }

    /// Writes one segment. Every job of the range gets an outcome, unless the work is stopped.
    private static func fill(
        _ range: FileRangeQueue.Taken, of queue: FileRangeQueue, _ jobs: [IndexingJob], from first: UInt32,
        _ builder: Result<DocumentBuilder, any Error>, _ work: OrderedWork<Never, Outcome>
    ) {
        do {
            let segment = try SegmentWriter(at: range.place)
            do {
                while !work.isStopped, let next = queue.next(of: range) {
                    switch outcome(of: jobs[next], builder) {
                    case .document(let document, let bytes, let notes):
                        try segment.add(document, at: first + UInt32(next))
                        work.end(next, .indexed(IndexedDocument(document, bytes: bytes, notes: notes)))
                    case .failed(let failure, _): work.end(next, .failed(failure))
                    // Nothing is known of any file, so that none is unchanged.
                    case .several, .unchanged: work.end(next, .several)
                    }
                }
                if work.isStopped { segment.cancel() } else { try segment.finish() }
            } catch {
                segment.cancel()
                throw error
            }
        } catch {
            let cause = error as? IndexError ?? IndexError(.other, "\(error)", path: range.place.folderPath)
            work.fail(cause)
        }
    }

    private static func outcome(
        of job: IndexingJob, _ builder: Result<DocumentBuilder, any Error>
    ) -> DocumentBuilder.Outcome {
        switch builder {
        case .success(let builder): return builder.buildOne(job)
        case .failure(let error): return .failed(IndexingFailure(error, of: job), id: nil)
        }
    }
}
