// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Finds where words stand in exactly a form, which the index of a text does not tell: it is read from the texts of the
/// documents that hold all the words. About 0.3 ms a document. One for each answer: phrases are looked for once.
final class FormPlaces {
    private let reader: IndexReader
    private let analyser: Analyser
    /// Phrases and NEARs that were looked for, with the documents that have them.
    private var known: [IndexQuery: IndexQuery] = [:]

    /// Finds places in the texts of `reader`'s documents.
    init(reader: IndexReader, analyser: Analyser) {
        self.reader = reader
        self.analyser = analyser
    }

    /// A part of a phrase or of NEAR: what may stand in its place.
    private struct Part {
        /// Terms that have positions.
        var terms: [String] = []
        /// Word forms.
        var forms: [String] = []
    }

    /// True if any of `parts`, of a phrase or of NEAR, is of word forms.
    static func holdForms(_ parts: [IndexQuery]) -> Bool {
        parts.contains { part in
            var found = Part()
            collect(part, into: &found)
            return !found.forms.isEmpty
        }
    }

    /// `query` with the documents that have them in the place of phrases and NEARs of word forms.
    func resolved(_ query: IndexQuery) throws(IndexError) -> IndexQuery {
        switch query {
        case .phrase(let parts, let window):
            if let known = known[query] { return known }
            let parts = try resolved(parts)
            let found = try documents(with: parts, window: parts.count, inOrder: true) ?? .phrase(parts, window: window)
            known[query] = found
            return found
        case .near(let parts, let window):
            if let known = known[query] { return known }
            let parts = try resolved(parts)
            let found = try documents(with: parts, window: Int(window), inOrder: false) ?? .near(parts, window: window)
            known[query] = found
            return found
        case .and(let parts): return .and(try resolved(parts))
        case .or(let parts): return .or(try resolved(parts))
        case .max(let parts): return .max(try resolved(parts))
        case .synonym(let parts): return .synonym(try resolved(parts))
        case .andNot(let first, let second): return .andNot(try resolved(first), try resolved(second))
        case .andMaybe(let first, let second): return .andMaybe(try resolved(first), try resolved(second))
        case .filter(let first, let second): return .filter(try resolved(first), try resolved(second))
        case .scaled(let inner, let factor): return .scaled(try resolved(inner), by: factor)
        case .term, .words, .all, .nothing, .documents, .valueRange: return query
        }
    }

    private func resolved(_ queries: [IndexQuery]) throws(IndexError) -> [IndexQuery] {
        var result: [IndexQuery] = []
        for query in queries { result.append(try resolved(query)) }
        return result
    }

    /// The documents in which `parts` stand within `window` positions, in their order one right after the other or in
    /// any; nil where the index itself can tell.
    private func documents(
        with parts: [IndexQuery], window: Int, inOrder: Bool
    ) throws(IndexError) -> IndexQuery? {
        // Forms have positions in indexes of version 1.
        guard reader.schemaVersion > 1, Self.holdForms(parts) else { return nil }
        let read = parts.map { part in
            var result = Part()
            Self.collect(part, into: &result)
            return result
        }
        let all = IndexQuery.and(parts)
        let options = MatchOptions(limit: max(1, reader.lastDocument), weighting: .boolean)
        var documents: [UInt32] = []
        for match in try reader.search(all, options: options).hits {
            let places = try places(of: read, in: match.document)
            if inOrder ? Self.isPhrase(places) : Self.isNear(places, window: window) {
                documents.append(match.document)
            }
        }
        return documents.isEmpty ? .nothing : .filter(all, .documents(documents.sorted()))
    }

    private static func collect(_ query: IndexQuery, into part: inout Part) {
        switch query {
        case .term(let term, _):
            let (text, prefix) = Schema.split(term)
            if prefix == Schema.Prefix.form { part.forms.append(text) } else { part.terms.append(term) }
        case .or(let parts), .synonym(let parts), .max(let parts): for inner in parts { collect(inner, into: &part) }
        case .scaled(let inner, _): collect(inner, into: &part)
        default: break
        }
    }

    /// The positions of each part in a document, rising, without repeats.
    private func places(of parts: [Part], in document: UInt32) throws(IndexError) -> [[UInt32]] {
        var places: [Set<UInt32>] = []
        for part in parts {
            var found: Set<UInt32> = []
            for term in part.terms { found.formUnion(try reader.positions(of: term, in: document)) }
            places.append(found)
        }
        let text = try reader.text(of: document, original: false)
        scan(text) { form, position in
            for (index, part) in parts.enumerated() where part.forms.contains(form) { places[index].insert(position) }
        }
        return places.map { $0.sorted() }
    }

    /// Reports the form of every word of `text` as it was indexed, with its position.
    private func scan(_ text: StoredText, _ body: (String, UInt32) -> Void) {
        let originals = Dictionary(text.repairs.map { (Int($0.start), $0.original) }) { first, _ in first }
        var next = 0
        analyser.scanNumbers(text.text) { place, implied in
            while next < text.unasserted.count, Int(text.unasserted[next].upperBound) <= place.range.lowerBound {
                next += 1
            }
            if next < text.unasserted.count, Int(text.unasserted[next].lowerBound) < place.range.upperBound { return }
            let position = UInt32(clamping: place.position)
            for term in analyser.analysis(place.number).terms where term.kind == .form { body(term.text, position) }
            if implied == nil, let original = originals[place.range.lowerBound] {
                for token in analyser.tokens(of: original) {
                    for term in token.terms where term.kind == .form { body(term.text, position) }
                }
            }
        }
    }

    /// True if each part stands right after the one before somewhere.
    private static func isPhrase(_ places: [[UInt32]]) -> Bool {
        guard let first = places.first else { return false }
        let rest = places.dropFirst().map(Set.init)
        return first.contains { start in
            rest.enumerated().allSatisfy { $1.contains(start &+ UInt32($0) &+ 1) }
        }
    }

    /// True if all parts stand within `window` positions somewhere.
    private static func isNear(_ places: [[UInt32]], window: Int) -> Bool {
        guard places.allSatisfy({ !$0.isEmpty }) else { return false }
        var next = [Int](repeating: 0, count: places.count)
        while true {
            var low = 0
            var high: UInt32 = 0
            for part in places.indices {
                if places[part][next[part]] < places[low][next[low]] { low = part }
                high = max(high, places[part][next[part]])
            }
            let here = places.indices.map { places[$0][next[$0]] }
            // Two parts never share a word.
            if Int(high - places[low][next[low]]) < window, Set(here).count == here.count { return true }
            next[low] += 1
            if next[low] == places[low].count { return false }
        }
    }
}
