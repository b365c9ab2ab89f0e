// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import FinnishText
internal import SearchIndex

/// The parts of a paper that tell if another is of the same project.
struct ProjectPaper {
    var title: String
    /// The project's own codes.
    var codes: Set<String>

    init(_ record: StoredDocument) {
        title = record.title
        codes = Set(record.fields.filter { $0.name == "koodi" }.map { $0.value.lowercased() })
    }

    /// True if both are of one project, given that they share its period: by code where both have one, else by name.
    func isSameProject(as other: ProjectPaper) -> Bool {
        if !codes.isEmpty && !other.codes.isEmpty { return !codes.isDisjoint(with: other.codes) }
        return ProjectName.areAlike(title, other.title)
    }
}

/// Papers of one project that the index cannot tell to be so by one key: a card that has the project's code, and a
/// summary that has only its name, with a letter missing.
struct ProjectGroups {
    /// The group of each document that is in one.
    private(set) var groups: [UInt32: Int] = [:]

    /// Of `matches`, already collapsed by key, only the first of each group.
    func collapse(_ matches: inout Matches) {
        var seen: Set<Int> = []
        matches.hits.removeAll { hit in groups[hit.document].map { !seen.insert($0).inserted } ?? false }
        matches.estimate = matches.hits.count
        matches.lowerBound = matches.hits.count
        matches.upperBound = matches.hits.count
    }

    /// The groups of an index: some microseconds for each paper of a project.
    init(_ reader: IndexReader) throws(IndexError) {
        var keys: [UInt32: [UInt8]] = [:]
        try reader.forEachValue(slot: Schema.Slot.project) { document, key in
            keys[document] = key
            return true
        }
        if keys.count < 2 { return }
        // Keys that are one project's point to a representative (union by linking).
        var parents: [[UInt8]: [UInt8]] = [:]
        func root(_ key: [UInt8]) -> [UInt8] {
            var key = key
            while let parent = parents[key] { key = parent }
            return key
        }
        // A summary without a code may be called like two projects that have codes: it joins the first, not both.
        var codes: [[UInt8]: Set<String>] = [:]
        for papers in try Self.periods(of: reader) {
            var known: [(key: [UInt8], paper: ProjectPaper)] = []
            for document in papers {
                guard let key = keys[document], !known.contains(where: { $0.key == key }) else { continue }
                let paper = ProjectPaper(try reader.record(of: document))
                codes[root(key), default: []].formUnion(paper.codes)
                for other in known where other.paper.isSameProject(as: paper) {
                    let first = root(other.key)
                    let second = root(key)
                    let both = (codes[first] ?? [], codes[second] ?? [])
                    guard first != second, both.0.isEmpty || both.1.isEmpty || !both.0.isDisjoint(with: both.1) else {
                        continue
                    }
                    parents[second] = first
                    codes[first] = both.0.union(both.1)
                }
                known.append((key, paper))
            }
        }
        if parents.isEmpty { return }
        let joined = Set(parents.keys).union(parents.values)
        var numbers: [[UInt8]: Int] = [:]
        for (document, key) in keys where joined.contains(key) {
            groups[document] = numbers[root(key), default: numbers.count]
            numbers[root(key)] = groups[document]
        }
    }

    /// The documents of each period that more than one of them has.
    private static func periods(of reader: IndexReader) throws(IndexError) -> [[UInt32]] {
        var terms: [String] = []
        try reader.forEachTerm(withPrefix: Schema.Prefix.project) { term, documents in
            if documents > 1 && term.contains("/") { terms.append(term) }
            return true
        }
        var result: [[UInt32]] = []
        for term in terms {
            var documents: [UInt32] = []
            try reader.forEachPosting(of: term) { document, _ in
                documents.append(document)
                return true
            }
            result.append(documents)
        }
        return result
    }
}

extension Searcher {
    /// The groups of papers of one project whose keys differ; nil where there are none. Remembered for a state of the
    /// index.
    func projectGroups() throws(IndexError) -> ProjectGroups? {
        // Those of other machines are known by their keys alone.
        if reader.isRemote { return nil }
        let groups: ProjectGroups
        if let known = cache.projects {
            groups = known
        } else {
            groups = try ProjectGroups(reader)
            cache.projects = groups
        }
        return groups.groups.isEmpty ? nil : groups
    }
}
