// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Changes an index by a plan: takes out what has vanished, puts in what is new or changed, and commits now and then.
///
/// A run that is interrupted goes on from the last commit.
final class IndexUpdate: DocumentSink {
    private let run: IndexingRun
    private let plan: IndexingPlan
    private let writer: IndexWriter
    /// Words that damaged ones may stand for, as the index had them when the run began.
    private let words: CollectionVocabulary
    /// The documents of each root when the run began, where the index is to keep their numbers.
    private(set) var counts: DocumentCounts?

    /// Words that this run's documents brought, or were left with.
    private(set) var collection = CollectionChanges()
    private var isChanged = false
    /// The last document of the file under way.
    private var lastPart: StoredDocument?
    /// Told when its document may be committed, which is at the end of its file.
    private var heldEvent: IndexingEvent?
    private var committed = ContinuousClock.now
    private var hasToldMassRemoval = false

    /// An update that writes with `writer` what `run` reads by `plan`.
    init(
        _ plan: IndexingPlan, _ writer: IndexWriter, _ words: CollectionVocabulary, counts: DocumentCounts?,
        of run: IndexingRun
    ) {
        self.counts = counts
        self.plan = plan
        self.writer = writer
        self.words = words
        self.run = run
    }

    /// Carries the plan out.
    ///
    /// - Returns: True if anything was changed.
    func perform() throws -> Bool {
        try remove(plan.departures + plan.removals)
        run.summary.isStopped = try !run.read(plan.jobs, collection: words, into: self)
        return isChanged
    }

    private func remove(_ ids: [String]) throws {
        for id in ids where try writer.remove(id: id) {
            run.summary.removed += 1
            isChanged = true
            run.report(.removed(id: id))
        }
    }

    func isFree(_ id: String, of job: IndexingJob) throws -> Bool { try !plan.isForeign(id, to: job.root) }

    func put(_ document: IndexDocument, _ figures: IndexedDocument, of job: IndexingJob, number: Int) throws {
        try writer.replace(document)
        collection.note(document)
        counts?.note(document.record.id)
        isChanged = true
        lastPart = document.record
        run.count(figures, isKnown: job.known.contains(figures.id))
        reportHeldEvent()
        heldEvent = .indexed(
            id: figures.id, done: number + 1, words: Int(figures.words), repairs: Int(figures.repairs))
    }

    func keep(_ job: IndexingJob, number: Int) throws {
        // Its times are kept, so that it need not be read again the next time.
        for id in job.known.sorted() {
            guard let hash = try plan.known.entry(id)?.contentHash else { continue }
            if try writer.move(id, to: job.entry(id: id, hash: hash)) { isChanged = true }
        }
        run.summary.unchanged += max(1, job.known.count)
        run.report(.unchanged(id: job.id, done: number + 1))
    }

    func end(_ job: IndexingJob, number: Int, vanished: [String], isPartial: Bool) throws {
        try remove(spared(vanished))
        if isPartial, let lastPart {
            var entry = job.entry(id: lastPart.id, hash: lastPart.contentHash)
            entry.modified = IndexingPlan.partial
            _ = try writer.move(lastPart.id, to: entry)
        }
        lastPart = nil
        // Between two files, since half an archive would be taken for the whole.
        if ContinuousClock.now - committed > run.options.commitInterval {
            // All documents of a run are repaired with the same words, and looked at again where it ends here.
            words.load()
            if !collection.isEmpty {
                try writer.setMetadata(CollectionRepairPass.pending, for: CollectionRepairPass.key)
            }
            try DocumentCounts.refresh(counts, in: writer)
            try writer.commit()
            committed = .now
        }
        reportHeldEvent()
    }

    /// The documents that a file no longer holds and that may go out: none where more than half of all would have gone
    /// with them.
    private func spared(_ vanished: [String]) -> [String] {
        let count = plan.known.count
        let all = run.summary.removed - plan.departures.count + vanished.count
        guard !run.options.allowsMassRemoval, !vanished.isEmpty, all * 2 > count else { return vanished }
        if !hasToldMassRemoval { run.fail(IndexingPlan.massRemoval(all, of: count)) }
        hasToldMassRemoval = true
        return []
    }

    private func reportHeldEvent() {
        if let event = heldEvent { run.report(event) }
        heldEvent = nil
    }
}
