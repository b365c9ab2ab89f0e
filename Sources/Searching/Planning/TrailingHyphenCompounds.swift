// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Sayings
internal import SearchIndex

/// `Yhteisöistä voimaa -hanke`: how Finnish spells a compound whose first part is of several words, and what the query
/// language reads as an exclusion of *hanke*.
///
/// Only the documents tell which is meant. Where one of them has these very words so, with the hyphen, the query is
/// taken to quote them, and so it is after a name of several words (`Green Care -toiminta`) that some document has;
/// otherwise `-word` excludes, as always.
extension Searcher {
    /// The most documents with the words side by side that are read for the hyphen.
    private static let mostRead: UInt32 = 5

    /// `query` with those exclusions as words that are the ends of such compounds, and a note that says so; nil where
    /// there are none.
    func quotingCompounds(_ query: ParsedQuery) throws -> ParsedQuery? {
        guard let excluded = query.root?.excludedWords, !excluded.isEmpty else { return nil }
        let scalars = Array(query.text.unicodeScalars)
        var replaced: [(columns: Range<Int>, word: String)] = []
        for end in excluded {
            let minus = end.columns.lowerBound - 2
            guard minus > 0, scalars[minus] == "-", scalars[minus - 1].isQuerySpace else { continue }
            let before = scalars[..<minus].split(whereSeparator: \.isQuerySpace).last ?? []
            guard let last = before.last, Self.isOfWord(last) else { continue }
            var word = String.UnicodeScalarView()
            word.append(contentsOf: before.reversed().prefix(while: Self.isOfWord).reversed())
            let words = scalars[..<minus].split(whereSeparator: \.isQuerySpace)
            let first: [Unicode.Scalar] = words.dropLast().last.map { Array($0) } ?? []
            guard try isSpelled(String(word), end: end.text) || isName(first, String(word)) else { continue }
            replaced.append(((minus + 1)..<end.columns.upperBound, end.text))
        }
        if replaced.isEmpty { return nil }
        var read = try QueryParser.parse(query.replacing(replaced))
        let ends = replaced.map { "“-\($0.word)”" }.joined(separator: ", ")
        read.notes.append(
            "\(ends) is read as the end of a compound of several words; to exclude the word write NOT.")
        return read
    }

    /// True if two words are a name that some document has: both with a capital, one after the other.
    private func isName(_ first: [Unicode.Scalar], _ second: String) throws -> Bool {
        guard let capital = first.first, capital.properties.isUppercase, first.allSatisfy(Self.isOfWord),
            second.unicodeScalars.first?.properties.isUppercase == true
        else { return false }
        let name = IndexQuery.phrase([lemmas(String(String.UnicodeScalarView(first))), lemmas(second)], window: 2)
        return try !reader.search(name, options: MatchOptions(limit: 1, weighting: .boolean)).hits.isEmpty
    }

    /// Documents that hold a form of a word.
    private func lemmas(_ text: String) -> IndexQuery {
        let names = TermNames(field: nil)
        let plan = WordPlan(text, analysis: analyser.analysis(of: text), columns: 1..<1, names: names)
        return .or(plan.allLemmas.map { .term(names.lemma($0)) })
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// True if a document has `word -end`, the end in any form.
    private func isSpelled(_ word: String, end: String) throws -> Bool {
        let side = IndexQuery.phrase([lemmas(word), lemmas(end)], window: 2)
        let found = try reader.search(side, options: MatchOptions(limit: Self.mostRead, weighting: .boolean)).hits
        // Endings change at most the last three letters of most words: asetus, asetuksen.
        let stem = end.lowercased().prefix(max(3, end.count - 3))
        let spelled = word.lowercased() + " -" + stem
        return try found.contains { hit in
            Self.holds(spelled, in: try reader.text(of: hit.document, original: false).text)
        }
    }

    /// True if `text` holds `spelled`, which has a space and a hyphen in it, in any case.
    private static func holds(_ spelled: String, in text: String) -> Bool {
        let bytes = Array(text.utf8)
        let reach = spelled.utf8.count + 4
        for index in bytes.indices.dropLast() where bytes[index] == 0x20 && bytes[index + 1] == 0x2D {
            let window = bytes[max(0, index - reach)..<min(bytes.count, index + reach)]
            if String(decoding: window, as: UTF8.self).lowercased().contains(spelled) { return true }
        }
        return false
    }
}

extension QueryNode {
    /// The single words that the query excludes by a sign.
    fileprivate var excludedWords: [QueryText] {
        guard case .group(let clauses) = kind else { return [] }
        return clauses.flatMap { clause in
            switch (clause.occurrence, clause.node.kind) {
            case (.mustNot, .words(let text)): text.text.unicodeScalars.contains(where: \.isQuerySpace) ? [] : [text]
            default: clause.node.excludedWords
            }
        }
    }
}
