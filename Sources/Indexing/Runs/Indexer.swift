// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import FinnishText
internal import Glibc
internal import ProjectCards
public import SearchIndex

/// Brings an index up to date with files.
///
/// Threads of their own read, repair and analyse; the calling thread writes, in the order of the roots and of the
/// paths below them, so that the index does not depend on how many threads there were. A run commits now and then;
/// a whole index is visible at its end only.
public struct Indexer: Sendable {
    /// The index.
    public let folder: IndexFolder
    /// How to go about it.
    public internal(set) var options: IndexingOptions
    /// Makes a repairer for each thread; nil leaves texts unrepaired.
    let makeRepairer: (@Sendable () throws -> any TextRepairing)?

    /// An indexer for the index in `folder`. `makeRepairer` makes a repairer for each thread, where texts are to be
    /// repaired.
    public init(
        folder: IndexFolder, options: IndexingOptions = IndexingOptions(),
        makeRepairer: (@Sendable () throws -> any TextRepairing)? = nil
    ) {
        self.folder = folder
        self.options = options
        self.makeRepairer = options.repair ? makeRepairer : nil
    }

    /// Brings the index up to date with `paths`, or with all roots it remembers where none is named.
    ///
    /// A rebuild takes in all remembered roots as well as those named: it leaves none out.
    ///
    /// - Parameters:
    ///   - paths: Files and folders.
    ///   - report: Told what happens, on the calling thread.
    /// - Returns: What was done, with what could not be taken.
    /// - Throws: `IndexError` where the index cannot be written, an error of Voikko's or the repairer's where a thread
    ///   cannot begin. Nothing is changed then.
    public func update(
        _ paths: [String] = [], report: (IndexingEvent) -> Void = { _ in }
    ) throws -> IndexingSummary {
        try update(paths, changes: nil, isStopped: { false }, report: report)
    }

    /// As ``update(_:report:)``. Where an index is brought up to date and `changes` are given, only these are looked
    /// at. `isStopped` is asked after each file, and ends the run with what was done so far.
    func update(
        _ paths: [String], changes: ChangedPaths?, isStopped: () -> Bool, report: (IndexingEvent) -> Void
    ) throws -> IndexingSummary {
        let begin = ContinuousClock.now
        let cards = try CardReader(layouts: folder.path + "/otsikot")
        var summary = IndexingSummary()
        let isFresh = try options.rebuild || folder.currentGeneration() == nil
        if options.dryRun {
            try tryOut(paths, &summary, report)
        } else if isFresh {
            try makeAnew(paths, cards, &summary, isStopped, report)
        } else {
            try change(paths, changes, cards, &summary, isStopped, report)
        }
        let time = (ContinuousClock.now - begin).components
        summary.seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
        return summary
    }

    private func tryOut(
        _ paths: [String], _ summary: inout IndexingSummary, _ report: (IndexingEvent) -> Void
    ) throws {
        let state = try state(nil)
        let (plan, _) = try plan(paths, nil, state, &summary, report)
        for job in plan.jobs {
            report(.wouldIndex(id: job.id))
            if job.known.isEmpty { summary.added += 1 } else { summary.changed += 1 }
        }
        for id in plan.removals { report(.removed(id: id)) }
        summary.removed = plan.removals.count
        summary.documents = (options.rebuild ? 0 : state.entries.count) + summary.added - summary.removed
    }

