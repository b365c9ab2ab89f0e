// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import FinnishText
internal import Glibc
internal import ProjectCards
internal import SearchIndex

/// Makes a whole index: threads take stretches of the files and write each a segment, which are merged at the end.
struct FreshBuild {
    /// What became of a file.
    enum Outcome: Sendable {
        /// An interrupted run has read it; it came to so many documents.
        case resumed(documents: Int)
        /// A document of it went in.
        case indexed(id: String, words: UInt32, repairs: UInt32, size: Int64, notes: [String], isPart: Bool)
        /// The file, or a part of it, could not be taken.
        case failed(IndexingFailure, isWhole: Bool)
        /// It holds several documents, which come later.
        case several
    }

    private typealias Stretch = StretchQueue.Stretch

    let build: IndexBuild
    let options: IndexingOptions
    var cards = CardReader()
    let makeRepairer: (@Sendable () throws -> any TextRepairing)?

    /// Builds what `plan` says.
    ///
    /// - Parameters:
    ///   - plan: The files. What segments of an interrupted build hold already is taken from there.
    ///   - isStopped: Asked after each file.
    ///   - body: Told the outcome of each job, in the order of the jobs. Jobs that need no work come first; the
    ///     documents of files that hold several come last, for only then is it known how many there are.
    /// - Returns: The numbers of the segments that were made; nil where `isStopped`
    ///   said so: the next build then goes on with the segments that are whole.
    /// - Throws: `IndexError` where a segment cannot be written, an error of Voikko's or the repairer's.
    func run(
        _ plan: IndexingPlan, isStopped: () -> Bool = { false }, _ body: (IndexingJob, Outcome) -> Void
    ) throws -> [Int]? {
        let (jobs, resumed) = takeLeftovers(of: plan)
        for (job, documents) in resumed { body(job, .resumed(documents: documents)) }
        guard !jobs.isEmpty else { return [] }
        let first = (build.leftovers.map(\.lastDocument).max() ?? 0) + 1
        let threadCount = options.threadCount
        let stretches = stretches(of: jobs)
        let reader = DocumentReader(ocr: options.ocr)
        // Made here, so that what a thread cannot begin without is missed before anything is written.
        _ = try DocumentBuilder(repairer: try makeRepairer?(), reader: reader, cards: cards)

        let work = OrderedWork<Never, Outcome>(costs: jobs.map { _ in 0 }, limit: .max)
        let spare = (0..<Self.mostDivisions * threadCount).map { _ in build.nextPlace() }
        let queue = StretchQueue(stretches, sizes: jobs.map(Self.size), spare: spare)
        let makeRepairer = makeRepairer
        let words = SharedWords()
        let cards = cards
        let busy = max(stretches.count, Int(clamping: jobs.reduce(0) { $0 + Self.size(of: $1) } / Self.worthAThread))
        let threads = (0..<min(threadCount, busy)).compactMap { _ in
            WorkThread {
                let builder = Result {
                    try DocumentBuilder(repairer: try makeRepairer?(), reader: reader, cards: cards, sharing: words)
                }
                while !work.isStopped, let stretch = queue.take() {
                    Self.fill(stretch, of: queue, jobs, from: first, builder, work)
                }
                // While others end their last file; after that, one thread alone would.
                words.forget()
            }
        }
        var areJoined = false
        defer {
            if !areJoined {
                work.stop()
                for thread in threads { thread.join() }
            }
        }
        guard !threads.isEmpty else {
            throw IndexError(.other, "The system has no thread left for reading.", path: build.folder.path)
        }
        var several: [IndexingJob] = []
        for (number, job) in jobs.enumerated() {
            while let outcome = work.take(number) {
                if case .several = outcome { several.append(job) }
                body(job, outcome)
            }
            if number + 1 < jobs.count, isStopped() { return nil }
        }
        // The last documents are handed over before their segment is whole.
        for thread in threads { thread.join() }
        areJoined = true
        if let failure = work.failure { throw failure }
        var places = stretches.map(\.place) + spare
        if !several.isEmpty {
            let files = Set(plan.jobs.map(\.id))
            let more = try fillSegments(
                withPartsOf: several, beside: files, from: first + UInt32(jobs.count), isStopped: isStopped, body)
            guard let more else { return nil }
            places += more
        }
        return places.map(\.number).filter { build.isMade($0) }
    }

