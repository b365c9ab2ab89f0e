// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentReading
internal import SearchIndex

extension IndexingRun {
    /// The contents of an index, as far as a plan asks for them.
    struct State {
        /// The documents; none where there is no index that can be read.
        var known = KnownEntries()
        /// The roots that the index remembers.
        var roots: [IndexRoot] = []
        /// The number of documents: that of the entries, or where they cannot be read, what was noted with the roots.
        var documents = 0
    }

    /// A plan, and the roots to remember once it is carried out.
    struct PlannedRun {
        var plan: IndexingPlan
        /// The roots with the options of this run, but for those to forget.
        var kept: [IndexRoot] { all.filter { !plan.forgotten.contains($0.number) && !unfounded.contains($0.number) } }
        /// All roots, remembered and new.
        let all: [IndexRoot]
        /// The numbers of those that were looked through.
        let chosen: Set<UInt32>
        /// The numbers of new roots that do not exist.
        let unfounded: Set<UInt32>
    }

    /// The state of the index. A rebuild looks at the generation it will replace, where that can be read.
    ///
    /// - Parameters:
    ///   - writer: The index's writer; nil for a rebuild, a first build or a dry run.
    ///   - names: True if the run names roots, so that none need be remembered.
    /// - Returns: The state; nothing where there is no index.
    /// - Throws: `IndexError` where the index or, without `names`, the list of its roots cannot be read.
    func state(_ writer: IndexWriter?, isNaming names: Bool) throws -> State {
        let listed = try Indexer.listedRoots(of: folder)
        if let writer {
            let known = try KnownEntries(of: writer)
            let roots = try listed ?? Roots.decode(writer.metadata(Roots.key))
            return State(known: known, roots: roots, documents: known.count)
        }
        do throws(IndexError) {
            let reader = try IndexReader(folder: folder)
            let known = try KnownEntries(of: reader)
            // Now, where it is known what to do about damage.
            if options.rebuild { _ = try known.whole() }
            let kept = try reader.metadata(Roots.key)
            let roots = listed ?? Roots.decode(kept)
            guard !roots.isEmpty || known.count == 0 || names else {
                throw IndexError.damaged(folder.path, "the list of its roots")
            }
            return State(known: known, roots: roots, documents: known.count)
        } catch {
            guard error.code != .notFound else { return State(roots: listed ?? []) }
            guard options.rebuild else { throw error }
            guard listed != nil || names else { throw try rootsUnknown(error) }
            let roots = listed ?? []
            return State(roots: roots, documents: roots.reduce(0) { $0 + ($1.documents ?? 0) })
        }
    }

    /// The error of a rebuild that cannot tell of what the index was made.
    private func rootsUnknown(_ cause: IndexError) throws(IndexError) -> IndexError {
        var paths = RootList.paths(inDamaged: try folder.rootsFile() ?? [])
        if paths.isEmpty { paths = RootList.paths(inDamaged: try folder.rememberedBytes(of: Roots.key)) }
        let names = paths.map { String(decoding: $0, as: UTF8.self) }
        let hint =
            names.isEmpty
            ? "name every file and folder that it was made of"
            : "as far as can be made out, `haku index --rebuild \(names.joined(separator: " "))`; name every one"
        return IndexError(
            .corrupt,
            "The index at \(folder.path) is damaged, and so is its list of roots, so that nobody can tell what to make it "
                + "of; \(hint): `haku index --rebuild PATH…`. Nothing was changed.", engine: cause.engine,
            path: folder.path)
    }

    /// Compares `paths`, or the remembered roots, with `state`; reports what cannot be taken.
    func plan(_ paths: [String], _ changes: ChangedPaths?, _ state: State) throws -> PlannedRun {
        let (all, chosen) = try roots(named: paths, state)
        var plan = IndexingPlan(known: state.known, roots: all, options: options, folder: folder)
        for root in all where root.isLeaving { try plan.leave(root) }
        for root in chosen {
            switch changes?.within(root.path) ?? .everything {
            case .everything: try plan.add(root)
            case .places(let places): try plan.add(root, at: places)
            case .nothing: continue
            }
        }
        if options.rebuild { plan.removals = [] } else { passOverUnread(in: &plan) }
        if options.rebuild && !options.prune { try refuseToLose(state.roots, plan) }
        try checkMove(plan, all)
        summary.unchanged = plan.unchanged
        report(.planned(files: plan.jobs.count, removals: plan.removals.count))
        for failure in plan.failures { failIfNew(failure) }
        summary.skipped = plan.skipped
        for entry in plan.skipped { report(.skipped(entry)) }
        let failed = Set(plan.failures.filter { $0.kind == .notFound }.map(\.path))
        let known = Set(state.roots.map(\.number))
        return PlannedRun(
            plan: plan, all: all, chosen: Set(chosen.map(\.number)),
            unfounded: Set(all.filter { !known.contains($0.number) && failed.contains($0.name) }.map(\.number)))
    }

    /// A rebuild without a remembered root, or without what is mounted below one, would lose its documents.
    private func refuseToLose(_ remembered: [IndexRoot], _ plan: IndexingPlan) throws(IndexError) {
        let gone = plan.failures.first { failure in
            failure.kind == .rootGone || remembered.contains { $0.name == failure.path }
        }
        guard let gone else { return }
        throw IndexError(
            .invalidInput,
            "\(gone.path) cannot be read, and a rebuild would lose its documents; bring it back, or leave it out with "
                + "--prune.", path: folder.path)
    }

    /// The roots that remembered ones and `paths` come to, and those to look through.
    ///
    /// - Throws: `IndexError` where the root that one was moved from is none.
    func roots(named paths: [String], _ state: State) throws -> (all: [IndexRoot], chosen: [IndexRoot]) {
        var all = state.roots.filter { !options.rebuild || !$0.isLeaving }
        try applyMove(to: paths, &all, state.known)
        var named: Set<UInt32> = []
        for path in paths.map(Roots.absolute) {
            if let index = all.firstIndex(where: { $0.path == path && !$0.isLeaving }) {
                if options.movedFrom == nil { set(options, of: &all[index]) }
                named.insert(all[index].number)
            } else {
                var root = IndexRoot(number: (all.map(\.number).max() ?? 0) + 1, path: path)
                set(options, of: &root)
                all.append(root)
                named.insert(root.number)
            }
        }
        let isAll = options.rebuild || paths.isEmpty
        let chosen = all.filter { !$0.isLeaving && (isAll || named.contains($0.number)) }
        return (all, chosen)
    }

    /// Has `root`, which the run names, be read as the run says from now on.
    private func set(_ options: IndexingOptions, of root: inout IndexRoot) {
        root.excludes = options.excludes
        root.excludesDefaults = options.excludesDefaults ?? true
        root.ocr = options.ocr ?? .auto
        root.repair = options.repair
        root.shard = options.shard
    }
}
