// SPDX-License-Identifier: GPL-3.0-or-later

/// Words of a query that were asked for one after another, for what shows the places of words: one of them alone is not
/// what was asked for.
struct WordRuns {
    /// For each run, the numbers that each of its words may be told by.
    private let runs: [[Set<Int>]]
    /// The numbers of words that were asked for in runs only.
    private let bound: Set<Int>

    /// The runs of `marks` by their numbers.
    init(_ runs: [[Int]], of marks: [TermMatcher.Mark]) {
        guard !runs.isEmpty else {
            (self.runs, bound) = ([], [])
            return
        }
        // What two marks ask for alike, a text may match as either.
        var numbers: [String: Set<Int>] = [:]
        for (number, mark) in marks.enumerated() {
            for key in mark.keys { numbers[key, default: []].insert(number) }
        }
        func same(_ number: Int) -> Set<Int> {
            marks[number].keys.reduce(into: [number]) { $0.formUnion(numbers[$1] ?? []) }
        }
        self.runs = runs.map { $0.map(same) }
        let inRuns = Set(runs.joined())
        bound = inRuns.filter { same($0).isSubset(of: inRuns) }
    }

    /// True if there are none.
    var isEmpty: Bool { runs.isEmpty }

    /// The matches of `found`, places in `text`, without words of runs that do not stand in one.
    func kept(_ found: [TextMatch], in text: String) -> [TextMatch] {
        if bound.isEmpty { return found }
        var isKept = found.map { !bound.contains($0.matched.word) }
        var text = text
        text.withUTF8 { bytes in
            let bytes = unsafe bytes.span
            for start in found.indices {
                for run in runs where start + run.count <= found.count {
                    let isRun = run.indices.allSatisfy { place in
                        let match = found[start + place]
                        guard run[place].contains(match.matched.word) else { return false }
                        if place == 0 { return true }
                        let before = found[start + place - 1].range.upperBound
                        return WordScan.next(bytes, from: before)?.lowerBound == match.range.lowerBound
                    }
                    if isRun { for place in run.indices { isKept[start + place] = true } }
                }
            }
        }
        return zip(found, isKept).filter(\.1).map(\.0)
    }
}

extension TermMatcher.Mark {
    /// The words of a text that it asks for, in lower case.
    fileprivate var keys: [String] {
        switch self {
        case .word(let plan): plan.allLemmas + plan.forms
        case .form(let form): [form]
        case .prefix(let prefix): [prefix + "*"]
        }
    }
}
