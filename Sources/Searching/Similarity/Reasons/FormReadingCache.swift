// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// Readings of words as written, remembered for naming what ties documents: the same forms stand in most documents
/// of a collection, many more of them than an analyser remembers. It holds for one state of the index.
final class FormReadingCache {
    /// A word as written.
    final class Reading {
        /// The lemmas that the index has it under as a word of its own.
        let terms: [String]
        /// Its lemmas as a dictionary writes them.
        let lemmas: [String]
        /// The likeliest of ``lemmas``; nil until that was asked, and nothing where there is none.
        var likeliest: String??

        init(_ analysis: WordAnalysis) {
            terms = analysis.terms.filter { $0.kind == .lemma || $0.kind == .guess }.map(\.text)
            lemmas = analysis.lemmas
        }
    }

    /// The most words, about 200 bytes each.
    private static let most = 30_000

    private var known = GenerationalCache<String, Reading>(count: most)

    /// The reading of `form`, in lower case, which `analyser` reads where it is new.
    func reading(of form: String, _ analyser: Analyser) -> Reading {
        if let reading = known[form] { return reading }
        let reading = Reading(analyser.analysis(of: form))
        known[form] = reading
        return reading
    }
}