    /// Writes the documents of files that hold several into segments of their own. One ends with a file only, so that
    /// an interrupted build goes on with the files that are whole.
    private func fillSegments(
        withPartsOf jobs: [IndexingJob], beside files: Set<String>, from first: UInt32, isStopped: () -> Bool,
        _ body: (IndexingJob, Outcome) -> Void
    ) throws -> [SegmentPlace]? {
        var places: [SegmentPlace] = []
        var segment: SegmentWriter?
        var next = first
        var changes = FileChanges()
        // The last document waits: whether something of its file is missing is known at the file's end only.
        var held: IndexDocument?
        var isPartial = false
        var size = 0
        let total = jobs.reduce(0) { $0 + $1.size }
        let most = Int(segmentSize(left: total / 2, of: total))
        func release() throws {
            guard let document = held else { return }
            if segment == nil {
                places.append(build.nextPlace())
                segment = try SegmentWriter(at: places[places.count - 1])
            }
            try segment?.add(document, at: next)
            size += document.text.text.utf8.count
            next += 1
            held = nil
        }
        do {
            let stream = DocumentStream(
                options: options, makeRepairer: makeRepairer, cards: cards, place: build.folder.path)
            let isWhole = try stream.run(jobs, isStopped: isStopped) { job, _, outcome in
                switch outcome {
                case .document(let document, let bytes, let notes):
                    let record = document.record
                    let isFree = record.id == job.id || !files.contains(record.id)
                    guard isFree, changes.claim(record.id) else {
                        body(job, .failed(Indexer.taken(record.id, job), isWhole: false))
                        return
                    }
                    try release()
                    held = document
                    body(
                        job,
                        .indexed(
                            id: record.id, words: record.words, repairs: record.repairs, size: bytes, notes: notes,
                            isPart: true))
                case .failed(let failure, _):
                    if failure.kind == .missingConverter { isPartial = true }
                    body(job, .failed(failure, isWhole: false))
                case .unchanged, .several, nil:
                    if isPartial { held?.record.modified = IndexingPlan.partial }
                    isPartial = false
                    try release()
                    _ = changes.vanished(of: job)
                    if size >= most {
                        try segment?.finish()
                        segment = nil
                        size = 0
                    }
                }
            }
            // It ends with a file, so that it is whole whether all were read or not.
            try segment?.finish()
            return isWhole ? places : nil
        } catch {
            segment?.cancel()
            throw error
        }
    }

