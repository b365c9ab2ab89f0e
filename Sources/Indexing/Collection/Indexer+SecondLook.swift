// SPDX-License-Identifier: GPL-3.0-or-later
internal import ProjectCards
internal import SearchIndex

extension Indexer {
    /// Mends what a new index was left with by its own words, in a commit of its own.
    func mendAnew(
        _ cards: CardReader, _ summary: inout IndexingSummary, _ isStopped: () -> Bool
    ) throws {
        let words = CollectionVocabulary(folder: folder)
        guard makeRepairer != nil, try !SecondLook.documents(IndexReader(folder: folder), words).isEmpty else { return }
        let writer: IndexWriter
        do throws(IndexError) {
            writer = try IndexWriter(folder: folder)
        } catch {
            // Whoever was faster, or the next run, does it.
            if error.code == .locked { return }
            throw error
        }
        let documents = try SecondLook.documents(IndexReader(folder: folder), words)
        try mend(documents, with: words, writer, cards, &summary, isStopped)
        try writer.finish()
    }

    /// Mends documents that this run's changes, in `changes`, or an interrupted run's, concern; what the run did before
    /// must not be committed yet. Answers whether anything is to be committed.
    func mend(
        _ changes: CollectionChanges, beside known: CollectionVocabulary, isPending: Bool, isChanged: Bool,
        _ writer: IndexWriter, _ cards: CardReader, _ summary: inout IndexingSummary, _ isStopped: () -> Bool
    ) throws -> Bool {
        if summary.isStopped, !changes.coined.isEmpty {
            try writer.setMetadata(SecondLook.pending, for: SecondLook.key)
        }
        guard makeRepairer != nil, !summary.isStopped, isPending || !changes.coined.isEmpty else { return isChanged }
        let reader = try IndexReader(folder: folder)
        if isPending || changes.isOverfull {
            if changes.unread.isEmpty, try !reader.hasUnread() { return isChanged }
            if isChanged {
                try writer.setMetadata(SecondLook.pending, for: SecondLook.key)
                try writer.commit()
                try reader.refresh()
            }
            let words = CollectionVocabulary(folder: folder)
            let documents = try SecondLook.documents(reader, words)
            // Where nothing else changed, that there is nothing to do is no news either.
            if documents.isEmpty && !isChanged { return false }
            try mend(documents, with: words, writer, cards, &summary, isStopped)
            return true
        }
        let matched = try changes.matched(reader)
        guard !matched.isEmpty else {
            if isChanged { try writer.setMetadata(nil, for: SecondLook.key) }
            return isChanged
        }
        // What was known when the run began was known to all whom it concerns.
        known.load()
        try writer.setMetadata(SecondLook.pending, for: SecondLook.key)
        try writer.commit()
        try reader.refresh()
        var skeletons: Set<String> = []
        for term in matched {
            guard let (skeleton, word, _) = Schema.coined(term), !known.words(withSkeleton: skeleton).contains(word),
                try reader.coinedWords(withSkeleton: skeleton).contains(word)
            else { continue }
            skeletons.insert(skeleton)
        }
        let documents = try SecondLook.documents(leftWith: skeletons, reader)
        try mend(documents, with: CollectionVocabulary(folder: folder), writer, cards, &summary, isStopped)
        return true
    }

    private func mend(
        _ documents: [UInt32], with words: CollectionVocabulary, _ writer: IndexWriter, _ cards: CardReader,
        _ summary: inout IndexingSummary, _ isStopped: () -> Bool
    ) throws {
        guard let makeRepairer else { return }
        let look = SecondLook(folder: folder, options: options, makeRepairer: makeRepairer, cards: cards)
        let isWhole = try look.run(documents, with: words, isStopped: isStopped) { document in
            let before = try writer.record(id: document.record.id)?.repairs ?? 0
            try writer.replace(document)
            summary.mended += 1
            summary.repairs += max(0, Int(document.record.repairs) - Int(before))
        }
        if isWhole { try writer.setMetadata(nil, for: SecondLook.key) } else { summary.isStopped = true }
    }
}
