// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors

/// Searching where some database is on another machine.
extension IndexReader {
    /// The documents that match `query`, put in Xapian's own operators.
    func searchElsewhere(_ query: IndexQuery, _ options: MatchOptions) throws(IndexError) -> Matches {
        let queries = RemoteQueries(
            count: Double(documentCount),
            frequency: { [unowned self] term throws(IndexError) in try rememberedFrequency(of: term) },
            idTerm: { [unowned self] document throws(IndexError) in Schema.idTerm(try heading(of: document).id) })
        let query = try queries.query(query)
        guard let sort = options.sort, !sort.isFalling else { return try matched(query, options) }
        // Xapian has what lacks the value first where values rise; here it comes last.
        let valued = IndexQuery.valueRange(slot: sort.slot, from: nil, to: nil)
        var options = options
        options.checkAtLeast = .max
        var matches = try matched(.filter(query, valued), options)
        let count = UInt32(clamping: matches.estimate)
        options.limit -= min(options.limit, UInt32(clamping: matches.hits.count))
        options.offset -= min(options.offset, count)
        let others = try matched(.andNot(query, valued), options)
        matches.hits += others.hits
        matches.estimate += others.estimate
        matches.lowerBound += others.lowerBound
        matches.upperBound += others.upperBound
        matches.greatestWeight = max(matches.greatestWeight, others.greatestWeight)
        return matches
    }

    /// The number of documents that hold `term`, asked once for each state: a message to and fro for each database.
    private func rememberedFrequency(of term: String) throws(IndexError) -> Int {
        if let known = remoteFrequencies[term] { return known }
        if remoteFrequencies.count >= Self.mostRemembered { remoteFrequencies = [:] }
        let count = try documentFrequency(of: term)
        remoteFrequencies[term] = count
        return count
    }

    private static let mostRemembered = 50_000

    /// Adds the weights that `words` have in the documents of `hits` to theirs, where they are among the heaviest for these words.
    func addElsewhere(weightsOf words: [RankedWord], to hits: inout [Match], _ weighting: Weighting) throws(IndexError)
    {
        let words = words.map { word in
            var word = word
            word.isOptional = false
            return word
        }
        let options = MatchOptions(limit: Self.mostWeighed, weighting: weighting)
        let found = try search(.words(words), options: options).hits
        let weights = Dictionary(found.map { ($0.document, $0.weight) }) { first, _ in first }
        for index in hits.indices { hits[index].weight += weights[hits[index].document] ?? 0 }
    }

    /// The most documents whose weights travel, 20 bytes each.
    private static let mostWeighed: UInt32 = 5_000
}
