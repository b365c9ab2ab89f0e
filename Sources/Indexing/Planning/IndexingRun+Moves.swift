// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import SearchIndex

/// Folders and files that were moved: their documents stay.
extension IndexingRun {
    /// Gives the root that `options` say was moved its new path.
    ///
    /// - Throws: `IndexError` where it is no root, or where the new path is one already that has documents.
    func applyMove(to paths: [String], _ roots: inout [IndexRoot], _ known: KnownEntries) throws {
        guard let old = options.movedFrom else { return }
        let places = [Roots.absolute(old), Array(old.utf8), RootPath.decode(old) ?? []]
        guard let index = roots.firstIndex(where: { places.contains($0.path) && !$0.isLeaving }) else {
            throw Indexer.unknownRoot(old, roots, folder)
        }
        guard paths.count == 1, let new = paths.first.map(Roots.absolute) else {
            throw IndexError(
                .invalidInput, "Name the one place that \(old) was moved to: `haku index NEW --moved-from OLD`.",
                path: folder.path)
        }
        // A run that was not told of the move found all ids taken, and remembers the new path.
        let others = Set(roots.filter { $0.path == new }.map(\.number)).subtracting([roots[index].number])
        guard try !roots.contains(where: { root in try others.contains(root.number) && !known.ids(of: root).isEmpty })
        else {
            throw IndexError(
                .invalidInput,
                "\(String(decoding: new, as: UTF8.self)) is a root of its own already; take it out with `haku forget` first, or name "
                    + "another place that \(old) was moved to.", path: folder.path)
        }
        roots[index].path = new
        // What was mounted at the old place says nothing of the new one.
        roots[index].mounts = []
        roots.removeAll { others.contains($0.number) }
    }

    /// Refuses a moved root at whose new place most of its documents' files are not.
    func checkMove(_ plan: IndexingPlan, _ roots: [IndexRoot]) throws {
        guard let old = options.movedFrom, !options.allowsMassRemoval, !options.rebuild,
            let root = roots.first(where: { root in plan.rootsLookedAt.contains(root.number) })
        else { return }
        let known = try plan.known.ids(of: root).count
        let found = known - plan.removals.count
        let isThere = !plan.failures.contains { $0.path == root.name }
        guard !isThere || known > 0 && found * 2 < known else { return }
        throw IndexError(
            isThere ? .invalidInput : .notFound,
            isThere
                ? "\(root.name) holds the files of \(found) of the \(known) documents of \(old) only; if that is the "
                    + "folder all the same, say --yes. Nothing was changed."
                : "\(root.name) is not there, or cannot be read; nothing was changed.", path: folder.path)
    }

    /// Gives documents whose files were renamed or moved their new ids, and takes these files out of the plan: the
    /// documents' contents stay.
    ///
    /// - Returns: True if there were any.
    func move(_ plan: inout IndexingPlan, _ writer: IndexWriter) throws -> Bool {
        var gone: [Int64: [IndexEntry]] = [:]
        for id in plan.removals {
            if let entry = try plan.known.entry(id) { gone[entry.size, default: []].append(entry) }
        }
        if gone.isEmpty { return false }
        let renamer = Renamer(run: self, writer: writer)
        var moved: Set<String> = []
        var jobs: [IndexingJob] = []
        for job in plan.jobs {
            guard job.knownHash == nil, let candidates = gone[job.size], !candidates.isEmpty,
                let hash = try? ContentHash.hexadecimal(ofFile: job.path),
                let index = candidates.firstIndex(where: { $0.contentHash == hash }),
                try renamer.move(candidates[index].id, to: job.entry(hash: hash), told: job.told)
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
}
