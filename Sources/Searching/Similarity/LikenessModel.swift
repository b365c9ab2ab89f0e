// SPDX-License-Identifier: GPL-3.0-or-later

/// How documents are weighed against each other: the cosine of TF-IDF vectors over lemmas and compound parts, in two
/// passes. The second asks for what is like the document and like those nearest to it (Rocchio 1971).
///
/// The constants were chosen on questions to librarians, whose subject headings tell which are alike.
enum LikenessModel {
    /// How many terms of the document find its candidates.
    static let queryTerms = 80
    /// How many terms find those of the second pass.
    static let secondQueryTerms = 100
    /// How many candidates of a pass are compared in full.
    static let compared = 300
    /// How many of the nearest documents draw the second pass to them.
    static let neighbours = 20
    /// How many terms of the document so drawn are kept where all documents are compared: the others weigh next to
    /// nothing.
    static let drawnTerms = 800
    /// How far they do, next to 1 for the document itself.
    static let pull: Float = 0.6

    /// Weights are raised to this power, which lets the few telling words count more.
    private static let sharpness = 1.2
    /// From this many documents on, a term in over half of them says nothing.
    private static let large = 50
    /// From this many on, one in over three quarters of them does not: a form's headings, a funder's phrases.
    private static let handful = 4

    /// How much a term says that `documents` of `total` documents hold.
    ///
    /// The logarithm is smoothed so that two documents that are all there is are still alike.
    /// A term of one document ties it to no other.
    static func rarity(documents: Int, of total: Int) -> Double {
        guard documents >= 2 else { return 0 }
        guard total < large || documents * 2 <= total else { return 0 }
        guard total < handful || documents * 4 <= total * 3 else { return 0 }
        return max(0, ((Double(total) + 0.6) / (Double(documents) + 0.5)).logarithm)
    }

    /// How much a term says that `documents` of `total` documents hold in one field. There all that is said is of the
    /// subject, so that what is common says little, but something.
    static func rarityInField(documents: Int, of total: Int) -> Double {
        guard documents >= 2 else { return 0 }
        return (1 + (Double(max(total, documents)) + 0.6) / (Double(documents) + 0.5)).logarithm
    }

    /// The weight of a term before its vector is scaled to unit length.
    static func weight(frequency: Double, rarity: Double) -> Double {
        frequencySharpened(frequency) * rarity.power(sharpness)
    }

    /// The factor of ``weight(frequency:rarity:)`` that the frequency makes.
    static func frequencySharpened(_ frequency: Double) -> Double { (1 + frequency).logarithm.power(sharpness) }

    /// The factor of ``weight(frequency:rarity:)`` that the rarity makes.
    static func raritySharpened(documents: Int, of total: Int) -> Double {
        rarity(documents: documents, of: total).power(sharpness)
    }
}

/// A document, or a mixture of some, as numbered terms and their weights; of unit length unless it is empty.
struct LikenessVector {
    struct Entry {
        var term: Int32
        var weight: Float
    }

    /// Each term once, in no order.
    let entries: [Entry]

    /// The vector of unit length in the direction of `entries`.
    init(scaling entries: [Entry]) {
        let norm = entries.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        guard norm > 0 else {
            self.entries = []
            return
        }
        self.entries = entries.map { Entry(term: $0.term, weight: $0.weight / norm) }
    }

    /// The vector of `entries`, which is of unit length already.
    init(unit entries: [Entry]) { self.entries = entries }

    /// The `count` terms of the greatest weights, the greatest first.
    func strongest(_ count: Int) -> [Entry] {
        Array(entries.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(count))
    }

    /// The vector of unit length in the direction of the sum of `parts`, each of them as long as its share says.
    static func mixture(_ parts: [(vector: LikenessVector, share: Float)]) -> LikenessVector {
        var sums: [Int32: Float] = [:]
        for part in parts {
            for entry in part.vector.entries { sums[entry.term, default: 0] += entry.weight * part.share }
        }
        // The order of a dictionary differs from run to run; sums of floats must not.
        let entries = sums.map { Entry(term: $0.key, weight: $0.value) }.sorted { $0.term < $1.term }
        return LikenessVector(scaling: entries)
    }
}

/// A vector laid out by its terms' numbers, to be compared with many.
struct LikenessProbe {
    private var weights: [Float]

    /// `vector` laid out, where terms have numbers below `terms`.
    init(_ vector: LikenessVector, terms: Int) {
        weights = [Float](repeating: 0, count: terms)
        for entry in vector.entries { weights[Int(entry.term)] = entry.weight }
    }

    /// The cosine of the angle to `other`.
    func cosine(_ other: LikenessVector) -> Double {
        var sum: Float = 0
        for entry in other.entries where Int(entry.term) < weights.count {
            sum += weights[Int(entry.term)] * entry.weight
        }
        return Double(sum)
    }

    /// The terms of both with what they add to the cosine, those that tie them most first.
    func shared(with other: LikenessVector) -> [(term: Int32, product: Float)] {
        var terms: [(term: Int32, product: Float)] = []
        // Terms that were numbered after the probe was laid out are not in it.
        for entry in other.entries where Int(entry.term) < weights.count && weights[Int(entry.term)] > 0 {
            terms.append((entry.term, weights[Int(entry.term)] * entry.weight))
        }
        return terms.sorted { ($1.product, $0.term) < ($0.product, $1.term) }
    }
}
