// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The weights of a document's lemmas while they are added up.
///
/// A struct, so that an owner's access to it is checked once a word and not for each of its arrays.
struct SubjectTally {
    /// The weight of a word form for one lemma. Small, for there are five of each form.
    struct Share {
        private let number: Int32
        let weight: Float

        init(lemma: Int, weight: Float) {
            number = Int32(truncatingIfNeeded: lemma)
            self.weight = weight
        }

        var lemma: Int { Int(number) }
    }

    /// A word form where it stands, by its number, and how much it counts there.
    struct Occurrence {
        var form: Int
        var factor: Float
    }

    /// The lemmas that each word form counts for, by its number: a stretch of ``shares``, unset where it was not
    /// met yet.
    private var stretches: [(start: Int32, end: Int32)] = []
    private var shares: [Share] = []
    private var lemmas: [String] = []
    /// The factor of each lemma's class, by the lemma's number; below 0 where nobody asked yet.
    private var factors: [Float] = []
    /// The weights of the document's lemmas by their numbers, and which are above 0.
    private var weights: [Float] = []
    private var used: [Int] = []

    /// True if it is known what the word form of this number counts for.
    func knows(_ form: Int) -> Bool { form < stretches.count && stretches[form].end >= 0 }

    /// The word forms of `occurrences` of which that is not known, each as often as it occurs.
    func unknownForms(among occurrences: [Occurrence]) -> [Int] {
        occurrences.lazy.map(\.form).filter { !knows($0) }
    }

    /// Counts word forms, all of which must be known.
    mutating func count(_ occurrences: [Occurrence]) {
        for occurrence in occurrences {
            let stretch = stretches[occurrence.form]
            for index in Int(stretch.start)..<Int(stretch.end) {
                let share = shares[index]
                if weights[share.lemma] == 0 { used.append(share.lemma) }
                weights[share.lemma] += share.weight * occurrence.factor
            }
        }
    }

    /// Remembers what a word form counts for.
    mutating func remember(_ new: [Share], of number: Int) {
        while stretches.count <= number { stretches.append((0, -1)) }
        let start = shares.count
        shares += new
        stretches[number] = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: shares.count))
    }

    /// Adds a lemma; answers its number.
    mutating func add(_ lemma: String) -> Int {
        lemmas.append(lemma)
        weights.append(0)
        factors.append(-1)
        return lemmas.count - 1
    }

    /// The lemma of this number.
    func lemma(_ number: Int) -> String { lemmas[number] }

    /// Adds to the weight of a lemma.
    mutating func add(_ weight: Float, to lemma: Int) {
        if weights[lemma] == 0 { used.append(lemma) }
        weights[lemma] += weight
    }

    /// The factor of a lemma's class; below 0 where nobody asked yet.
    func factor(of lemma: Int) -> Float { factors[lemma] }

    /// Says how much a lemma counts by its class.
    mutating func setFactor(_ factor: Float, of lemma: Int) { factors[lemma] = factor }

    /// The weights of the document's lemmas; begins a new document.
    mutating func takeWeights() -> [TermWeight] {
        let result = used.map { (term: lemmas[$0], weight: weights[$0]) }
        for number in used { weights[number] = 0 }
        used.removeAll(keepingCapacity: true)
        return result
    }
}
