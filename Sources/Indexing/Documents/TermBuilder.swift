// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Languages
internal import SearchIndex

/// Collects the index terms of one document after another, of their texts and of their fields.
///
/// One posting list a lemma: an occurrence counts by how the lemma came about (``Schema/Frequency``), so that whole
/// words weigh more than parts of compounds within one and the same term. Only whole words have positions; their forms
/// have them within fields only: in texts they would be a third of the index, and the text itself can tell.
///
/// The additions of a word form are made once and kept by the form's number, so that a word met before costs a few
/// additions. One belongs to one thread.
final class TermBuilder {
    /// The number of word positions of the text.
    private(set) var words: UInt32 = 0

    /// The languages that the text's words were read in, each passage in its own.
    private(set) var languages = LanguageShares()

    private let analyser: Analyser
    private var counter = TermCounter()
    private var epoch: Int
    /// The additions of each word form to a text, by its number; an unset range where it was not met yet.
    private var ofText: [AdditionRange] = []
    /// The additions within fields, by prefix and number.
    private var ofFields: [FieldWord: AdditionRange] = [:]
    /// The additions of words as they came, before repair.
    private var ofOriginals: [String: AdditionRange] = [:]

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
    ///   - body: Called with the words that went in, some hundreds at a time and in their order.
    func add(
        text: String, unasserted: [Range<Int>] = [], originals: [Int: String] = [:],
        _ body: ([WordPlace]) -> Void = { _ in }
    ) {
        let base = words
        var next = 0
        var last: UInt32 = 0
        var batch: [WordPlace] = []
        batch.reserveCapacity(Self.batch)
        func take() {
            add(batch, from: base)
            body(batch)
            batch.removeAll(keepingCapacity: true)
        }
        languages = analyser.scanNumbers(text, in: .told(main: nil)) { place, implied in
            last = base + UInt32(clamping: place.position)
            while next < unasserted.count, unasserted[next].upperBound <= place.range.lowerBound { next += 1 }
            if next < unasserted.count, unasserted[next].overlaps(place.range) { return }
            batch.append(place)
            // A repair that went wrong must not hide what the page says.
            if !originals.isEmpty, implied == nil, let original = originals[place.range.lowerBound] {
                take()
                counter.add(additions(ofOriginal: original), at: last)
            } else if batch.count == Self.batch {
                take()
            }
        }
        take()
        // A gap keeps phrases from reaching over the end.
        words = last + 1
    }

    /// Words are taken so many at a time: what is kept of each lies elsewhere in memory, and loops without anything else in
    /// them wait for many such places at once.
    private static let batch = 512

    private func add(_ places: [WordPlace], from base: UInt32) {
        if epoch != analyser.epoch { startAnew() }
        for place in withoutAdditions(among: places) { _ = additions(of: place.number) }
        counter.add(places, from: base, ofText)
    }

    /// The words among `places` of which nobody asked yet what they add.
    private func withoutAdditions(among places: [WordPlace]) -> [WordPlace] {
        let known = ofText
        return places.filter { $0.number >= known.count || !known[$0.number].isSet }
    }

    /// Adds the words of a field, under the field's prefix, from a position on; answers the next free one.
    func add(field name: String, value: String, from position: UInt32) -> UInt32 {
        let prefix = Schema.fieldPrefix(name)
        var last = position
        analyser.scanNumbers(value, in: language) { place, _ in
            last = position + UInt32(clamping: place.position)
            counter.add(additions(of: place.number, prefix: prefix), at: last)
        }
        return last + 10
    }

    /// Adds words that belong to the document as those of its text do, from a position on that is behind all of these;
    /// answers the next free one.
    func add(words text: String, from position: UInt32) -> UInt32 {
        var last = position
        analyser.scanNumbers(text) { place, _ in
            last = position + UInt32(clamping: place.position)
            counter.add(additions(of: place.number), at: last)
        }
        return last + 10
    }

    /// Lets the lemmas of `text` count `times` more, as a title's do.
    func boost(_ text: String, times: UInt32) {
        analyser.scanNumbers(text, in: language) { place, _ in
            counter.boost(additions(of: place.number), times: times)
        }
    }

    /// The languages of short texts: the whole text's, where they do not tell.
    private var language: ReadingLanguage { .told(main: languages.main) }

    /// Adds a term without positions or weight, whole as it is.
    func add(plain term: String) { counter.add(plain: term) }

    /// The document's terms, in the order in which they were met; begins a new document.
    func takeTerms() -> PackedTerms {
        let terms = counter.takeTerms()
        words = 0
        languages = LanguageShares()
        if counter.isFull { forget() }
        return terms
    }

    // MARK: - What words add

    private func additions(of number: Int) -> AdditionRange {
        if epoch != analyser.epoch { startAnew() }
        if number < ofText.count, ofText[number].isSet { return ofText[number] }
        while ofText.count <= number { ofText.append(.unset) }
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
        let start = counter.end
        for form in analyser.forms(of: original) {
            counter.append(
                "", Schema.Prefix.form, of: form, frequency: Schema.Frequency.part, hasPosition: false, isForm: true)
        }
        let made = AdditionRange(start: start, end: counter.end)
        ofOriginals[original] = made
        return made
    }

    private func make(_ terms: [Term], prefix: String) -> AdditionRange {
        let start = counter.end
        for term in terms {
            counter.append(
                prefix, Self.prefix(of: term.kind), of: term.text, frequency: Self.frequency(of: term.kind),
                hasPosition: term.kind == .lemma || term.kind == .guess || (term.kind == .form && !prefix.isEmpty),
                isForm: term.kind == .form)
        }
        return AdditionRange(start: start, end: counter.end)
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
        counter.forget()
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

/// A word form within a field.
private struct FieldWord: Hashable {
    var prefix: String
    var number: Int
}
