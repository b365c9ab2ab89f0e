// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Collects the index terms of one document, of its text and of its fields.
///
/// One posting list a lemma: an occurrence counts by how the lemma came about (``Schema/Frequency``), so that whole
/// words weigh more than parts of compounds within one and the same term. Only whole words have positions.
struct TermBuilder {
    fileprivate struct Entry {
        var frequency: UInt32 = 0
        var positions: [UInt32] = []
        var isWhole = false
    }

    private var entries: [String: Entry] = [:]
    /// How many word positions the text has.
    private(set) var words: UInt32 = 0

    /// Adds the words of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - analyser: Reads it.
    ///   - unasserted: Half-open UTF-8 offsets whose words are left out.
    ///   - originals: Words as they came, by the offset of the repaired word they became.
    ///   - body: Called with each word that went in.
    mutating func add(
        text: String, analyser: Analyser, unasserted: [Range<Int>] = [], originals: [Int: String] = [:],
        _ body: (Occurrence) -> Void = { _ in }
    ) {
        let base = words
        var next = 0
        var last: UInt32 = 0
        analyser.scan(text) { occurrence in
            last = base + UInt32(clamping: occurrence.position)
            while next < unasserted.count, unasserted[next].upperBound <= occurrence.range.lowerBound { next += 1 }
            if next < unasserted.count, unasserted[next].overlaps(occurrence.range) { return }
            add(occurrence.analysis.terms, at: last, prefix: "")
            body(occurrence)
            // A repair that went wrong must not hide what the page says.
            if occurrence.impliedWord == nil, let original = originals[occurrence.range.lowerBound] {
                for word in analyser.tokens(of: original) { addOriginal(word.terms, at: last) }
            }
        }
        // A gap keeps phrases from reaching over the end.
        words = last + 1
    }

    /// Adds the words of a field, under the field's prefix.
    mutating func add(field name: String, value: String, analyser: Analyser, from position: UInt32) -> UInt32 {
        let prefix = Schema.fieldPrefix(name)
        var last = position
        analyser.scan(value) { occurrence in
            last = position + UInt32(clamping: occurrence.position)
            add(occurrence.analysis.terms, at: last, prefix: prefix)
        }
        return last + 10
    }

    /// Lets the lemmas of `text` count `times` more, as a title's do.
    mutating func boost(_ text: String, times: UInt32, analyser: Analyser) {
        analyser.scan(text) { occurrence in
            for term in occurrence.analysis.terms {
                guard let frequency = Self.frequency(of: term.kind), term.kind != .form else { continue }
                entries[Self.prefix(of: term.kind) + term.text]?.frequency += frequency * times
            }
        }
    }

    /// Adds a term without positions or weight, whole as it is.
    mutating func add(plain term: String) { entries[term, default: Entry()].isWhole = true }

    /// The terms, in no order.
    func terms() -> [IndexTerm] {
        var result: [IndexTerm] = []
        result.reserveCapacity(entries.count)
        for (term, entry) in entries {
            result.append(IndexTerm(term, frequency: entry.frequency, positions: entry.positions))
        }
        for (term, entry) in entries where !entry.isWhole {
            // A lemma that stands in compounds only is marked, for those who ask for the word by itself.
            if let marked = Self.partOnly(term) { result.append(IndexTerm(marked, frequency: 0)) }
        }
        return result
    }

    private mutating func add(_ terms: [Term], at position: UInt32, prefix: String) {
        for term in terms {
            guard let frequency = Self.frequency(of: term.kind) else { continue }
            let name = prefix + Self.prefix(of: term.kind) + term.text
            let hasPosition = term.kind == .lemma || term.kind == .guess || term.kind == .form
            entries[name, default: Entry()].count(frequency, at: hasPosition ? position : nil)
        }
    }

    /// The word as it came is found under its form only: as a lemma it would be offered as a word of the index.
    private mutating func addOriginal(_ terms: [Term], at position: UInt32) {
        for term in terms where term.kind == .form {
            entries[Schema.Prefix.form + term.text, default: Entry()].count(Schema.Frequency.part, at: position)
        }
    }

    private static func frequency(of kind: TermKind) -> UInt32? {
        switch kind {
        case .lemma: Schema.Frequency.lemma
        case .guess: Schema.Frequency.guess
        case .part: Schema.Frequency.part
        case .base: Schema.Frequency.base
        case .partBase: Schema.Frequency.partBase
        case .form: Schema.Frequency.form
        case .folded: Schema.Frequency.folded
        }
    }

    private static func prefix(of kind: TermKind) -> String {
        switch kind {
        case .lemma, .guess, .part: Schema.Prefix.lemma
        case .base, .partBase: Schema.Prefix.base
        case .form: Schema.Prefix.form
        case .folded: Schema.Prefix.folded
        }
    }

    /// The mark of a lemma term that has no whole word; nil for terms of other kinds.
    private static func partOnly(_ term: String) -> String? {
        let (text, prefix) = Schema.split(term)
        guard prefix.isEmpty || prefix.hasSuffix(":") else { return nil }
        return prefix + Schema.Prefix.partOnly + text
    }
}

extension TermBuilder.Entry {
    fileprivate mutating func count(_ more: UInt32, at position: UInt32?) {
        frequency += more
        guard let position else { return }
        isWhole = true
        if positions.last != position { positions.append(position) }
    }
}
