// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// The kinds of words by lemma, remembered: each look-up by Voikko takes 10–50 µs.
final class WordKindCache {
    /// The most words, about 100 bytes each.
    private static let most = 20_000

    private let analyser: Analyser
    private var known = GenerationalCache<String, WordKinds>(count: most)

    init(_ analyser: Analyser) { self.analyser = analyser }

    /// The kinds of `lemma`, a base form; a verbal noun in *-minen*, which no dictionary lists, is a nominal.
    func kinds(of lemma: String) -> WordKinds {
        if let kinds = known[lemma] { return kinds }
        var kinds = analyser.wordKinds(of: lemma)
        if kinds.isEmpty, lemma.hasSuffix("minen"), analyser.analysis(of: lemma).lemmas.first == lemma {
            kinds = .nominal
        }
        known[lemma] = kinds
        return kinds
    }
}
