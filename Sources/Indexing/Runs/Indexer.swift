// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
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
    /// The options of each run.
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
    ///   - report: Called with each event, on the calling thread.
    /// - Returns: The figures of the run, with what could not be taken.
    /// - Throws: `IndexError` where the index cannot be written, an error of Voikko's or the repairer's where a thread
    ///   cannot begin. Nothing is changed then.
    public func update(
        _ paths: [String] = [], report: @escaping (IndexingEvent) -> Void = { _ in }
    ) throws -> IndexingSummary {
        if !options.dryRun { try finishErasure() }
        return try update(paths, changes: nil, isStopped: { false }, report: report)
    }

    /// As ``update(_:report:)``. Where an index is brought up to date and `changes` are given, only these are looked
    /// at. `isStopped` is asked after each file, and ends the run with what was done so far.
    func update(
        _ paths: [String], changes: ChangedPaths?, isStopped: @escaping () -> Bool,
        report: @escaping (IndexingEvent) -> Void
    ) throws -> IndexingSummary {
        let begin = ContinuousClock.now
        let run = IndexingRun(
            folder: folder, options: options, makeRepairer: makeRepairer,
            cards: try CardReader(layouts: folder.path + "/otsikot"), isStopped: isStopped, report: report)
        try run.perform(paths, changes)
        if !options.dryRun { CollectionVectors.refresh(folder) }
        let time = (ContinuousClock.now - begin).components
        run.summary.seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
        return run.summary
    }

    /// Takes documents out, with their text.
    ///
    /// - Parameter ids: The documents' ids.
    /// - Returns: The ids that the index does not hold.
    /// - Throws: `IndexError`, and nothing is changed then.
    public func remove(_ ids: [String]) throws -> [String] {
        let (writer, missing) = try takingOut(ids)
        try writer.finish()
        CollectionVectors.refresh(folder)
        return missing
    }

    /// A writer that has taken documents out and has not committed yet, and the ids that the index does not hold.
    func takingOut(_ ids: [String]) throws(IndexError) -> (writer: IndexWriter, missing: [String]) {
        guard try folder.currentGeneration() != nil else {
            throw IndexError(.notFound, "There is no index at \(folder.path) yet.", path: folder.path)
        }
        let writer = try IndexWriter(folder: folder)
        let counts = try DocumentCounts(of: writer)
        var missing: [String] = []
        for id in ids where try !writer.remove(id: id) { missing.append(id) }
        try DocumentCounts.refresh(counts, in: writer)
        return (writer, missing)
    }
}
