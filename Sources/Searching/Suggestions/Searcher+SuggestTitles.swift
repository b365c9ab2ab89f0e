// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// The titles that are looked at, and the forms in titles that a beginning is looked up among.
    private static let (mostTitles, mostTitleForms) = (60, 400)

    /// Phrases of titles in which the words of `head` stand, then one that begins with one of `starts`, all in lower case:
    /// from there to the end of the phrase. Those of most titles first, of them the shortest. Some 10 µs a title.
    func titlePhrases(_ head: [String], _ starts: [String]) throws -> [Suggestion] {
        let prefix = Schema.fieldPrefix(QueryField.otsikko.rawValue) + Schema.Prefix.form
        var forms: [(term: String, documents: Int)] = []
        for start in starts {
            try reader.forEachTerm(withPrefix: prefix + start) { term, documents in
                forms.append((term, documents))
                return forms.count < Self.mostTitleForms
            }
        }
        guard !forms.isEmpty else { return [] }
        forms.sort { ($1.documents, $0.term) < ($0.documents, $1.term) }
        let last = IndexQuery.or(forms.prefix(Self.mostTitles).map { .term($0.term) })
        let others = head.map { IndexQuery.term(Schema.bounded(prefix + $0)) }
        let options = MatchOptions(limit: UInt32(Self.mostTitles), weighting: .boolean)
        var found: [String: (phrase: String, titles: Int)] = [:]
        for hit in try reader.search(others.isEmpty ? last : .and(others + [last]), options: options).hits {
            let title = try reader.heading(of: hit.document).title
            guard let phrase = TitlePhrase.phrase(of: title, head, starts) else { continue }
            found[phrase.lowercased(), default: (phrase, 0)].titles += 1
        }
        return found.values.map { Suggestion(text: $0.phrase, documents: $0.titles) }
            .sorted { ($1.documents, $0.text.count, $0.text) < ($0.documents, $1.text.count, $1.text) }
    }
}

/// The part of a title that goes on as somebody began to type.
enum TitlePhrase {
    /// The most words of a phrase.
    private static let mostWords = 9
    /// Signs behind a word that end a phrase.
    private static let ends: Set<Character> = [",", ":", ";", ".", "!", "?", ")", "”", "»", "…"]
    /// Words that stand between phrases.
    private static let dashes: Set<String> = ["–", "—", "-", "|", "/"]

    /// The phrase of `title` from where the words of `head` stand, then one that begins with one of `starts` (all in lower
    /// case), to its end; nil where they do not stand there, nothing follows, or the title is the beginning of a text.
    static func phrase(of title: String, _ head: [String], _ starts: [String]) -> String? {
        guard !title.hasSuffix("…") else { return nil }
        let words = title.split { $0.isWhitespace }.map { $0.drop { "(”\"»«".contains($0) } }
        let lower = words.map { $0.lowercased() }
        guard let first = lower.indices.first(where: { begins(lower[$0...], head, starts) }) else { return nil }
        var phrase: [Substring] = []
        for word in words[first...] {
            if dashes.contains(String(word)) || phrase.count == mostWords { break }
            var word = word
            var isLast = false
            while let sign = word.last, ends.contains(sign) {
                word.removeLast()
                isLast = true
            }
            if !word.isEmpty { phrase.append(word) }
            if isLast { break }
        }
        return phrase.count > max(1, head.count) ? phrase.joined(separator: " ") : nil
    }

    private static func begins(_ words: ArraySlice<String>, _ head: [String], _ starts: [String]) -> Bool {
        guard words.count > head.count, zip(words, head).allSatisfy({ $0 == $1 }) else { return false }
        let next = words[words.startIndex + head.count]
        return starts.contains { next.hasPrefix($0) }
    }
}
