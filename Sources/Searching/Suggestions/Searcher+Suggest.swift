// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

extension Searcher {
    /// Completions of what somebody types into a search field, the most useful first.
    ///
    /// Of one word: lemmas of the index that begin so, and those that are inflected so, with the form that was begun
    /// (`nuorte`: *nuori*, *nuorten*), by how many documents hold each. Of several: what the last may become beside the
    /// others, by how many documents hold all. Then phrases of titles that go on so, at most a third of the places.
    ///
    /// - Parameters:
    ///   - typed: The text so far, in any case; without dots (`kyla`) it also finds words with them (*kylä*).
    ///   - limit: How many completions at most.
    /// - Returns: The completions and how many documents hold each.
    /// - Throws: ``SearchError``.
    public func suggest(_ typed: String, limit: Int = 10) throws -> [Suggestion] {
        let words = Composition.composed(typed).split(separator: " ").map(String.init)
        // No term is longer.
        guard let last = words.last?.lowercased(), last.utf8.count <= Schema.longestTerm, limit > 0 else { return [] }
        let head = Array(words.dropLast().prefix(Self.mostHeadWords))
        let starts = Self.dotted(last)
        return try answer {
            var found = try lemmas(starts, limit: max(limit, Self.mostJoined))
            found += try inflected(starts, besides: Set(found.map(\.text)))
            if !head.isEmpty { found = try joined(found, to: head) }
            found.sort { ($1.rank, $0.suggestion.text) < ($0.rank, $1.suggestion.text) }
            let titles = try titlePhrases(head.map { $0.lowercased() }, starts.map(\.start))
            let most = min(titles.count, max(limit / 3, limit - found.count))
            let chosen = found.prefix(limit - most).map(\.suggestion)
            let known = Set(chosen.map { $0.text.lowercased() })
            return chosen + titles.prefix(most).filter { !known.contains($0.text.lowercased()) }
        }
    }

    /// The most terms that the beginning of a lemma is looked up among, and that of a form.
    private static let (mostCandidates, mostForms) = (20_000, 4_000)
    /// The letters that a form needs to be completed: fewer begin too many.
    private static let shortestForm = 3
    /// The commonest forms whose lemmas are looked at, and the forms shown of one lemma.
    private static let (readForms, shownForms) = (24, 2)
    /// The words before the last that count, and the completions that are joined to them.
    private static let (mostHeadWords, mostJoined) = (8, 12)
    /// The most letters of a prefix that may lack their dots.
    private static let mostDots = 6

    /// A completion and its rank.
    private struct Ranked {
        var suggestion: Suggestion
        /// The number of its documents, halved for each dot that was not typed: what was typed comes before what may have
        /// been meant.
        var rank: Double

        var text: String { suggestion.text }
    }

    /// The ways `start` may have been meant where it was typed without any dots, each with how many dots it adds.
    private static func dotted(_ start: String) -> [(dots: Int, start: String)] {
        var ways: [(dots: Int, start: String)] = [(0, "")]
        let mayLackDots = start.utf8.allSatisfy { $0 < 0x80 }
        var left = mostDots
        for character in start {
            let other: Character? = character == "a" ? "ä" : character == "o" ? "ö" : nil
            let more = mayLackDots && left > 0 ? other : nil
            if more != nil { left -= 1 }
            ways = ways.flatMap { way in
                var both = [(way.dots, way.start + String(character))]
                if let more { both.append((way.dots + 1, way.start + String(more))) }
                return both
            }
        }
        return ways
    }

    /// The terms that begin with `prefix` and one of `starts`, without the prefix, by falling rank.
    private func terms(
        _ starts: [(dots: Int, start: String)], prefix: String = "", most: Int
    ) throws -> [Ranked] {
        var found: [Ranked] = []
        for (dots, start) in starts {
            try reader.forEachTerm(withPrefix: prefix + start) { term, documents in
                let suggestion = Suggestion(text: String(term.dropFirst(prefix.count)), documents: documents)
                found.append(Ranked(suggestion: suggestion, rank: Double(documents) / Double(1 << dots)))
                return found.count < most
            }
        }
        return found.sorted { ($1.rank, $0.text) < ($0.rank, $1.text) }
    }

    /// Lemmas that begin so, in the form people write.
    private func lemmas(_ starts: [(dots: Int, start: String)], limit: Int) throws -> [Ranked] {
        var result: [Ranked] = []
        for var lemma in try terms(starts, most: Self.mostCandidates) {
            if result.count >= limit { break }
            // Parts of compounds and guesses are terms too, but no words that people write.
            if try reader.documentFrequency(of: Schema.Prefix.partOnly + lemma.text) == lemma.suggestion.documents {
                continue
            }
            let analysis = analyser.analysis(of: lemma.text)
            if let written = analysis.lemmas.first(where: { $0.lowercased() == lemma.text }) {
                lemma.suggestion.text = written
            }
            result.append(lemma)
        }
        return result
    }

    /// Lemmas that begin otherwise but are inflected so, and the forms of them that begin so.
    private func inflected(_ starts: [(dots: Int, start: String)], besides known: Set<String>) throws -> [Ranked] {
        guard (starts.first?.start.count ?? 0) >= Self.shortestForm else { return [] }
        var result: [Ranked] = []
        var shown: [String: Int] = [:]
        for var form in try terms(starts, prefix: Schema.Prefix.form, most: Self.mostForms).prefix(Self.readForms) {
            guard let lemma = analyser.analysis(of: form.text).lemmas.first else { continue }
            let lower = lemma.lowercased()
            // A form of a lemma that begins so says nothing that the lemma does not.
            guard !starts.contains(where: { lower.hasPrefix($0.start) }), shown[lower, default: 0] < Self.shownForms
            else { continue }
            if shown[lower] == nil, !known.contains(lemma) {
                let documents = try reader.documentFrequency(of: lower)
                let rank = form.rank * Double(documents) / Double(max(1, form.suggestion.documents))
                result.append(Ranked(suggestion: Suggestion(text: lemma, documents: documents), rank: rank))
            }
            shown[lower, default: 0] += 1
            if lemma.first?.isUppercase == true {
                form.suggestion.text = form.text.prefix(1).uppercased() + form.text.dropFirst()
            }
            result.append(form)
        }
        return result
    }

    /// `words` behind the words of `head`, with how many documents hold all; those that none holds are left out.
    private func joined(_ words: [Ranked], to head: [String]) throws -> [Ranked] {
        let others = head.map { word in
            IndexQuery.or(analyser.analysis(of: word).lemmas.map { .term(Schema.bounded($0.lowercased())) })
        }
        let ranked = words.sorted { $0.rank > $1.rank }.prefix(Self.mostJoined)
        return try ranked.compactMap { word in
            let lemma = word.text.lowercased()
            let own: [IndexQuery] = [.term(Schema.bounded(lemma)), .term(Schema.bounded(Schema.Prefix.form + lemma))]
            let options = MatchOptions(limit: 1, checkAtLeast: .max, weighting: .boolean)
            let documents = try reader.search(.and(others + [.or(own)]), options: options).estimate
            guard documents > 0 else { return nil }
            let share = Double(documents) / Double(max(1, word.suggestion.documents))
            return Ranked(
                suggestion: Suggestion(
                    text: (head + [word.text]).joined(separator: " "), documents: documents),
                rank: word.rank * share)
        }
    }
}
