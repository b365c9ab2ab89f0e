// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

extension IndexReader {
    /// Adds the weights that `words` have in the documents of `hits` to theirs. Skips through the words' posting lists from
    /// one of the documents to the next, some 20 ns for each document and word.
    ///
    /// - Parameters:
    ///   - words: Words and terms; of what they match and ask for nothing counts.
    ///   - hits: Documents in any order, each once.
    ///   - weighting: BM25 as terms are weighed by it, without what only Xapian knows.
    /// - Throws: ``IndexError/Code/modified`` where the writer overtook this reader.
    public func add(
        weightsOf words: [RankedWord], to hits: inout [Match], weighting: Weighting
    ) throws(IndexError) {
        guard case .bm25(let k1, _, _, let b, _) = weighting, !words.isEmpty, !hits.isEmpty else { return }
        if isRemote { return try addElsewhere(weightsOf: words, to: &hits, weighting) }
        let path = folder.path
        let built = unsafe try EngineQuery(ranking: words, step: 0, k1: k1, b: b, factor: 1, for: handle, path: path)
        let order = hits.indices.sorted { hits[$0].document < hits[$1].document }
        let documents = order.map { hits[$0].document }
        var weights = [Double](repeating: 0, count: order.count)
        _ = try call { error in
            documents.withElements { numbers, count in
                unsafe cx_reader_add_weights(handle, built.handle, numbers, count, &weights, error)
            }
        }
        for (place, index) in order.enumerated() { hits[index].weight += weights[place] }
    }
}
