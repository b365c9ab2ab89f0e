// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import OCRRepair
internal import SearchIndex

/// Finds the words of a clean document that no dictionary has and that damage would change: names and terms of the
/// collection's own.
///
/// Each form is looked at once and remembered by its number in the analyser, until the analyser's epoch changes. One
/// belongs to one thread.
final class OutOfVocabularyWords {
    private let analyser: Analyser
    private var epoch: Int
    /// The forms that are such words, with their skeletons, by number.
    private var coined: [Int: (form: String, skeleton: String)] = [:]
    /// True for the forms that were met before and are none, by number.
    private var isOrdinary: [Bool] = []
    /// The occurrences of each in the document, by number.
    private var found: [Int: Int] = [:]

    /// Finds words that `analyser` numbers.
    init(analyser: Analyser) {
        self.analyser = analyser
        epoch = analyser.epoch
    }

    /// Looks at words of the document.
    func count(_ places: [WordPlace]) {
        if epoch != analyser.epoch { startAnew() }
        for place in notOrdinary(among: places) { look(at: place) }
    }

    private func notOrdinary(among places: [WordPlace]) -> [WordPlace] {
        let known = isOrdinary
        return places.filter { $0.number >= known.count || !known[$0.number] }
    }

    private func look(at place: WordPlace) {
        let number = place.number
        guard place.kind == .word else { return }
        if coined[number] == nil {
            let analysis = analyser.analysis(number)
            // In lower case, as it is found by.
            guard !analysis.isKnown, let form = analysis.terms.first(where: { $0.kind == .form })?.text,
                form.utf8.count <= Self.longest, let skeleton = WordSkeleton.ofCoined(form)
            else {
                while isOrdinary.count <= number { isOrdinary.append(false) }
                isOrdinary[number] = true
                return
            }
            coined[number] = (form, skeleton)
        }
        found[number, default: 0] += 1
    }

    /// The document's terms, in byte order; begins a new document.
    func takeTerms() -> [String] {
        if found.isEmpty { return [] }
        defer { found.removeAll(keepingCapacity: true) }
        var terms: [String] = []
        for (number, count) in found {
            guard let (form, skeleton) = coined[number] else { continue }
            terms.append(Schema.coinedTerm(form, skeleton: skeleton))
            if count >= Schema.coinedOccurrences {
                terms.append(Schema.coinedTerm(form, skeleton: skeleton, isFrequent: true))
            }
        }
        return terms.sorted()
    }

    /// Word and skeleton fit into a term.
    private static let longest = 100

    private func startAnew() {
        epoch = analyser.epoch
        coined.removeAll(keepingCapacity: true)
        isOrdinary.removeAll(keepingCapacity: true)
    }
}
