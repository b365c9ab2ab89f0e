// SPDX-License-Identifier: GPL-3.0-or-later
internal import Deadlines
internal import FinnishText
internal import SearchIndex

/// Finds where words stand in exactly a form, or as parts of compounds, which the index of a text does not tell: it is read
/// from the texts of the documents that hold all the words. About 3 µs for a thousand bytes. Also finds NEAR of phrases,
/// which Xapian has not. One for each answer: phrases are looked for once.
final class FormPlaces {
    private let reader: IndexReader
    private let analyser: Analyser
    /// Phrases and NEARs that were looked for, with the documents that have them, or as they were.
    private var known: [IndexQuery: IndexQuery] = [:]

    /// Finds places in the texts of `reader`'s documents.
    init(reader: IndexReader, analyser: Analyser) {
        self.reader = reader
        self.analyser = analyser
    }

    /// True if `query`, a phrase or NEAR, is more than Xapian's operators can tell: of word forms or of compounds, or NEAR
    /// of phrases.
    static func areNeeded(for query: IndexQuery) -> Bool {
        let parts: [IndexQuery]
        switch query {
        case .phrase(let inner, _): parts = inner
        case .near(let inner, _):
            parts = inner
            if inner.contains(where: \.holdsPhrase) { return true }
        default: return false
        }
        var placed = PlacedWords(formsArePlaced: false)
        for part in parts { _ = placed.pattern(of: part) }
        return placed.areRead
    }

    /// `query` with the documents that have them in the place of phrases and NEARs of word forms.
    func resolved(_ query: IndexQuery) throws(IndexError) -> IndexQuery {
        switch query {
        case .phrase(let parts, _):
            return try remembered(query) { () throws(IndexError) in try documents(with: parts, distance: nil) }
        case .near(let parts, let window):
            let distance = max(1, Int(window) - parts.count + 1)
            return try remembered(query) { () throws(IndexError) in try documents(with: parts, distance: distance) }
        case .and(let parts): return .and(try resolved(parts))
        case .or(let parts): return .or(try resolved(parts))
        case .max(let parts): return .max(try resolved(parts))
        case .synonym(let parts): return .synonym(try resolved(parts))
        case .andNot(let first, let second): return .andNot(try resolved(first), try resolved(second))
        case .andMaybe(let first, let second): return .andMaybe(try resolved(first), try resolved(second))
        case .filter(let first, let second): return .filter(try resolved(first), try resolved(second))
        case .scaled(let inner, let factor): return .scaled(try resolved(inner), by: factor)
        case .fixed(let inner, let weight): return .fixed(try resolved(inner), weight: weight)
        case .term, .beginning, .words, .coordinated, .all, .nothing, .documents, .valueRange: return query
        }
    }

    private func resolved(_ queries: [IndexQuery]) throws(IndexError) -> [IndexQuery] {
        var result: [IndexQuery] = []
        for query in queries { result.append(try resolved(query)) }
        return result
    }

    /// Remembers what `find` finds for `query`, a phrase or NEAR; where that is nothing, the index itself can tell.
    private func remembered(
        _ query: IndexQuery, _ find: () throws(IndexError) -> IndexQuery?
    ) throws(IndexError) -> IndexQuery {
        if let known = known[query] { return known }
        let found = try find() ?? query
        known[query] = found
        return found
    }

    /// The documents in which `parts` stand one right after the other, or, in any order, with fewer than `distance`
    /// words between them; nil where the index itself can tell.
    private func documents(with parts: [IndexQuery], distance: Int?) throws(IndexError) -> IndexQuery? {
        var placed = PlacedWords(formsArePlaced: reader.schemaVersion == 1)
        let patterns = parts.map { placed.pattern(of: $0) }
        guard placed.areRead || distance != nil && parts.contains(where: \.holdsPhrase) else { return nil }
        let read = placed.areRead ? ReadWords(placed.words) : nil
        let all = IndexQuery.and(parts.map(\.candidates))
        let options = MatchOptions(limit: max(1, reader.lastDocument), weighting: .boolean)
        var documents: [UInt32] = []
        func isFound(_ positions: [[UInt32]]) -> Bool {
            guard let distance else {
                return !WordSpans.spans(of: .sequence(patterns), words: positions).isEmpty
            }
            let spans = patterns.map { WordSpans.spans(of: $0, words: positions) }
            return WordSpans.areNear(spans, distance: distance)
        }
        for match in try reader.search(all, options: options).hits {
            let isMatch: Bool
            if let read {
                isMatch = try isRead(placed, read, patterns, distance, in: match.document, isFound)
            } else {
                isMatch = isFound(try placedPositions(of: placed, in: match.document))
            }
            if isMatch { documents.append(match.document) }
        }
        return documents.isEmpty ? .nothing : .filter(all, .documents(documents.sorted()))
    }