    private func makeAnew(
        _ paths: [String], _ cards: CardReader, _ summary: inout IndexingSummary, _ isStopped: () -> Bool,
        _ report: (IndexingEvent) -> Void
    ) throws {
        let build = try IndexBuild(folder: folder, settings: settings, tables: options.tableWriter(report))
        let (plan, kept) = try plan(paths, nil, try state(nil), &summary, report)
        let fresh = FreshBuild(build: build, options: options, cards: cards, makeRepairer: makeRepairer)
        var done = 0
        var told = ToldFailures()
        let segments = try fresh.run(plan, isStopped: isStopped) { job, outcome in
            switch outcome {
            case .resumed(let documents):
                done += 1
                summary.added += documents
                summary.resumed += documents
                report(.unchanged(id: job.id, done: done))
            case .indexed(let id, let words, let repairs, let size, let notes, let isPart):
                done += isPart ? 0 : 1
                tally(id, isKnown: false, words, repairs, size, notes, &summary, report)
                report(.indexed(id: id, done: done, words: Int(words), repairs: Int(repairs)))
            case .failed(let failure, let isWhole):
                if isWhole { done += 1 }
                if let failure = told.admit(failure, of: job) { fail(failure, &summary, report) }
            case .several: done += 1
            }
        }
        summary.documents = summary.added
        guard let segments else {
            summary.isStopped = true
            return
        }
        report(.finishing)
        var metadata = [Roots.key: Roots.encode(kept)]
        if makeRepairer != nil { metadata[SecondLook.key] = SecondLook.pending }
        try build.finish(segments, metadata: metadata, threads: options.threadCount)
        try mendAnew(cards, &summary, isStopped)
    }

    private func change(
        _ paths: [String], _ changes: ChangedPaths?, _ cards: CardReader, _ summary: inout IndexingSummary,
        _ isStopped: () -> Bool, _ report: (IndexingEvent) -> Void
    ) throws {
        let writer = try IndexWriter(folder: folder)
        let state = try state(writer)
        var (plan, kept) = try plan(paths, changes, state, &summary, report)
        // Before anything else, so that whatever is committed belongs to a root that is remembered.
        var isChanged = kept != state.roots
        if isChanged { try writer.setMetadata(Roots.encode(kept), for: Roots.key) }
        isChanged = try move(&plan, writer, &summary, report) || isChanged
        let isPending = try writer.metadata(SecondLook.key) != nil
        let words = CollectionVocabulary(folder: folder)
        var brought = CollectionChanges()
        isChanged = try run(plan, writer, cards, words, &brought, &summary, isStopped, report) || isChanged
        isChanged = try mend(
            brought, beside: words, isPending: isPending, isChanged: isChanged, writer, cards, &summary, isStopped)
        summary.documents = state.entries.count + summary.added - summary.removed
        // Readers need not be told of nothing.
        if isChanged { try writer.finish() } else { writer.cancel() }
    }

    /// Gives documents whose files were renamed or moved their new ids: what was made of them stays. Answers whether
    /// there were any.
    private func move(
        _ plan: inout IndexingPlan, _ writer: IndexWriter, _ summary: inout IndexingSummary,
        _ report: (IndexingEvent) -> Void
    ) throws -> Bool {
        var gone: [Int64: [IndexEntry]] = [:]
        for id in plan.removals {
            if let entry = plan.entries[id] { gone[entry.size, default: []].append(entry) }
        }
        if gone.isEmpty { return false }
        var moved: Set<String> = []
        var jobs: [IndexingJob] = []
        for job in plan.jobs {
            guard job.knownHash == nil, let candidates = gone[job.size], !candidates.isEmpty,
                let hash = try? ContentHash.hexadecimal(ofFile: job.path),
                let index = candidates.firstIndex(where: { $0.contentHash == hash }),
                try writer.move(candidates[index].id, to: job.entry(hash: hash))
            else {
                jobs.append(job)
                continue
            }
            let old = candidates[index].id
            gone[job.size]?.remove(at: index)
            moved.insert(old)
            summary.moved += 1
            report(.moved(from: old, to: job.id))
        }
        plan.jobs = jobs
        plan.removals.removeAll(where: moved.contains)
        return !moved.isEmpty
    }

