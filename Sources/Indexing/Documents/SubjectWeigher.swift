// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
private import Glibc
internal import SearchIndex

/// Weighs the lemmas of a document by what they say about its subject: what similar documents are found by.
///
/// An occurrence spreads over the lemmas it may be of; a part of a compound counts nearly as much as a word. Words of a
/// text's beginning, where it says what it is about, count up to twice. Names and words that Voikko does not know tie
/// documents by person and place rather than by subject, so they count half; function words, numbers and addresses do
/// not count. The constants were chosen on questions to librarians, whose subject headings tell which are alike.
///
/// The rarity of a lemma depends on the other documents, so that is the reader's business. One belongs to one thread.
final class SubjectWeigher {
    /// The most lemmas of a document that are kept.
    static let mostTerms = 400

    private let analyser: Analyser
    private var tally = SubjectTally()
    private var numbers: [String: Int] = [:]
    private var epoch: Int

    init(analyser: Analyser) {
        self.analyser = analyser
        epoch = analyser.epoch
    }

    /// Counts words of the document, each as many times as `times` says of the offset at which it begins.
    func count(_ words: [WordPlace], times: (_ offset: Int) -> Float) {
        if epoch != analyser.epoch { startAnew() }
        var counted: [SubjectTally.Occurrence] = []
        counted.reserveCapacity(words.count)
        for word in words {
            let times = times(word.range.lowerBound)
            guard times > 0, word.kind != .number, word.kind != .address else { continue }
            let factor = times * (word.position < places.count ? places[word.position] : 1)
            counted.append(SubjectTally.Occurrence(form: word.number, factor: factor))
        }
        for form in tally.unknownForms(among: counted) where !tally.knows(form) {
            let shares = makeShares(analyser.analysis(form))
            tally.remember(shares, of: form)
        }
        tally.count(counted)
    }

    /// The weights of the document's heaviest lemmas; begins a new document.
    func takeWeights() -> [TermWeight] {
        var result = tally.takeWeights()
        if result.count > Self.mostTerms {
            // Rarity is not known here. Long words are rarer than short ones (Zipf's law of abbreviation).
            let ranks = result.map { log1p($0.weight) * Float($0.term.utf8.count).squareRoot() }
            let order = result.indices.sorted { one, other in
                ranks[one] != ranks[other] ? ranks[one] > ranks[other] : result[one].term < result[other].term
            }
            result = order.prefix(Self.mostTerms).map { result[$0] }
        }
        return result
    }

    private func startAnew() {
        epoch = analyser.epoch
        // A text's own words may have begun the memory anew: what was counted of it stays.
        let kept = tally.takeWeights()
        tally = SubjectTally()
        numbers.removeAll()
        for entry in kept { tally.add(entry.weight, to: number(of: entry.term)) }
    }

    private func makeShares(_ analysis: WordAnalysis) -> [SubjectTally.Share] {
        var whole: [(lemma: String, isContent: Bool)] = []
        for (index, term) in analysis.terms.enumerated() where term.kind == .lemma {
            whole.append((term.text, index < 64 && analysis.contentTerms >> UInt64(index) & 1 == 1))
        }
        // A hyphenated lemma is indexed without its hyphen too.
        let hyphenated = whole.lazy.map(\.lemma).filter(Self.hasHyphen)
        if !hyphenated.isEmpty {
            let doubles = Set(hyphenated.map { $0.filter { $0 != "-" } })
            whole = whole.filter { !doubles.contains($0.lemma) }
        }
        var result: [SubjectTally.Share] = []
        let spread = 1 / Float(max(1, whole.count)).squareRoot()
        for (lemma, isContent) in whole where Self.maySayMuch(lemma) {
            let number = number(of: lemma)
            add(number, isContent ? spread : spread * factor(of: number), to: &result)
        }
        for term in analysis.terms where term.kind == .part && Self.maySayMuch(term.text) {
            let number = number(of: term.text)
            add(number, Self.part * factor(of: number), to: &result)
        }
        return result
    }

    private func add(_ lemma: Int, _ weight: Float, to shares: inout [SubjectTally.Share]) {
        if weight > 0 { shares.append(SubjectTally.Share(lemma: lemma, weight: weight)) }
    }

    private static func hasHyphen(_ lemma: String) -> Bool { lemma.utf8.contains(UInt8(ascii: "-")) }

    private func number(of lemma: String) -> Int {
        if let known = numbers[lemma] { return known }
        let number = tally.add(lemma)
        numbers[lemma] = number
        return number
    }

    /// The factor of a lemma's class. Voikko is asked only where something depends on it.
    private func factor(of number: Int) -> Float {
        let known = tally.factor(of: number)
        if known >= 0 { return known }
        let factor = Self.factor(of: analyser.lemmaClass(of: tally.lemma(number)))
        tally.setFactor(factor, of: number)
        return factor
    }

    private static func factor(of lemmaClass: LemmaClass) -> Float {
        switch lemmaClass {
        case .content: 1
        case .name: 0.5
        case .unknown: 0.4
        case .function: 0
        }
    }

    /// Two letters at least, and not digits alone.
    private static func maySayMuch(_ lemma: String) -> Bool {
        lemma.unicodeScalars.count > 1 && lemma.utf8.contains { !(0x30...0x39).contains($0) }
    }

    /// The weight of a part of a compound, beside the 1 of a word.
    private static let part: Float = 0.85
    /// The weight of an occurrence by its position: 1 + e^(−position/60). Past the table that is 1.
    private let places: [Float] = (0..<600).map { 1 + exp(-Float($0) / 60) }
}
