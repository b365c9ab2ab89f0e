// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The weighing of documents against each other: the cosine of TF-IDF vectors over lemmas and compound parts, in two
/// passes. The second asks for what is like the document and like those nearest to it (Rocchio 1971).
///
/// The constants were chosen on questions to librarians, whose subject headings tell which are alike.
package enum SimilarityModel {
    /// The number of terms of the document that find its candidates, and of those that find the candidates of the second pass.
    package static let queryTerms = 80, secondQueryTerms = 100
    /// The number of candidates of a pass that are compared in full.
    package static let compared = 300
    /// The number of the nearest documents that draw the second pass to them.
    package static let neighbours = 20
    /// The number of terms of the document so drawn that are kept where all documents are compared: the others weigh next to
    /// nothing.
    package static let drawnTerms = 800
    /// The share of the neighbours in the second pass, next to 1 for the document itself.
    package static let pull: Float = 0.6

    /// Weights are raised to this power, which lets the few telling words count more.
    private static let sharpness = 1.2
    /// From this many documents on, a term in over half of them says nothing.
    private static let large = 50
    /// From this many on, one in over three quarters of them does not: a form's headings, a funder's phrases.
    private static let handful = 4

    /// The weight of a term that `documents` of `total` documents hold.
    ///
    /// The logarithm is smoothed so that two documents that are all there is are still alike.
    /// A term of one document ties it to no other.
    package static func rarity(documents: Int, of total: Int) -> Double {
        guard documents >= 2 else { return 0 }
        guard total < large || documents * 2 <= total else { return 0 }
        guard total < handful || documents * 4 <= total * 3 else { return 0 }
        return max(0, log((Double(total) + 0.6) / (Double(documents) + 0.5)))
    }

    /// The weight of a term that `documents` of `total` documents hold in one field. There all that is said is of the
    /// subject, so that what is common says little, but something.
    package static func rarityInField(documents: Int, of total: Int) -> Double {
        guard documents >= 2 else { return 0 }
        return log(1 + (Double(max(total, documents)) + 0.6) / (Double(documents) + 0.5))
    }

    /// The weight of a term before its vector is scaled to unit length.
    package static func weight(frequency: Double, rarity: Double) -> Double {
        frequencySharpened(frequency) * pow(rarity, sharpness)
    }

    /// The factor of ``weight(frequency:rarity:)`` that the frequency makes.
    package static func frequencySharpened(_ frequency: Double) -> Double { pow(log(1 + frequency), sharpness) }

    /// The factor of ``weight(frequency:rarity:)`` that the rarity makes.
    package static func raritySharpened(documents: Int, of total: Int) -> Double {
        pow(rarity(documents: documents, of: total), sharpness)
    }
}
