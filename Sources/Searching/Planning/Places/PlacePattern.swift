// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// An operand of a phrase or of NEAR, by what may stand in its place.
indirect enum PlacePattern {
    /// The word of this number among those of a ``PlacedWords``.
    case word(Int)
    /// One right after the other.
    case sequence([PlacePattern])
    /// Any of them.
    case any([PlacePattern])
}

/// A word at a place: any of its terms.
struct PlacedWord {
    /// Terms that have positions in the index.
    var terms: [String] = []
    /// Terms that have none, by their kinds; words of the text have to be of one of them.
    var read: [TermKind: Set<String>] = [:]

    /// Beginnings of terms, any of which it may be: which there are, each document tells.
    var beginnings: [String] = []

    /// True if it can be found in texts only.
    var isRead: Bool { !read.isEmpty }
}

/// The operands of a phrase or of NEAR, with their words by number.
struct PlacedWords {
    private(set) var words: [PlacedWord] = []
    private let formsArePlaced: Bool

    /// No words yet. `formsArePlaced` says whether the index has the positions of word forms (schema version 1).
    init(formsArePlaced: Bool) { self.formsArePlaced = formsArePlaced }

    /// True if some word can be found in texts only, or by the terms of a document.
    var areRead: Bool { words.contains { $0.isRead || !$0.beginnings.isEmpty } }

    /// The words, each with the terms among `terms`, those of a document, that begin as it may.
    func words(in terms: [String]) -> [PlacedWord] {
        words.map { word in
            var word = word
            for term in terms where word.beginnings.contains(where: { term.utf8.starts(with: $0.utf8) }) {
                add(term, to: &word)
            }
            return word
        }
    }

    /// Takes in an operand.
    mutating func pattern(of query: IndexQuery) -> PlacePattern {
        switch query {
        case .phrase(let parts, _): return .sequence(parts.map { pattern(of: $0) })
        case .scaled(let inner, _), .andNot(let inner, _), .filter(let inner, _): return pattern(of: inner)
        case .or(let parts), .synonym(let parts), .max(let parts):
            // Words side by side are one word of several terms, which most operands are.
            if parts.allSatisfy({ if case .term = $0 { true } else { false } }) { break }
            return .any(parts.map { pattern(of: $0) })
        default: break
        }
        var word = PlacedWord()
        for term in query.placedTerms { add(term, to: &word) }
        if case .beginning(let beginnings) = query { word.beginnings = beginnings }
        words.append(word)
        return .word(words.count - 1)
    }

    private func add(_ term: String, to word: inout PlacedWord) {
        if let kind = kindRead(term) {
            word.read[kind, default: []].insert(Schema.split(term).text)
        } else {
            word.terms.append(term)
        }
    }

    /// The kind of a term that has no positions; nil of one that has.
    private func kindRead(_ term: String) -> TermKind? {
        switch Schema.split(term).prefix {
        case Schema.Prefix.form where !formsArePlaced: .form
        case Schema.Prefix.partOnly: .part
        case Schema.Prefix.folded: .folded
        default: nil
        }
    }

    /// True if the terms that begin with `beginning` have positions.
    func arePlaced(beginning: String) -> Bool { kindRead(beginning) == nil }
}

extension IndexQuery {
    /// The terms of an operand that is a word.
    fileprivate var placedTerms: [String] {
        switch self {
        case .term(let term, _): [term]
        case .words(let words): words.flatMap(\.terms)
        case .or(let parts), .synonym(let parts), .max(let parts): parts.flatMap(\.placedTerms)
        default: []
        }
    }

    /// The query of an operand without what has no places.
    var withPlaces: IndexQuery {
        switch self {
        case .scaled(let inner, _), .andNot(let inner, _), .filter(let inner, _): inner.withPlaces
        case .or(let parts), .synonym(let parts), .max(let parts): .any(of: parts.map(\.withPlaces))
        case .words(let words): .any(of: words.flatMap { $0.terms.map { .term($0) } })
        default: self
        }
    }

    /// True if it holds a phrase.
    var holdsPhrase: Bool {
        switch self {
        case .phrase: true
        case .or(let parts), .synonym(let parts), .max(let parts), .and(let parts): parts.contains(where: \.holdsPhrase)
        case .scaled(let inner, _), .andNot(let inner, _), .filter(let inner, _): inner.holdsPhrase
        default: false
        }
    }
}
