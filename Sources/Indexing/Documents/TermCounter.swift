// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// The addition of one occurrence of a word to one term. Small, for there are half a dozen of each form.
struct TermAddition {
    var term: Int32
    private let count: UInt16
    var hasPosition: Bool
    var isForm: Bool

    init(term: Int32, frequency: UInt32, hasPosition: Bool, isForm: Bool) {
        self.term = term
        count = UInt16(clamping: frequency)
        self.hasPosition = hasPosition
        self.isForm = isForm
    }

    var frequency: UInt32 { UInt32(count) }
}

/// A stretch of a counter's additions.
struct AdditionRange {
    private var start: Int32
    private var end: Int32

    static let unset = AdditionRange(start: 0, end: -1)

    init(start: Int, end: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: end)
    }

    var isSet: Bool { end >= start }
    var indices: Range<Int> { Int(start)..<Int(end) }
}

/// Counts the terms of one document after another. What a word adds is known by its range of additions.
///
/// A struct, so that an owner's access to it is checked once a word and not for each of its arrays.
struct TermCounter {
    private var vocabulary = TermVocabulary()
    private var additions: [TermAddition] = []

    // The document's.
    private var places: [(added: AdditionRange, position: UInt32)] = []
    private var boosts: [(term: Int32, frequency: UInt32)] = []
    private var plain: [Int32] = []
    private var found: [FoundTerm] = []
    /// Where each term stands in ``found``, by its number; −1 where it does not.
    private var slots: [Int32] = []

    /// The number of additions.
    var end: Int { additions.count }

    /// Adds what a word adds.
    mutating func append(
        _ outer: String, _ inner: String, of text: String, frequency: UInt32, hasPosition: Bool, isForm: Bool
    ) {
        additions.append(
            TermAddition(
                term: vocabulary.number(outer, inner, of: text), frequency: frequency, hasPosition: hasPosition,
                isForm: isForm))
    }

    /// A word stands at `position`.
    mutating func add(_ added: AdditionRange, at position: UInt32) { places.append((added, position)) }

    /// Words stand at their positions, counted from `base` on; `additions` has what each adds, by its number.
    mutating func add(_ words: [WordPlace], from base: UInt32, _ additions: [AdditionRange]) {
        for word in words { places.append((additions[word.number], base + UInt32(clamping: word.position))) }
    }

    /// The lemmas of a word count `times` more.
    mutating func boost(_ added: AdditionRange, times: UInt32) {
        for index in added.indices where !additions[index].isForm {
            boosts.append((additions[index].term, additions[index].frequency * times))
        }
    }

    /// Adds a term without positions or weight, whole as it is.
    mutating func add(plain term: String) { plain.append(vocabulary.number(of: term)) }

    /// True if so much is remembered that it is time to ``forget()``: about 50 bytes a term, and as much again for
    /// what adds it.
    var isFull: Bool { vocabulary.count > Self.mostTerms || additions.count > 4 * Self.mostTerms }

    private static let mostTerms = 700_000

    /// Forgets all terms and additions.
    mutating func forget() { self = TermCounter() }

    /// The document's terms, in the order in which they were met; begins a new document.
    mutating func takeTerms() -> PackedTerms {
        let positionCount = count()
        mark()
        let numbers = found.map(\.term)
        let (names, sizes) = vocabulary.names(of: numbers)
        let entries = zip(found, sizes).map { found, size in
            PackedTerms.Entry(nameSize: size, frequency: found.frequency, positionCount: found.count)
        }
        var terms = PackedTerms(names: names, entries: entries, positions: positions(positionCount))
        terms.numbers = numbers
        terms.vocabulary = vocabulary.id
        for entry in found { slots[Int(entry.term)] = -1 }
        found.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        boosts.removeAll(keepingCapacity: true)
        plain.removeAll(keepingCapacity: true)
        return terms
    }

    /// Answers how many positions there are.
    private mutating func count() -> Int {
        makeRoom()
        var positions = 0
        for place in places {
            for index in place.added.indices {
                let addition = additions[index]
                let slot = slot(of: addition.term)
                found[slot].frequency += addition.frequency
                if addition.hasPosition, found[slot].last != place.position {
                    found[slot].last = place.position
                    found[slot].count += 1
                    positions += 1
                }
            }
        }
        for term in plain { found[slot(of: term)].isPlain = true }
        for boost in boosts where slots[Int(boost.term)] >= 0 {
            found[Int(slots[Int(boost.term)])].frequency += boost.frequency
        }
        return positions
    }

    /// Marks the lemmas that stand in compounds only, for those who ask for the word by itself.
    private mutating func mark() {
        for index in found.indices where found[index].count == 0 && !found[index].isPlain {
            guard let mark = vocabulary.partOnlyMark(of: found[index].term) else { continue }
            makeRoom()
            _ = slot(of: mark)
        }
    }

    private mutating func makeRoom() {
        if slots.count < vocabulary.count {
            slots.append(contentsOf: repeatElement(-1, count: vocabulary.count - slots.count))
        }
    }

    private mutating func slot(of term: Int32) -> Int {
        let known = slots[Int(term)]
        if known >= 0 { return Int(known) }
        slots[Int(term)] = Int32(found.count)
        found.append(FoundTerm(term: term))
        return found.count - 1
    }

    /// Positions come by rising position, and twice only one right after the other.
    private mutating func positions(_ count: Int) -> [UInt32] {
        var next: UInt32 = 0
        for slot in found.indices {
            let count = found[slot].count
            found[slot].next = next
            found[slot].last = .max
            next += count
        }
        var positions = [UInt32](repeating: 0, count: count)
        for place in places {
            for index in place.added.indices where additions[index].hasPosition {
                let slot = Int(slots[Int(additions[index].term)])
                if found[slot].last == place.position { continue }
                positions[Int(found[slot].next)] = place.position
                found[slot].next += 1
                found[slot].last = place.position
            }
        }
        return positions
    }
}

/// A term of the document at hand.
private struct FoundTerm {
    var term: Int32
    var frequency: UInt32 = 0
    /// The number of its positions, and the last of them.
    var count: UInt32 = 0
    var last: UInt32 = .max
    /// Where its next position goes.
    var next: UInt32 = 0
    /// True if it was added whole, without positions.
    var isPlain = false

    init(term: Int32) { self.term = term }
}