    /// What there is to do, and the roots to remember.
    private func plan(
        _ paths: [String], _ changes: ChangedPaths?, _ state: (entries: [IndexEntry], roots: [IndexRoot]),
        _ summary: inout IndexingSummary, _ report: (IndexingEvent) -> Void
    ) throws -> (plan: IndexingPlan, kept: [IndexRoot]) {
        let remembered = state.roots
        let (all, chosen) = roots(named: paths, remembered: remembered)
        var plan = IndexingPlan(entries: state.entries, roots: all, options: options, folder: folder)
        for root in chosen {
            switch changes?.within(root.path) ?? .everything {
            case .everything: plan.add(root)
            case .places(let places): plan.add(root, at: places)
            case .nothing: continue
            }
        }
        if options.rebuild { plan.removals = [] }
        if options.rebuild && !options.prune {
            // A rebuild without a remembered root would lose its documents.
            if let gone = remembered.first(where: { root in plan.failures.contains { $0.path == root.name } }) {
                throw IndexError(
                    .invalidInput,
                    "The root \(gone.name) cannot be read, and a rebuild would lose its documents; bring it back, or "
                        + "leave it out with --prune.", path: folder.path)
            }
        }
        summary.unchanged = plan.unchanged
        report(.planned(files: plan.jobs.count, removals: plan.removals.count))
        for failure in plan.failures { fail(failure, &summary, report) }
        summary.skipped = plan.skipped
        for entry in plan.skipped { report(.skipped(entry)) }
        let failed = Set(plan.failures.filter { $0.kind == .notFound }.map(\.path))
        let kept = all.filter { root in
            !plan.forgotten.contains(root.number) && (remembered.contains(root) || !failed.contains(root.name))
        }
        return (plan, kept)
    }

