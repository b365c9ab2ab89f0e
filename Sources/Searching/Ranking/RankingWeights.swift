// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The weight of each kind of evidence, next to 1 for the whole word.
///
/// The weight of an occurrence within a document is the index's business (``Schema/Frequency``); these weigh the query.
/// They were chosen on three collections at once (questions to librarians, court decisions, single sentences): README
/// names the command that measures them. Nothing is switched by collection.
struct RankingWeights: Hashable {
    /// An occurrence of a lemma that the word may be of too.
    var otherLemma = 0.3
    /// An occurrence of what a word of the query was derived from.
    var queryBase = 0.1
    /// An occurrence of what a Swedish word of the query was derived from.
    var swedishBase = 0.5
    /// An occurrence of a word that is derived from one of a Swedish query, which the index counts as one twelfth.
    var swedishDerived = 6.0
    /// An occurrence of a code as the beginning of a word, as of a part of a compound.
    var longer = Double(Schema.Frequency.part) / Double(Schema.Frequency.lemma)
    /// An occurrence of a synonym or abbreviation.
    var synonym = 0.3
    /// An occurrence of another name of what the word names, mostly in another language.
    var translation = 0.5
    /// The same where no document holds the word itself, words of whose language are then found by chance; the name of a part, and
    /// one of several words, too.
    var translationForWord = 2.0
    /// The names of the parts of a compound in other languages, shared among them.
    var translatedParts = 0.5
    /// A name of several words.
    var translatedPhrase = 0.5
    /// The parts of a compound of the query, shared among them.
    var queryParts = 0.5
    /// Stop words beside other words.
    var stopWord = 0.3
    /// Neighbouring words of the query as one compound. It is to find what nothing else finds, not to outrank the
    /// words themselves: as a rare term it would.
    var joined = 0.1
    /// Neighbouring words of the query near each other in the document.
    var proximity = 0.3
    /// Expansion terms from the best documents, the strongest of them.
    var expansion = 0.1
    /// The number of the best documents that give expansion terms.
    var expansionDocuments = 15
    /// The number of expansion terms.
    var expansionTerms = 40

    /// The saturation of repeats: BM25's k1 (Robertson, Zaragoza 2009, equation 3.15), 1.2 times the frequency
    /// that one whole word counts.
    var k1 = 1.2 * Double(Schema.Frequency.lemma)
    /// The weight of a document's length: BM25's b.
    var b = 0.75
    /// A document that holds a word in compounds only, beside what it would weigh.
    var partsOnly = 0.8

    /// The formula for terms that are not words of the query.
    var scheme: Weighting { .bm25(k1: k1, k2: 0, k3: 1, b: b, minimumNormalisedLength: 0) }

    /// BM25's share of a frequency, from 0 to k1 + 1; `length` is a part of the average.
    func saturation(_ frequency: Double, length: Double) -> Double {
        frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length))
    }

    /// BM25's weight of a term that `documents` of `count` hold.
    static func rarity(_ documents: Double, of count: Double) -> Double {
        (1 + (count - documents + 0.5) / (documents + 0.5)).logarithm
    }
}
