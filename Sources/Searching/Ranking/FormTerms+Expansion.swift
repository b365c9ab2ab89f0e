// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentVectors
internal import SearchIndex

extension FormTerms {
    /// The entries of documents without those of a form that five of them or more share.
    static func withoutForms(_ documents: [[LemmaWeight]]) -> [[LemmaWeight]] {
        guard documents.count >= fewestPapers, mayShareForm(documents) else { return documents }
        var numbers: [UInt32: Int32] = [:]
        var entries: [SparseVector.Entry] = []
        var starts = [0]
        for document in documents {
            for entry in document {
                let number = numbers[entry.term] ?? Int32(numbers.count)
                numbers[entry.term] = number
                entries.append(SparseVector.Entry(term: number, weight: entry.weight))
            }
            starts.append(entries.count)
        }
        remove(from: &entries, starts, terms: numbers.count)
        return documents.enumerated().map { row, document in
            document.enumerated().filter { entries[starts[row] + $0.offset].weight > 0 }.map(\.element)
        }
    }

    /// False where no papers among `documents` are known to be of a form, which is told at a fraction of the time that its
    /// words take to find: it has several words that the very same papers hold equally often.
    private static func mayShareForm(_ documents: [[LemmaWeight]]) -> Bool {
        guard documents.count <= UInt64.bitWidth else { return true }
        var papers = TermSums<UInt64>(most: documents.reduce(0) { $0 + $1.count })
        for (row, document) in documents.enumerated() {
            for entry in document { papers.change(entry.term, from: 0) { $0 |= 1 << UInt64(row) } }
        }
        let shared = papers.entries.filter { $0.value.nonzeroBitCount >= fewestPapers }
        guard shared.count >= fewestWords else { return false }
        var words: [UInt64: Int] = [:]
        for entry in shared { words[entry.value, default: 0] += 1 }
        var places = TermSums<[Float]>(most: shared.count)
        for entry in shared where words[entry.value, default: 0] >= fewestWords {
            places.change(entry.term, from: []) { _ in }
        }
        guard !places.entries.isEmpty else { return false }
        for document in documents {
            for entry in document { places.update(entry.term) { $0.append(entry.weight) } }
        }
        var equal: [UInt64: Int] = [:]
        let rows = Dictionary(uniqueKeysWithValues: shared.map { ($0.term, $0.value) })
        for entry in places.entries where isEqual(entry.value) { equal[rows[entry.term] ?? 0, default: 0] += 1 }
        return equal.values.contains { $0 >= fewestWords }
    }
}
