// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Finds where words stand in exactly a form, which the index of a text does not tell: it is read from the texts of the
/// documents that hold all the words. About 0.3 ms a document.
struct FormPlaces {
    let reader: IndexReader
    let analyser: Analyser

    /// A part of a phrase or of NEAR: what may stand in its place.
    private struct Part {
        /// Terms that have positions.
        var terms: [String] = []
        /// Word forms.
        var forms: [String] = []
    }

    /// The documents in which `parts` stand within `window` positions, in their order one right after the other or in
    /// any; nil where the index itself can tell.
    ///
    /// - Throws: `IndexError`.
    func resolved(_ parts: [IndexQuery], window: Int, inOrder: Bool) throws -> IndexQuery? {
        // Forms have positions in indexes of version 1.
        guard reader.schemaVersion > 1 else { return nil }
        let read = parts.map { part in
            var result = Part()
            Self.collect(part, into: &result)
            return result
        }
        guard read.contains(where: { !$0.forms.isEmpty }) else { return nil }
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
    private func places(of parts: [Part], in document: UInt32) throws -> [[UInt32]] {
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

    /// Whether each part stands right after the one before somewhere.
    private static func isPhrase(_ places: [[UInt32]]) -> Bool {
        guard let first = places.first else { return false }
        let rest = places.dropFirst().map(Set.init)
        return first.contains { start in
            rest.enumerated().allSatisfy { $1.contains(start &+ UInt32($0) &+ 1) }
        }
    }

    /// Whether all parts stand within `window` positions somewhere.
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
