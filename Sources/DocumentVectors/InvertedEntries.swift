// SPDX-License-Identifier: GPL-3.0-or-later

/// The entries of documents term by term: of each term the documents that hold it, rising, and its weight in them.
///
/// Made by counting, in two walks through the entries; eight bytes an entry that is taken in.
struct InvertedEntries {
    /// Where each term's entries begin, and where the last end.
    private let starts: [Int]
    let rows: [Int32]
    let weights: [Float]

    /// - Parameters:
    ///   - entries: The terms of all documents, document by document.
    ///   - rowStarts: Where each document's entries begin, and where the last end.
    ///   - terms: The number of terms.
    ///   - least: For each document the least weight of an entry that is taken in; nil is 0. Entries without weight are not.
    ///   - isWanted: Told how many such entries a term has, answers whether they are taken in.
    init(
        _ entries: [SparseVector.Entry], _ rowStarts: [Int], terms: Int, least: [Float]? = nil,
        where isWanted: (Int) -> Bool
    ) {
        var counts = [Int](repeating: 0, count: terms)
        func forEach(_ body: (_ row: Int, _ entry: SparseVector.Entry) -> Void) {
            for row in 0..<rowStarts.count - 1 {
                let least = least?[row] ?? 0
                for index in rowStarts[row]..<rowStarts[row + 1]
                where entries[index].weight >= least && entries[index].weight > 0 { body(row, entries[index]) }
            }
        }
        forEach { counts[Int($1.term)] += 1 }
        var starts = [Int](repeating: 0, count: terms + 1)
        for term in 0..<terms {
            if !isWanted(counts[term]) { counts[term] = 0 }
            starts[term + 1] = starts[term] + counts[term]
        }
        var rows = [Int32](repeating: 0, count: starts[terms])
        var weights = [Float](repeating: 0, count: starts[terms])
        var next = starts
        forEach { row, entry in
            let term = Int(entry.term)
            guard starts[term + 1] > starts[term] else { return }
            rows[next[term]] = Int32(row)
            weights[next[term]] = entry.weight
            next[term] += 1
        }
        self.starts = starts
        self.rows = rows
        self.weights = weights
    }

    /// The places of the entries of `term`.
    func range(of term: Int) -> Range<Int> { starts[term]..<starts[term + 1] }

    /// Where the entries of `term` begin; of the number of terms, where the last end.
    func start(of term: Int) -> Int { starts[term] }
}
