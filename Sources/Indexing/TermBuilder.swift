// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Collects the index terms of one document after another, of their texts and of their fields.
///
/// One posting list a lemma: an occurrence counts by how the lemma came about (``Schema/Frequency``), so that whole
/// words weigh more than parts of compounds within one and the same term. Only whole words have positions; their forms
/// have them within fields only: in texts they would be a third of the index, and the text itself can tell.
///
/// What a word form adds is made once and kept by the form's number, so that a word met before costs a few additions.
/// One belongs to one thread.
final class TermBuilder {
    /// How many word positions the text has.
    private(set) var words: UInt32 = 0

    private let analyser: Analyser
    private var vocabulary = TermVocabulary()
    private var additions: [TermAddition] = []
    private var epoch: Int
    /// What each word form adds to a text, by its number; an unset range where it was not met yet.
    private var ofText: [AdditionRange] = []
    /// The like within fields, by prefix and number.
    private var ofFields: [FieldWord: AdditionRange] = [:]
    /// The like of words as they came, before repair.
    private var ofOriginals: [String: AdditionRange] = [:]

    // The document's.
    private var places: [(added: AdditionRange, position: UInt32)] = []
    private var boosts: [(term: Int32, frequency: UInt32)] = []
    private var plain: [Int32] = []
    private var slots: [Int32] = []
    private var found: [FoundTerm] = []

    /// A builder of the terms that `analyser` finds.
    init(analyser: Analyser) {
        self.analyser = analyser
        epoch = analyser.epoch
    }

    /// Adds the words of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - unasserted: Half-open UTF-8 offsets whose words are left out.
    ///   - originals: Words as they came, by the offset of the repaired word they became.
    ///   - body: Called with each word that went in.
    func add(
        text: String, unasserted: [Range<Int>] = [], originals: [Int: String] = [:],
        _ body: (WordPlace) -> Void = { _ in }
    ) {
        let base = words
        var next = 0
        var last: UInt32 = 0
        analyser.scanNumbers(text) { place, implied in
            last = base + UInt32(clamping: place.position)
            while next < unasserted.count, unasserted[next].upperBound <= place.range.lowerBound { next += 1 }
            if next < unasserted.count, unasserted[next].overlaps(place.range) { return }
            places.append((additions(of: place.number), last))
            body(place)
            // A repair that went wrong must not hide what the page says.
            if !originals.isEmpty, implied == nil, let original = originals[place.range.lowerBound] {
                places.append((additions(ofOriginal: original), last))
            }
        }
        // A gap keeps phrases from reaching over the end.
        words = last + 1
    }

    /// Adds the words of a field, under the field's prefix, from a position on; answers the next free one.
    func add(field name: String, value: String, from position: UInt32) -> UInt32 {
        let prefix = Schema.fieldPrefix(name)
        var last = position
        analyser.scanNumbers(value) { place, _ in
            last = position + UInt32(clamping: place.position)
            places.append((additions(of: place.number, prefix: prefix), last))
        }
        return last + 10
    }

    /// Lets the lemmas of `text` count `times` more, as a title's do.
    func boost(_ text: String, times: UInt32) {
        analyser.scanNumbers(text) { place, _ in
            let added = additions(of: place.number)
            for index in added.indices where !additions[index].isForm {
                boosts.append((additions[index].term, additions[index].frequency * times))
            }
        }
    }

    /// Adds a term without positions or weight, whole as it is.
    func add(plain term: String) { plain.append(vocabulary.number(of: term)) }

    /// The document's terms in the order in which they were met; begins a new document.
    func takeTerms() -> PackedTerms {
        count()
        mark()
        var terms = PackedTerms()
        terms.reserve(found.count, names: found.count * 12, positions: places.count * 3)
        for entry in found {
            terms.append(vocabulary.bytes(of: entry.term), frequency: entry.frequency, positionCount: Int(entry.count))
        }
        fillPositions(&terms)
        for entry in found { slots[Int(entry.term)] = -1 }
        found.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        boosts.removeAll(keepingCapacity: true)
        plain.removeAll(keepingCapacity: true)
        words = 0
        if vocabulary.count > Self.mostTerms || additions.count > 4 * Self.mostTerms { forget() }
        return terms
    }

    /// How many terms are remembered, about 60 bytes each and as much again for what adds them.
    private static let mostTerms = 700_000

    // MARK: - Counting

    private func count() {
        while slots.count < vocabulary.count { slots.append(-1) }
        for place in places {
            for index in place.added.indices {
                let addition = additions[index]
                let slot = slot(of: addition.term)
                found[slot].frequency += addition.frequency
                if addition.hasPosition, found[slot].last != place.position {
                    found[slot].last = place.position
                    found[slot].count += 1
                }
            }
        }
        for term in plain { found[slot(of: term)].isPlain = true }
        for boost in boosts where slots[Int(boost.term)] >= 0 {
            found[Int(slots[Int(boost.term)])].frequency += boost.frequency
        }
    }

