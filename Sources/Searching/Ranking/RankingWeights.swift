// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// How much each kind of evidence counts, next to 1 for the whole word.
///
/// How an occurrence counts within a document is the index's business (``Schema/Frequency``); these weigh the query.
/// They were chosen on three collections at once (questions to librarians, court decisions, single sentences): README
/// names the command that measures them. Nothing is switched by collection.
struct RankingWeights: Hashable {
    /// Lemmas that the word may be of too.
    var otherLemma = 0.3
    /// The parts of a compound of the query, shared among them.
    var queryParts = 0.6
    /// What a word of the query was derived from.
    var queryBase = 0.3
    /// Synonyms and abbreviations.
    var synonym = 0.3
    /// Stop words beside other words.
    var stopWord = 0.3
    /// Neighbouring words of the query as one compound.
    var joined = 0.5
    /// Neighbouring words of the query near each other in the document.
    var proximity = 0.3
    /// Expansion terms from the best documents, the strongest of them.
    var expansion = 0.1
    /// How many of the best documents give expansion terms.
    var expansionDocuments = 10
    /// How many expansion terms there are.
    var expansionTerms = 20

    /// BM25 (Robertson, Zaragoza 2009, equation 3.15). k1 is 1.2 times the frequency that one whole word counts.
    var scheme = Weighting.bm25(
        k1: 1.2 * Double(Schema.Frequency.lemma), k2: 0, k3: 1, b: 0.7, minimumNormalisedLength: 0.0)
}
