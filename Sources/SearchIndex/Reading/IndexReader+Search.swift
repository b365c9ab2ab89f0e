// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

extension IndexReader {
    /// The documents that match `query`.
    ///
    /// - Throws: ``IndexError/Code/tooLarge`` where the query is larger or deeper than ``EngineQuery`` takes;
    ///   ``IndexError/Code/modified`` where the writer overtook this reader.
    public func search(_ query: IndexQuery, options: MatchOptions = MatchOptions()) throws(IndexError) -> Matches {
        if isRemote { return try searchElsewhere(query, options) }
        if options.isPlain {
            switch query {
            case .words(let words): if let matches = try rank(words, options) { return matches }
            case .coordinated(let words, let step):
                if let matches = try rank(words, step: step, options) { return matches }
            default: break
            }
        }
        return try matched(query, options)
    }

    /// The documents that Xapian's matcher finds.
    func matched(_ query: IndexQuery, _ options: MatchOptions) throws(IndexError) -> Matches {
        let path = folder.path
        let built = unsafe try EngineQuery(query, options.weighting, for: handle, path: path)
        var wanted = cx_match_options()
        wanted.offset = options.offset
        wanted.limit = min(options.limit, UInt32.max - options.offset)
        // Xapian adds what is beyond the page to it, so it must not be more than there are documents.
        wanted.check_at_least = min(options.counted, lastDocument)
        wanted.weighting = options.weighting == .boolean ? CX_WEIGHT_BOOLEAN : CX_WEIGHT_BM25
        wanted.bm25 = options.weighting.parameters
        wanted.sort_slot = options.sort?.slot ?? UInt32.max
        wanted.sort_falling = options.sort?.isFalling ?? false
        wanted.collapse_slot = options.collapse ?? UInt32.max
        wanted.seconds = options.timeLimit ?? 0
        wanted.after = options.after

        var summary = cx_match_summary()
        let buffer = try call { unsafe cx_reader_search(handle, built.handle, &wanted, &summary, $0) }
        guard let buffer = unsafe buffer else { throw IndexError(.other, "No answer came.", path: path) }
        return Self.matches(buffer, summary)
    }

    /// More words than these are the matcher's business: each is looked at for each document.
    private static let mostRankedWords = 96
    /// The most postings that are all walked through, in a millisecond or two. Counts of more may be estimates.
    private static let mostPostings: UInt64 = 1 << 18

    /// The documents of `words`, by a walk through their posting lists that counts as it goes.
    ///
    /// - Returns: nil where they are more words than ``mostRankedWords``, or the weighting is one that only Xapian knows.
    private func rank(
        _ words: [RankedWord], step: Double = 0, _ options: MatchOptions
    ) throws(IndexError) -> Matches? {
        guard words.count <= Self.mostRankedWords else { return nil }
        let terms: (k1: Double, b: Double)?
        switch options.weighting {
        case .bm25(let k1, k2: 0, k3: 1, let b, minimumNormalisedLength: 0): terms = (k1, b)
        case .bm25, .boolean: terms = nil
        }
        if terms == nil, words.contains(where: { if case .term = $0.evidence { true } else { false } }) { return nil }
        var lists: [WeighedList] = []
        for case .other(let query) in words.lazy.map(\.evidence) {
            let list = try weighedLists.list(of: query, options.weighting) { (options) throws(IndexError) in
                try matched(query, options)
            }
            guard let list else { return nil }
            lists.append(list)
        }
        // Without weights matches come by rising number, as from Xapian.
        let built = unsafe try EngineQuery(
            ranking: words, lists: lists, step: options.weighting == .boolean ? 0 : step, k1: terms?.k1 ?? 1,
            b: terms?.b ?? 0,
            factor: options.weighting == .boolean ? 0 : 1, for: handle,
            path: folder.path)
        let most = options.isEstimated ? 0 : options.checkAtLeast == .max ? UInt64.max : Self.mostPostings
        var summary = cx_match_summary()
        let buffer = try call {
            unsafe cx_reader_rank(
                handle, built.handle, options.offset, options.limit, most, UInt64(options.counted), &summary, $0)
        }
        guard let buffer = unsafe buffer else { throw IndexError(.other, "No answer came.", path: folder.path) }
        var matches = Self.matches(buffer, summary)
        matches.complete = Int(summary.complete)
        return matches
    }

    /// The matches in a buffer of the shim, which is freed.
    @safe private static func matches(_ buffer: OpaquePointer, _ summary: cx_match_summary) -> Matches {
        defer { unsafe cx_buffer_free(buffer) }
        let bytes = unsafe UnsafeRawBufferPointer(start: cx_buffer_data(buffer), count: cx_buffer_size(buffer))
        var hits: [Match] = []
        hits.reserveCapacity(Int(summary.count))
        for start in stride(from: 0, to: bytes.count, by: MemoryLayout<cx_match>.stride) {
            let match = unsafe bytes.loadUnaligned(fromByteOffset: start, as: cx_match.self)
            hits.append(Match(document: match.document, weight: match.weight, collapsed: match.collapsed))
        }
        return Matches(
            hits: hits, estimate: Int(summary.estimate), lowerBound: Int(summary.lower_bound),
            upperBound: Int(summary.upper_bound), greatestWeight: summary.greatest_weight)
    }
}
