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
/// How rare a lemma is depends on the other documents, so that is the reader's business. One belongs to one thread.
final class SubjectWeigher {
    /// How many lemmas of a document are kept.
    static let mostTerms = 400

    private struct Share {
        var lemma: Int
        var weight: Float
    }

    private let analyser: Analyser
    /// What each word form counts for, by its number: a stretch of ``shares``, unset where it was not met yet.
    private var stretches: [(start: Int32, end: Int32)] = []
    private var shares: [Share] = []
    private var lemmas: [String] = []
    private var numbers: [String: Int] = [:]
    /// How much each lemma counts by its class, by its number.
    private var factors: [Float] = []
    private var epoch: Int
    /// The weights of the document's lemmas by their numbers, and which are above 0.
    private var weights: [Float] = []
    private var used: [Int] = []

    init(analyser: Analyser) {
        self.analyser = analyser
        epoch = analyser.epoch
    }

    /// Counts a word of the document, `times` as much as others.
    func count(_ word: WordPlace, times: Float) {
        guard times > 0, word.kind != .number, word.kind != .address else { return }
        if epoch != analyser.epoch { startAnew() }
        let factor = times * (word.position < places.count ? places[word.position] : 1)
        for index in stretch(of: word.number) {
            let share = shares[index]
            if weights[share.lemma] == 0 { used.append(share.lemma) }
            weights[share.lemma] += share.weight * factor
        }
    }

    /// The weights of the document's heaviest lemmas; begins a new document.
    func takeWeights() -> [TermWeight] {
        var result = used.map { TermWeight(lemmas[$0], weights[$0]) }
        for number in used { weights[number] = 0 }
        used.removeAll(keepingCapacity: true)
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
        stretches.removeAll(keepingCapacity: true)
        shares.removeAll(keepingCapacity: true)
        // A text's own words may have begun the memory anew: what was counted of it stays.
        let kept = used.map { TermWeight(lemmas[$0], weights[$0]) }
        lemmas.removeAll()
        numbers.removeAll()
        factors.removeAll()
        weights.removeAll()
        used.removeAll()
        for entry in kept {
            let number = number(of: entry.term)
            weights[number] = entry.weight
            used.append(number)
        }
    }

    private func stretch(of number: Int) -> Range<Int> {
        while stretches.count <= number { stretches.append((0, -1)) }
        if stretches[number].end < 0 {
            let start = shares.count
            shares += makeShares(analyser.analysis(number))
            stretches[number] = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: shares.count))
        }
        return Int(stretches[number].start)..<Int(stretches[number].end)
    }

    private func makeShares(_ analysis: WordAnalysis) -> [Share] {
        var whole = analysis.terms.filter { $0.kind == .lemma }.map(\.text)
        // A hyphenated lemma is indexed without its hyphen too.
        let doubles = Set(whole.filter { $0.contains("-") }.map { $0.filter { $0 != "-" } })
        whole.removeAll { doubles.contains($0) }
        let spread = 1 / Float(max(1, whole.count)).squareRoot()
        let parts = analysis.terms.filter { $0.kind == .part }.map(\.text)
        var result: [Share] = []
        for (lemma, weight) in whole.map({ ($0, spread) }) + parts.map({ ($0, Self.part) }) {
            guard Self.maySayMuch(lemma) else { continue }
            let number = number(of: lemma)
            let weight = weight * factors[number]
            if weight > 0 { result.append(Share(lemma: number, weight: weight)) }
        }
        return result
    }

    private func number(of lemma: String) -> Int {
        if let known = numbers[lemma] { return known }
        let number = lemmas.count
        numbers[lemma] = number
        lemmas.append(lemma)
        weights.append(0)
        factors.append(Self.factor(of: analyser.lemmaClass(of: lemma)))
        return number
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

    /// How much a part of a compound counts beside the 1 of a word.
    private static let part: Float = 0.85
    /// What an occurrence counts by its position: 1 + e^(−position/60). Past the table that is 1.
    private let places: [Float] = (0..<600).map { 1 + exp(-Float($0) / 60) }
}