    /// What tells how this run makes documents of files: another version of the program may read words otherwise, and
    /// other layouts of cards make other fields.
    var settings: String {
        func stamp(_ path: String) -> String {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return "" }
            return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
        }
        return "\(options.settings) \(stamp("/proc/self/exe")) \(stamp(folder.path + "/otsikot"))"
    }

    /// Takes documents out, with their text.
    ///
    /// - Parameter ids: The documents' ids.
    /// - Returns: The ids that the index does not hold.
    /// - Throws: `IndexError`, and nothing is changed then.
    public func remove(_ ids: [String]) throws -> [String] {
        guard try folder.currentGeneration() != nil else {
            throw IndexError(.notFound, "There is no index at \(folder.path) yet.", path: folder.path)
        }
        let writer = try IndexWriter(folder: folder)
        var missing: [String] = []
        for id in ids where try !writer.remove(id: id) { missing.append(id) }
        try writer.finish()
        return missing
    }

    /// The roots that the index remembers.
    public static func roots(of reader: IndexReader) throws -> [IndexRoot] {
        Roots.decode(try reader.metadata(Roots.key))
    }

    // MARK: - Parts of a run

    /// What the index holds. A rebuild looks at the generation it will replace, where that can be read.
    private func state(_ writer: IndexWriter?) throws -> (entries: [IndexEntry], roots: [IndexRoot]) {
        if let writer {
            return (try writer.entries(), Roots.decode(try writer.metadata(Roots.key)))
        }
        do throws(IndexError) {
            let reader = try IndexReader(folder: folder)
            return (try reader.entries(), Roots.decode(try reader.metadata(Roots.key)))
        } catch {
            if error.code == .notFound || options.rebuild { return ([], []) }
            throw error
        }
    }

    private func roots(
        named paths: [String], remembered: [IndexRoot]
    ) -> (all: [IndexRoot], chosen: [IndexRoot]) {
        var all = remembered
        var chosen: [IndexRoot] = options.rebuild || paths.isEmpty ? remembered : []
        for path in paths.map(Roots.absolute) {
            let root: IndexRoot
            if let known = all.first(where: { $0.path == path }) {
                root = known
            } else {
                root = IndexRoot(number: (all.map(\.number).max() ?? 0) + 1, path: path)
                all.append(root)
            }
            if !chosen.contains(root) { chosen.append(root) }
        }
        return (all, chosen)
    }

    private func fail(_ failure: IndexingFailure, _ summary: inout IndexingSummary, _ report: (IndexingEvent) -> Void) {
        summary.failures.append(failure)
        report(.failed(failure))
    }

    private func tally(
        _ id: String, isKnown: Bool, _ words: UInt32, _ repairs: UInt32, _ size: Int64, _ notes: [String],
        _ summary: inout IndexingSummary, _ report: (IndexingEvent) -> Void
    ) {
        if isKnown { summary.changed += 1 } else { summary.added += 1 }
        summary.words += Int(words)
        summary.repairs += Int(repairs)
        summary.bytes += size
        if !notes.isEmpty { summary.partial += 1 }
        for note in notes { report(.noted(id: id, message: note)) }
    }

    /// Answers whether anything was changed.
    private func run(
        _ plan: IndexingPlan, _ writer: IndexWriter, _ cards: CardReader, _ words: CollectionVocabulary,
        _ collection: inout CollectionChanges, _ summary: inout IndexingSummary, _ isStopped: () -> Bool,
        _ report: (IndexingEvent) -> Void
    ) throws -> Bool {
        var isChanged = false
        for id in plan.removals where try writer.remove(id: id) {
            summary.removed += 1
            isChanged = true
            report(.removed(id: id))
        }
        var changes = FileChanges()
        var lastPart: StoredDocument?
        var isPartial = false
        var event: IndexingEvent?
        var told = ToldFailures()
        var committed = ContinuousClock.now
        let stream = DocumentStream(
            options: options, makeRepairer: makeRepairer, cards: cards, place: folder.path, collection: words)
        let isWhole = try stream.run(plan.jobs, isStopped: isStopped) { job, number, outcome in
            switch outcome {
            case .document(let document, let bytes, let notes):
                let record = document.record
                guard !plan.isForeign(record.id, to: job.root), changes.claim(record.id) else {
                    fail(Self.taken(record.id, job), &summary, report)
                    return
                }
                try writer.replace(document)
                collection.note(document)
                isChanged = true
                lastPart = record
                tally(
                    record.id, isKnown: job.known.contains(record.id), record.words, record.repairs, bytes, notes,
                    &summary, report)
                if let event { report(event) }
                // Told when it may be committed, which is at the end of its file.
                event = .indexed(
                    id: record.id, done: number + 1, words: Int(record.words), repairs: Int(record.repairs))
            case .unchanged:
                changes.keepAll()
                // Its times are kept, so that it need not be read again the next time.
                for id in job.known.sorted() {
                    guard let hash = plan.entries[id]?.contentHash else { continue }
                    if try writer.move(id, to: job.entry(id: id, hash: hash)) { isChanged = true }
                }
                summary.unchanged += max(1, job.known.count)
                report(.unchanged(id: job.id, done: number + 1))
            case .failed(let failure, let id):
                // What stood there stays, as a file that cannot be read any more stays.
                if let id { changes.keep(id) } else { changes.keepAll() }
                if failure.kind == .missingConverter { isPartial = true }
                if let failure = told.admit(failure, of: job) { fail(failure, &summary, report) }
            case .several, nil:
                for id in changes.vanished(of: job) where try writer.remove(id: id) {
                    summary.removed += 1
                    isChanged = true
                    report(.removed(id: id))
                }
                if isPartial, let lastPart {
                    var entry = job.entry(id: lastPart.id, hash: lastPart.contentHash)
                    entry.modified = IndexingPlan.partial
                    _ = try writer.move(lastPart.id, to: entry)
                }
                lastPart = nil
                isPartial = false
                // A run that is interrupted goes on from here; between two files, since half an archive would be
                // taken for the whole.
                if ContinuousClock.now - committed > options.commitInterval {
                    // All documents of a run are mended with the same words, and looked at again where it ends here.
                    words.load()
                    if !collection.coined.isEmpty { try writer.setMetadata(SecondLook.pending, for: SecondLook.key) }
                    try writer.commit()
                    committed = .now
                }
                if let told = event { report(told) }
                event = nil
            }
        }
        summary.isStopped = !isWhole
        return isChanged
    }

    /// The failure of a document whose id another one has.
    static func taken(_ id: String, _ job: IndexingJob) -> IndexingFailure {
        IndexingFailure(
            .idTaken, path: String(decoding: job.path, as: UTF8.self),
            message: "The id \(id) belongs to another document; rename one.")
    }
}
