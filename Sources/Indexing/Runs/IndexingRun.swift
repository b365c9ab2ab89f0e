// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import DocumentVectors
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
    var throttle = FailureThrottle()
    /// The files that earlier runs could not take, and this one; nil before it begins.
    var unread: UnreadList?

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
        unread = try UnreadList(folder: folder, settings: options.settings(in: folder))
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
        let state = try state(nil, isNaming: !paths.isEmpty)
        var planned = try plan(paths, nil, state)
        if !options.rebuild { try withholdMassRemoval(&planned.plan) }
        for job in planned.plan.jobs {
            report(.wouldIndex(id: job.id))
            if job.known.isEmpty { summary.added += 1 } else { summary.changed += 1 }
        }
        let removals = planned.plan.departures + planned.plan.removals
        for id in removals { report(.removed(id: id)) }
        summary.removed = removals.count
        summary.documents = (options.rebuild ? 0 : state.known.count) + summary.added - summary.removed
    }

    /// Makes the whole index, beside the one in use.
    private func build(_ paths: [String]) throws {
        // Documents are made as the roots say; segments of an interrupted build were perhaps made otherwise.
        let known = try state(nil, isNaming: !paths.isEmpty)
        let roots = try roots(named: paths, known).all
        let ways = roots.filter { $0.ocr != .auto || !$0.repair }.map { "\n\($0.number) \($0.ocr) \($0.repair)" }
        let build = try IndexBuild(
            folder: folder, settings: options.settings(in: folder) + ways.joined(),
            tables: options.tableWriter(report), isRepair: options.rebuild)
        // Once more, under the lock.
        let state = try state(nil, isNaming: !paths.isEmpty)
        let planned = try plan(paths, nil, state)
        let fresh = FreshBuild(build: build, run: self)
        let segments = try fresh.perform(planned.plan)
        summary.documents = summary.added
        guard let segments else {
            summary.isStopped = true
            return
        }
        try refuseMassRemoval(state)
        report(.finishing)
        var metadata = [Roots.key: Roots.encode(planned.kept), DocumentCounts.key: fresh.counts.encoded]
        if makeRepairer != nil { metadata[CollectionRepairPass.key] = CollectionRepairPass.pending }
        // Where there is a list, what readers see next must belong to a root in it.
        if try folder.rootsFile() != nil { try remember(planned.kept) }
        try build.finish(
            segments, metadata: metadata, threads: options.threadCount, documents: summary.added,
            complement: CollectionVectors.refresh)
        try CollectionRepairPass.performOverNewIndex(self)
        try remember(planned, fresh.counts)
        try rememberUnread(planned.plan.jobs)
    }

    /// Brings the index that is in use up to date.
    private func update(_ paths: [String], _ changes: ChangedPaths?) throws {
        let writer = try IndexWriter(folder: folder)
        let state = try state(writer, isNaming: !paths.isEmpty)
        var planned = try plan(paths, changes, state)
        // Before anything else, so that whatever is committed belongs to a root that is remembered.
        if planned.all != state.roots { try remember(planned.all.filter { !planned.unfounded.contains($0.number) }) }
        let renames = try state.known.renames()
        var counts = try state.known.counts()
        // Of these some are files that moved, whose documents are not put anew.
        for job in planned.plan.jobs { counts.note(job.id) }
        var isChanged = try Renamer(run: self, writer: writer).perform(renames)
        isChanged = try move(&planned.plan, writer) || isChanged
        try withholdMassRemoval(&planned.plan)
        let encoded = Roots.encode(planned.kept)
        if try writer.metadata(Roots.key) ?? [] != encoded {
            try writer.setMetadata(encoded, for: Roots.key)
            isChanged = true
        }
        let isPending = try writer.metadata(CollectionRepairPass.key) != nil
        let words = CollectionVocabulary(folder: folder)
        // Where ids were of an older form, some may be still.
        let update = IndexUpdate(planned.plan, writer, words, counts: renames.isEmpty ? counts : nil, of: self)
        isChanged = try update.perform() || isChanged
        isChanged = try CollectionRepairPass(run: self, writer: writer)
            .perform(update.collection, beside: words, isPending: isPending, isChanged: isChanged)
        let after = counts.adding(writer.rootChanges)
        summary.documents = after.total
        // Readers need not be told of nothing.
        if isChanged {
            try DocumentCounts.refresh(update.counts, in: writer)
            try writer.finish()
        } else {
            writer.cancel()
        }
        try remember(planned, after)
        try rememberUnread(planned.plan.jobs)
    }

    // MARK: - What goes out, and what is remembered

    /// Keeps the documents of a plan that would take out more than half of them, and says so.
    private func withholdMassRemoval(_ plan: inout IndexingPlan) throws {
        guard !options.allowsMassRemoval, plan.removals.count * 2 > plan.known.count else { return }
        try plan.withhold()
        if let failure = plan.failures.last { fail(failure) }
    }

    /// Refuses to put an index with less than half of the documents in the place of the one there is. What was read stays
    /// for the next run.
    private func refuseMassRemoval(_ state: State) throws(IndexError) {
        let lost = state.documents - summary.added
        guard !options.allowsMassRemoval, lost * 2 > state.documents else { return }
        throw IndexError(
            .invalidInput,
            "The new index would have \(summary.added) documents, and the one at \(folder.path) has \(state.documents), "
                + "which stays as it is. If that is right, say --yes (or --prune twice); if a folder was moved, "
                + "`haku index NEW --moved-from OLD`.", path: folder.path)
    }

    /// Writes the list of roots beside the generations.
    private func remember(_ roots: [IndexRoot]) throws {
        let text = RootList.encode(roots)
        if try folder.rootsFile() != Array(text.utf8) { try folder.replaceRootsFile(with: text) }
    }

    /// Notes with the roots when they were looked through and how many documents they have.
    private func remember(_ planned: PlannedRun, _ counts: DocumentCounts) throws {
        try remember(
            planned.kept.map { root in
                var root = root
                root.documents = counts.byRoot[root.number] ?? 0
                if planned.chosen.contains(root.number) { root.lastRun = Timestamp.now }
                if let mounts = planned.plan.mounts[root.number] { root.mounts = mounts }
                return root
            })
    }

    // MARK: - Figures and events

    /// Reports `event`.
    func report(_ event: IndexingEvent) { listener(event) }

    /// Counts and reports a failure.
    func fail(_ failure: IndexingFailure) {
        summary.failures.append(failure)
        report(.failed(failure))
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
