// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import SearchIndex

extension IndexingRun {
    /// The contents of an index, as far as a plan asks for them.
    struct State {
        /// The entries of all documents; empty where there is no index that can be read.
        var entries: [IndexEntry] = []
        /// The roots that the index remembers.
        var roots: [IndexRoot] = []
    }

    /// The state of the index. A rebuild looks at the generation it will replace, where that can be read.
    func state(_ writer: IndexWriter?) throws -> State {
        if let writer {
            return State(entries: try writer.entries(), roots: Roots.decode(try writer.metadata(Roots.key)))
        }
        do throws(IndexError) {
            let reader = try IndexReader(folder: folder)
            return State(entries: try reader.entries(), roots: Roots.decode(try reader.metadata(Roots.key)))
        } catch {
            if error.code == .notFound || options.rebuild { return State() }
            throw error
        }
    }

    /// Compares `paths`, or the remembered roots, with `state`; reports what cannot be taken.
    ///
    /// - Returns: The plan, and the roots to remember.
    func plan(
        _ paths: [String], _ changes: ChangedPaths?, _ state: State
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
        for failure in plan.failures { fail(failure) }
        summary.skipped = plan.skipped
        for entry in plan.skipped { report(.skipped(entry)) }
        let failed = Set(plan.failures.filter { $0.kind == .notFound }.map(\.path))
        let kept = all.filter { root in
            !plan.forgotten.contains(root.number) && (remembered.contains(root) || !failed.contains(root.name))
        }
        return (plan, kept)
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

    /// Gives documents whose files were renamed or moved their new ids, and takes these files out of the plan: the
    /// documents' contents stay.
    ///
    /// - Returns: True if there were any.
    func move(_ plan: inout IndexingPlan, _ writer: IndexWriter) throws -> Bool {
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
}
