// SPDX-License-Identifier: GPL-3.0-or-later
internal import ProjectCards
internal import SearchIndex

/// One run over an index: its options, its figures so far, when it is to stop, and whom it reports to.
///
/// Used once, on the thread that called the ``Indexer``.
final class IndexingRun {
    /// The index.
    let folder: IndexFolder
    /// The options of the run.
    let options: IndexingOptions
    /// Makes a repairer for each thread; nil leaves texts unrepaired.
    let makeRepairer: (@Sendable () throws -> any TextRepairing)?
    /// Reads cards in the layouts that come with the program and in those of the index.
    let cards: CardReader
    /// The figures so far.
    var summary = IndexingSummary()

    private let stop: () -> Bool
    private let listener: (IndexingEvent) -> Void
    private var throttle = FailureThrottle()

    /// A run that asks `isStopped` after each file whether to end there, and calls `report` with each event.
    init(
        folder: IndexFolder, options: IndexingOptions, makeRepairer: (@Sendable () throws -> any TextRepairing)? = nil,
        cards: CardReader = CardReader(), isStopped: @escaping () -> Bool = { false },
        report: @escaping (IndexingEvent) -> Void = { _ in }
    ) {
        self.folder = folder
        self.options = options
        self.makeRepairer = makeRepairer
        self.cards = cards
        stop = isStopped
        listener = report
    }

    /// True once the run is to end with the file it is at.
    var isStopped: Bool { stop() }

    /// Does the run. Where an index is brought up to date and `changes` are given, only these are looked at.
    ///
    /// - Throws: As ``Indexer/update(_:report:)``.
    func perform(_ paths: [String], _ changes: ChangedPaths?) throws {
        let isFresh = try options.rebuild || folder.currentGeneration() == nil
        if options.dryRun {
            try tryOut(paths)
        } else if isFresh {
            try build(paths)
        } else {
            try update(paths, changes)
        }
    }

    /// Reports what a run would do.
    private func tryOut(_ paths: [String]) throws {
        let state = try state(nil)
        let (plan, _) = try plan(paths, nil, state)
        for job in plan.jobs {
            report(.wouldIndex(id: job.id))
            if job.known.isEmpty { summary.added += 1 } else { summary.changed += 1 }
        }
        for id in plan.removals { report(.removed(id: id)) }
        summary.removed = plan.removals.count
        summary.documents = (options.rebuild ? 0 : state.entries.count) + summary.added - summary.removed
    }

    /// Makes the whole index, beside the one in use.
    private func build(_ paths: [String]) throws {
        let build = try IndexBuild(
            folder: folder, settings: options.settings(in: folder), tables: options.tableWriter(report))
        let (plan, kept) = try plan(paths, nil, try state(nil))
        let segments = try FreshBuild(build: build, run: self).perform(plan)
        summary.documents = summary.added
        guard let segments else {
            summary.isStopped = true
            return
        }
        report(.finishing)
        var metadata = [Roots.key: Roots.encode(kept)]
        if makeRepairer != nil { metadata[CollectionRepairPass.key] = CollectionRepairPass.pending }
        try build.finish(segments, metadata: metadata, threads: options.threadCount)
        try CollectionRepairPass.performOverNewIndex(self)
    }

    /// Brings the index that is in use up to date.
    private func update(_ paths: [String], _ changes: ChangedPaths?) throws {
        let writer = try IndexWriter(folder: folder)
        let state = try state(writer)
        var (plan, kept) = try plan(paths, changes, state)
        // Before anything else, so that whatever is committed belongs to a root that is remembered.
        var isChanged = kept != state.roots
        if isChanged { try writer.setMetadata(Roots.encode(kept), for: Roots.key) }
        isChanged = try move(&plan, writer) || isChanged
        let isPending = try writer.metadata(CollectionRepairPass.key) != nil
        let words = CollectionVocabulary(folder: folder)
        let update = IndexUpdate(plan, writer, words, of: self)
        isChanged = try update.perform() || isChanged
        isChanged = try CollectionRepairPass(run: self, writer: writer)
            .perform(update.collection, beside: words, isPending: isPending, isChanged: isChanged)
        summary.documents = state.entries.count + summary.added - summary.removed
        // Readers need not be told of nothing.
        if isChanged { try writer.finish() } else { writer.cancel() }
    }

    // MARK: - Figures and events

    /// Reports `event`.
    func report(_ event: IndexingEvent) { listener(event) }

    /// Counts and reports a failure.
    func fail(_ failure: IndexingFailure) {
        summary.failures.append(failure)
        report(.failed(failure))
    }

    /// Counts and reports a failure of the file of `job`, or of a part of it, unless enough alike were.
    func fail(_ failure: IndexingFailure, of job: IndexingJob) {
        if let failure = throttle.admit(failure, of: job) { fail(failure) }
    }

    /// Counts a document that went in, made of `bytes` bytes, and reports what of it could not be read.
    func count(_ document: IndexedDocument, isKnown: Bool) {
        if isKnown { summary.changed += 1 } else { summary.added += 1 }
        summary.words += Int(document.words)
        summary.repairs += Int(document.repairs)
        summary.bytes += document.bytes
        if !document.notes.isEmpty { summary.partial += 1 }
        for note in document.notes { report(.noted(id: document.id, message: note)) }
    }
}
