// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching

/// Analyses of word forms, and classes of lemmas, that analysers of several threads share, so that each form is read once.
///
/// Safe to use from any thread. Bounded by the number of forms and of lemmas; those not asked for lately go first.
public final class SharedWords: Sendable {
    private let analyses: SharedCache<String, WordAnalysis>
    private let classes: SharedCache<String, LemmaClass>

    /// Room for `capacity` word forms, about 500 bytes each.
    public init(capacity: Int = 500_000) {
        analyses = SharedCache(count: capacity)
        // Few are asked for: one lock does.
        classes = SharedCache(count: capacity, partBits: 0)
    }

    func analysis(of form: String, hash: UInt64) -> WordAnalysis? { analyses.value(for: form, hash: hash) }

    func insert(_ analysis: WordAnalysis, of form: String, hash: UInt64) {
        analyses.insert(analysis, for: form, hash: hash)
    }

    func lemmaClass(of lemma: String) -> LemmaClass? { classes.value(for: lemma, hash: 0) }

    func insert(_ lemmaClass: LemmaClass, of lemma: String) { classes.insert(lemmaClass, for: lemma, hash: 0) }

    /// Removes everything, which takes a while: a tenth of a second for 100,000 forms.
    public func removeAll() {
        analyses.removeAll()
        classes.removeAll()
    }
}