    /// True if `isFound` holds of the words' positions in a document, of which those that the index has are asked first: more
    /// places only find more, and most documents of a wide wildcard need no others. Which terms begin as a word may, the
    /// document tells.
    private func isRead(
        _ placed: PlacedWords, _ read: ReadWords, _ patterns: [PlacePattern], _ distance: Int?, in document: UInt32,
        _ isFound: ([[UInt32]]) -> Bool
    ) throws(IndexError) -> Bool {
        let own = try placedPositions(of: placed, in: document)
        if isFound(own) { return true }
        var terms: [String] = []
        for beginning in placed.words.flatMap(\.beginnings) where !placed.arePlaced(beginning: beginning) {
            terms += try reader.terms(of: document, withPrefix: beginning)
        }
        let words = terms.isEmpty ? placed.words : placed.words(in: terms)
        guard words.contains(where: \.isRead) else { return false }
        var surroundings = Surroundings(of: patterns, words, own, distance: distance)
        if surroundings.isEmpty { return false }
        let text = try reader.text(of: document, original: false)
        var found = own
        scan(text, for: terms.isEmpty ? read : ReadWords(words), in: &surroundings) { found[$0].append($1) }
        try reader.checkDeadline()
        return isFound(found.map { Set($0).sorted() })
    }

    /// The positions of each word in a document by the terms that have any, rising, without repeats.
    private func placedPositions(of placed: PlacedWords, in document: UInt32) throws(IndexError) -> [[UInt32]] {
        var found: [[UInt32]] = []
        for word in placed.words {
            var positions: [UInt32] = []
            for term in word.terms { positions += try reader.positions(of: term, in: document) }
            for beginning in word.beginnings where placed.arePlaced(beginning: beginning) {
                positions += try reader.positions(beginning: beginning, in: document)
            }
            found.append(Set(positions).sorted())
        }
        return found
    }

    /// Reports where `words` stand in `text` as it was indexed, and within `surroundings`: a word's number and its position.
    private func scan(
        _ text: StoredText, for words: ReadWords, in surroundings: inout Surroundings, _ body: (Int, UInt32) -> Void
    ) {
        let originals = Dictionary(text.repairs.map { (Int($0.start), $0.original) }) { first, _ in first }
        let repaired = Set(originals.keys)
        var next = 0
        func isUnasserted(_ range: Range<Int>) -> Bool {
            while next < text.unasserted.count, Int(text.unasserted[next].upperBound) <= range.lowerBound { next += 1 }
            return next < text.unasserted.count && Int(text.unasserted[next].lowerBound) < range.upperBound
        }
        var position = -1
        unsafe analyser.scanNumbers(
            text.text,
            where: { place, word, isHanging in
                // Asked of each word in turn.
                position += 1
                guard surroundings.contains(position) else { return false }
                if repaired.contains(place) { return true }
                return unsafe words.mayBe(word, isHanging: isHanging)
            }, while: { !reader.deadline.hasPassed }
        ) { place, implied in
            if isUnasserted(place.range) { return }
            let position = UInt32(clamping: place.position)
            words.find(analyser.analysis(place.number).terms) { body($0, position) }
            if implied == nil, let original = originals[place.range.lowerBound] {
                for token in analyser.tokens(of: original) { words.find(token.terms) { body($0, position) } }
            }
        }
    }
}

extension IndexQuery {
    /// Documents that hold an operand of a phrase or of NEAR, wherever its words stand.
    fileprivate var candidates: IndexQuery {
        switch self {
        case .phrase(let parts, _): FormPlaces.areNeeded(for: self) ? .and(parts.map(\.candidates)) : self
        case .or(let parts): .or(parts.map(\.candidates))
        case .synonym(let parts), .max(let parts): holdsPhrase ? .or(parts.map(\.candidates)) : self
        case .scaled(let inner, _): inner.candidates
        default: self
        }
    }
}
