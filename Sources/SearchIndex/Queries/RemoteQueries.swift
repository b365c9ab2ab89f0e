// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Glibc

/// Queries in nothing but Xapian's own operators, for databases on other machines: xapian-tcpsrv knows no others.
///
/// A word's terms are weighed as one by `OP_SYNONYM`, which adds frequencies without factors. So its terms go by their factors: those of
/// one factor are one synonym, weighed by what the word's formula (``WordEvidence``) makes of a single occurrence in a document of average
/// length, and of several synonyms in a document the weights are added. The word's rarity, not that of the terms of
/// one factor, is had by `OP_SCALE_WEIGHT`.
struct RemoteQueries {
    /// The number of documents.
    let count: Double
    /// The number of documents that hold a term.
    let frequency: (_ term: String) throws(IndexError) -> Int
    /// The term that only the document of a number has.
    let idTerm: (_ document: UInt32) throws(IndexError) -> String

    /// The query that finds what `query` does, and weighs it nearly so.
    func query(_ query: IndexQuery) throws(IndexError) -> IndexQuery {
        func all(_ parts: [IndexQuery]) throws(IndexError) -> [IndexQuery] {
            try parts.map { part throws(IndexError) in try self.query(part) }
        }
        switch query {
        case .term, .all, .nothing, .valueRange, .beginning: return query
        case .documents(let numbers):
            let terms = try numbers.map { number throws(IndexError) in IndexQuery.term(try idTerm(number)) }
            return .or(terms)
        case .and(let parts): return .and(try all(parts))
        case .or(let parts): return .or(try all(parts))
        case .max(let parts): return .max(try all(parts))
        case .synonym(let parts): return .synonym(try all(parts))
        case .phrase(let parts, let window): return .phrase(try all(parts), window: window)
        case .near(let parts, let window): return .near(try all(parts), window: window)
        case .fixed(let part, let weight): return .fixed(try self.query(part), weight: weight)
        case .scaled(let part, let factor): return .scaled(try self.query(part), by: factor)
        case .andNot(let one, let other): return .andNot(try self.query(one), try self.query(other))
        case .andMaybe(let one, let other): return .andMaybe(try self.query(one), try self.query(other))
        case .filter(let one, let other): return .filter(try self.query(one), try self.query(other))
        case .words(let words): return try self.words(words)
        case .coordinated(let words, let step):
            var result = try self.words(words)
            guard let held = IndexQuery.held(words) else { return result }
            for part in [held.any, held.all] {
                result = .andMaybe(result, .fixed(try self.query(part), weight: step))
            }
            return result
        }
    }

    private func words(_ words: [RankedWord]) throws(IndexError) -> IndexQuery {
        let own = try words.filter { !$0.isOptional }.map { word throws(IndexError) in try self.word(word) }
        let optional = try words.filter(\.isOptional).map { word throws(IndexError) in try self.word(word) }
        return optional.isEmpty ? .or(own) : .andMaybe(.or(own), .or(optional))
    }

    private func word(_ word: RankedWord) throws(IndexError) -> IndexQuery {
        switch word.evidence {
        case .term(let term): return word.factor == 1 ? .term(term) : .scaled(.term(term), by: word.factor)
        case .other(let query):
            let query = try self.query(query)
            return word.factor == 1 ? query : .scaled(query, by: word.factor)
        case .word(let evidence):
            let query = try self.word(evidence)
            return word.factor == 1 ? query : .scaled(query, by: word.factor)
        }
    }

    private func word(_ word: WordEvidence) throws(IndexError) -> IndexQuery {
        var groups: [(factor: Double, terms: [String], lacking: Double)] = []
        var lacking = 1.0
        for member in word.members {
            let documents = Double(try frequency(member.term))
            guard documents > 0 else { continue }
            let share = 1 - documents / max(count, 1)
            lacking *= share
            if let place = groups.firstIndex(where: { $0.factor == member.factor }) {
                groups[place].terms.append(member.term)
                groups[place].lacking *= share
            } else {
                groups.append((member.factor, [member.term], share))
            }
        }
        let rarity = Self.rarity(count * (1 - lacking), of: count)
        let once = Double(Schema.Frequency.lemma)
        let queries = groups.map { group in
            let single = group.factor * (once + word.k1) / (group.factor * once + word.k1)
            let theirs = Self.xapianRarity((count * (1 - group.lacking)).rounded(), of: count)
            return IndexQuery.scaled(.synonym(group.terms.map { .term($0) }), by: single * rarity / theirs)
        }
        // Not OP_MAX: Xapian 1.4.22 crashes on it where a shard lacks some of the terms.
        return .or(queries)
    }

    /// The natural logarithm that ``WordEvidence`` weighs a word by.
    private static func rarity(_ documents: Double, of count: Double) -> Double {
        log(1 + (count - documents + 0.5) / (documents + 0.5))
    }

    /// The one that Xapian::BM25Weight does (weight/bm25weight.cc of Xapian 1.4).
    private static func xapianRarity(_ documents: Double, of count: Double) -> Double {
        let odds = (count - documents + 0.5) / (documents + 0.5)
        return log(odds < 2 ? odds * 0.5 + 1 : odds)
    }
}