    /// Writes one segment. Every job of the stretch gets an outcome, unless the work is stopped.
    private static func fill(
        _ stretch: StretchQueue.Taken, of queue: StretchQueue, _ jobs: [IndexingJob], from first: UInt32,
        _ builder: Result<DocumentBuilder, any Error>, _ work: OrderedWork<Never, Outcome>
    ) {
        do {
            let segment = try SegmentWriter(at: stretch.place)
            do {
                while !work.isStopped, let next = queue.next(of: stretch) {
                    let outcome = outcome(of: jobs[next], builder)
                    switch outcome {
                    case .document(let document, let bytes, let notes):
                        try segment.add(document, at: first + UInt32(next))
                        let record = document.record
                        work.end(
                            next,
                            .indexed(
                                id: record.id, words: record.words, repairs: record.repairs, size: bytes,
                                notes: notes, isPart: false))
                    case .failed(let failure, _): work.end(next, .failed(failure, isWhole: true))
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
            let cause = error as? IndexError ?? IndexError(.other, "\(error)", path: stretch.place.folderPath)
            work.fail(cause)
        }
    }

    private static func outcome(
        of job: IndexingJob, _ builder: Result<DocumentBuilder, any Error>
    ) -> DocumentBuilder.Outcome {
        switch builder {
        case .success(let builder): return builder.buildOne(job)
        case .failure(let error):
            let path = String(decoding: job.path, as: UTF8.self)
            return .failed(IndexingFailure(.io, path: path, message: "\(error)"), id: nil)
        }
    }

    /// A leftover with higher numbers is damaged: no build comes so far, and there must be as many for what is still to come.
    private static let highestNumber: UInt32 = 1 << 31

    /// The jobs that remain, and those whose documents a segment of an interrupted build holds, with how many these
    /// are. A segment that holds anything else is of no use.
    private func takeLeftovers(
        of plan: IndexingPlan
    ) -> (jobs: [IndexingJob], resumed: [(job: IndexingJob, documents: Int)]) {
        var numbers: [String: Int] = [:]
        for (number, job) in plan.jobs.enumerated() { numbers[job.id] = number }
        let files = Set(numbers.keys)
        var documents = [Int](repeating: 0, count: plan.jobs.count)
        for leftover in build.leftovers {
            if leftover.lastDocument > Self.highestNumber {
                build.discard(leftover)
                continue
            }
            // Segments end with files: where one document of a file is in it, all are.
            var found: [Int: Int] = [:]
            let isCurrent = leftover.entries.allSatisfy { entry in
                let file = files.contains(entry.id) ? entry.id : IndexingPlan.file(of: entry.id, in: files)
                guard let number = file.flatMap({ numbers[$0] }), documents[number] == 0,
                    plan.jobs[number].root == entry.root, plan.jobs[number].size == entry.size,
                    plan.jobs[number].modified == entry.modified
                else { return false }
                found[number, default: 0] += 1
                return true
            }
            if isCurrent {
                for (number, count) in found { documents[number] = count }
            } else {
                build.discard(leftover)
            }
        }
        let jobs = plan.jobs.indices.filter { documents[$0] == 0 }.map { plan.jobs[$0] }
        return (jobs, plan.jobs.indices.filter { documents[$0] > 0 }.map { (plan.jobs[$0], documents[$0]) })
    }

    /// Segments are at most about so many bytes of files, so that none's postings fill the memory; those that are larger
    /// write parts of themselves.
    private static let largestSegment: Int64 = 6 << 20
    /// The merge has all segments open, and is not to run out of descriptors: two or three hundred with two threads.
    private static let mostSegments: Int64 = 150

    /// About how many bytes of files the next segment is made of where there are `total`, of which `left` remain: half of
    /// what each thread still has to do, so that all end together.
    private func segmentSize(left: Int64, of total: Int64) -> Int64 {
        let even = left / Int64(2 * options.threadCount) + 1
        return max(Int64(options.smallestSegment), min(Self.largestSegment, even), total / Self.mostSegments)
    }

    /// How often each thread may go on with half of what another one has left.
    private static let mostDivisions = 8
    /// So many bytes of files are worth a further thread, which needs its dictionaries first.
    private static let worthAThread: Int64 = 128 << 10

    private static func size(of job: IndexingJob) -> Int64 { max(1, job.size) }

    /// Stretches of the files, a segment each.
    private func stretches(of jobs: [IndexingJob]) -> [Stretch] {
        let total = jobs.reduce(0) { $0 + Self.size(of: $1) }
        var result: [Stretch] = []
        var start = 0
        var bytes: Int64 = 0
        var left = total
        for (number, job) in jobs.enumerated() {
            bytes += Self.size(of: job)
            if bytes >= segmentSize(left: left, of: total) || number == jobs.count - 1 {
                result.append(Stretch(jobs: start..<number + 1, place: build.nextPlace()))
                start = number + 1
                left -= bytes
                bytes = 0
            }
        }
        return result
    }
}
