// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import OCRRepair
internal import SearchIndex

/// Repairs damaged documents anew with words that clean documents brought only after they were read, and badly read ones by the errors
/// that others show.
///
/// A run that may have such documents says so in the index with its first commit (``key``) and takes that back with its
/// last, so that the next run makes up for one that was interrupted.
struct CollectionRepairPass {
    /// The metadata that says that damaged documents are to be looked at again.
    static let key = "collection.pending"
    /// The value of ``key``.
    static let pending: [UInt8] = [1]

    let run: IndexingRun
    let writer: IndexWriter

    /// The most documents that are made anew and not yet written.
    private static let underWay = 256

    // MARK: - After a run

    /// Repairs the documents of a new index by its own words, in a commit of its own.
    static func performOverNewIndex(_ run: IndexingRun) throws {
        let words = CollectionVocabulary(folder: run.folder)
        guard run.makeRepairer != nil, try !documents(IndexReader(folder: run.folder), words).isEmpty else { return }
        let writer: IndexWriter
        do throws(IndexError) {
            writer = try IndexWriter(folder: run.folder)
        } catch {
            // Whoever was faster, or the next run, does it.
            if error.code == .locked { return }
            throw error
        }
        let documents = try documents(IndexReader(folder: run.folder), words)
        try CollectionRepairPass(run: run, writer: writer).repair(documents, with: words)
        try writer.finish()
    }

    /// Repairs documents that the changes of an update, or an interrupted run's, concern. Commits first what the run
    /// did before.
    ///
    /// - Parameters:
    ///   - changes: The words that the run's documents brought or were left with.
    ///   - known: The words that the index had when the run began.
    ///   - isPending: True if an interrupted run left this undone.
    ///   - isChanged: True if the run wrote anything.
    /// - Returns: True if anything is to be committed.
    /// - Throws: `IndexError`.
    func perform(
        _ changes: CollectionChanges, beside known: CollectionVocabulary, isPending: Bool, isChanged: Bool
    ) throws -> Bool {
        if run.summary.isStopped, !changes.isEmpty { try writer.setMetadata(Self.pending, for: Self.key) }
        guard run.makeRepairer != nil, !run.summary.isStopped, isPending || !changes.isEmpty else { return isChanged }
        let reader = try IndexReader(folder: run.folder)
        if isPending || changes.isOverfull {
            return try performOverIndex(changes, reader, isChanged: isChanged)
        }
        let matched = try changes.matched(reader)
        let told = try changes.readersTold(reader, known: known)
        guard !matched.isEmpty || !told.isEmpty else {
            if isChanged { try writer.setMetadata(nil, for: Self.key) }
            return isChanged
        }
        // What was known when the run began was known to all whom it concerns.
        known.load()
        try commitPending(reader)
        var skeletons: Set<String> = []
        for term in matched {
            guard let (skeleton, word, _) = Schema.coined(term), !known.words(withSkeleton: skeleton).contains(word),
                try reader.coinedWords(withSkeleton: skeleton).contains(word)
            else { continue }
            skeletons.insert(skeleton)
        }
        let documents = try Self.documents(leftWith: skeletons, andReadBy: told, reader)
        try repair(documents, with: CollectionVocabulary(folder: run.folder))
        return true
    }

    /// Looks for the documents in the whole index.
    private func performOverIndex(_ changes: CollectionChanges, _ reader: IndexReader, isChanged: Bool) throws -> Bool {
        let mayBeDamaged = !changes.unresolved.isEmpty || !changes.learnt.isEmpty
        if !mayBeDamaged, try !reader.hasUnread() && !reader.hasBadlyRead() { return isChanged }
        if isChanged { try commitPending(reader) }
        let words = CollectionVocabulary(folder: run.folder)
        let documents = try Self.documents(reader, words)
        // Where nothing else changed, that there is nothing to do is no news either.
        if documents.isEmpty && !isChanged { return false }
        try repair(documents, with: words)
        return true
    }

    private func commitPending(_ reader: IndexReader) throws {
        try writer.setMetadata(Self.pending, for: Self.key)
        try writer.commit()
        try reader.refresh()
    }

    // MARK: - Finding the documents

    /// The documents left with words that those of `skeletons` may stand for, and those that may have been badly read by readers
    /// of these `kinds` and show too little of them, by rising number.
    private static func documents(
        leftWith skeletons: some Sequence<String>, andReadBy kinds: [ReaderKind], _ reader: IndexReader
    ) throws(IndexError) -> [UInt32] {
        var found: Set<UInt32> = []
        let terms = skeletons.map(Schema.unreadTerm(skeleton:)) + kinds.map { Schema.scarceTerm($0.rawValue) }
        for term in terms {
            try reader.forEachPosting(of: term) { document, _ in
                found.insert(document)
                return true
            }
        }
        return found.sorted()
    }

    /// The documents that any of `words`, or the errors beside them, may repair, by rising number.
    private static func documents(_ reader: IndexReader, _ words: CollectionVocabulary) throws(IndexError) -> [UInt32] {
        var skeletons: [String] = []
        try reader.forEachTerm(withPrefix: Schema.Prefix.unread) { term, _ in
            let skeleton = String(term.dropFirst(Schema.Prefix.unread.count))
            if !words.words(withSkeleton: skeleton).isEmpty { skeletons.append(skeleton) }
            return true
        }
        let kinds = ReaderKind.allCases.filter { words.errors(of: $0) != nil }
        return try documents(leftWith: skeletons, andReadBy: kinds, reader)
    }

    // MARK: - Repairing them

    /// Repairs `documents` with `words`, and writes those that come out otherwise.
    private func repair(_ documents: [UInt32], with words: CollectionVocabulary) throws {
        let isWhole = try rebuild(documents, with: words) { document in
            let before = try writer.record(id: document.record.id)?.repairs ?? 0
            try writer.replace(document)
            run.summary.mended += 1
            run.summary.repairs += max(0, Int(document.record.repairs) - Int(before))
        }
        if isWhole { try writer.setMetadata(nil, for: Self.key) } else { run.summary.isStopped = true }
    }

    /// Calls `body` with those of `documents` that `collection` changes, made anew of the texts that the index
    /// keeps.
    ///
    /// - Returns: True if all were looked at: the run is asked after each whether it is to stop.
    private func rebuild(
        _ documents: [UInt32], with collection: CollectionVocabulary, _ body: (IndexDocument) throws -> Void
    ) throws -> Bool {
        guard !documents.isEmpty else { return true }
        let work = OrderedWork<Never, IndexDocument>(costs: documents.map { _ in 1 }, limit: Self.underWay)
        let builders = DocumentBuilders(of: run, collection: collection)
        let folder = run.folder
        let threads = try WorkThreads(min(run.options.threadCount, documents.count), place: folder.path) {
            do {
                let reader = try IndexReader(folder: folder)
                let builder = try builders.take()
                while case .job(let job)? = work.begin() {
                    let number = documents[job]
                    work.end(job, builder.rebuild(try reader.text(of: number), try reader.record(of: number)))
                }
            } catch {
                work.fail(error as? IndexError ?? IndexError(.other, "\(error)", path: folder.path))
            }
        }
        defer {
            work.stop()
            threads.join()
        }
        for job in documents.indices {
            while let document = work.take(job) { try body(document) }
            if let failure = work.failure { throw failure }
            if job + 1 < documents.count, run.isStopped { return false }
        }
        return true
    }
}