    /// Marks the lemmas that stand in compounds only, for those who ask for the word by itself.
    private func mark() {
        for index in found.indices where found[index].count == 0 && !found[index].isPlain {
            guard let mark = vocabulary.partOnlyMark(of: found[index].term) else { continue }
            while slots.count < vocabulary.count { slots.append(-1) }
            _ = slot(of: mark)
        }
    }

    private func slot(of term: Int32) -> Int {
        let known = slots[Int(term)]
        if known >= 0 { return Int(known) }
        slots[Int(term)] = Int32(found.count)
        found.append(FoundTerm(term: term))
        return found.count - 1
    }

    /// Positions come by rising position, and twice only one right after the other.
    private func fillPositions(_ terms: inout PackedTerms) {
        var next: UInt32 = 0
        for slot in found.indices {
            let count = found[slot].count
            found[slot].next = next
            found[slot].count = 0
            next += count
        }
        terms.positions = [UInt32](repeating: 0, count: Int(next))
        for place in places {
            for index in place.added.indices where additions[index].hasPosition {
                let slot = Int(slots[Int(additions[index].term)])
                if found[slot].count > 0, found[slot].last == place.position { continue }
                terms.positions[Int(found[slot].next)] = place.position
                found[slot].next += 1
                found[slot].count += 1
                found[slot].last = place.position
            }
        }
    }

    // MARK: - What words add

    private func additions(of number: Int) -> AdditionRange {
        if epoch != analyser.epoch { startAnew() }
        while ofText.count <= number { ofText.append(.unset) }
        if ofText[number].isSet { return ofText[number] }
        let made = make(analyser.analysis(number).terms, prefix: "")
        ofText[number] = made
        return made
    }

    private func additions(of number: Int, prefix: String) -> AdditionRange {
        if epoch != analyser.epoch { startAnew() }
        let word = FieldWord(prefix: prefix, number: number)
        if let known = ofFields[word] { return known }
        let made = make(analyser.analysis(number).terms, prefix: prefix)
        ofFields[word] = made
        return made
    }

    /// The word as it came is found under its form only: as a lemma it would be offered as a word of the index.
    private func additions(ofOriginal original: String) -> AdditionRange {
        if let known = ofOriginals[original] { return known }
        // Not by the shared analyser's scan: one goes on.
        let start = additions.count
        for token in originalTokens(original) {
            for term in token.terms where term.kind == .form {
                let number = vocabulary.number(of: Schema.Prefix.form + term.text)
                additions.append(
                    TermAddition(term: number, frequency: Schema.Frequency.part, hasPosition: false, isForm: true))
            }
        }
        let made = AdditionRange(start: start, end: additions.count)
        ofOriginals[original] = made
        return made
    }

    private func originalTokens(_ original: String) -> [Token] { analyser.tokens(of: original) }

    private func make(_ terms: [Term], prefix: String) -> AdditionRange {
        let start = additions.count
        for term in terms {
            let number = vocabulary.number(of: prefix + Self.prefix(of: term.kind) + term.text)
            additions.append(
                TermAddition(
                    term: number, frequency: Self.frequency(of: term.kind),
                    hasPosition: term.kind == .lemma || term.kind == .guess
                        || (term.kind == .form && !prefix.isEmpty),
                    isForm: term.kind == .form))
        }
        return AdditionRange(start: start, end: additions.count)
    }

    /// The analyser's numbers count no more; what they added does.
    private func startAnew() {
        epoch = analyser.epoch
        ofText.removeAll(keepingCapacity: true)
        ofFields.removeAll(keepingCapacity: true)
    }

    private func forget() {
        startAnew()
        ofOriginals.removeAll()
        additions.removeAll()
        slots.removeAll()
        vocabulary = TermVocabulary()
    }

    private static func frequency(of kind: TermKind) -> UInt32 {
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
}

/// What one occurrence of a word adds to one term.
private struct TermAddition {
    var term: Int32
    var frequency: UInt32
    var hasPosition: Bool
    var isForm: Bool
}

/// A stretch of a builder's additions.
private struct AdditionRange {
    var start: Int32
    var end: Int32

    static let unset = AdditionRange(start: 0, end: -1)

    init(start: Int, end: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: end)
    }

    var isSet: Bool { end >= start }
    var indices: Range<Int> { Int(start)..<Int(end) }
}

/// A word form within a field.
private struct FieldWord: Hashable {
    var prefix: String
    var number: Int
}

/// A term of the document at hand.
private struct FoundTerm {
    var term: Int32
    var frequency: UInt32 = 0
    /// How many positions it has, and the last of them.
    var count: UInt32 = 0
    var last: UInt32 = .max
    /// Where its next position goes.
    var next: UInt32 = 0
    /// Whether it was added whole, without positions.
    var isPlain = false

    init(term: Int32) { self.term = term }
}
