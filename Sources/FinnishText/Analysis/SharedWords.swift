// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// Words that the analysers of several threads have read, so that each form is read once.
///
/// Holds the words met last, `capacity` at most: where half as many new ones have come, those that were not asked for
/// meanwhile are dropped.
public final class SharedWords: Sendable {
    private let analyses: [Stripe<WordAnalysis>]
    private let classes: Stripe<LemmaClass>

    /// Room for `capacity` word forms, about 500 bytes each.
    public init(capacity: Int = 500_000) {
        let count = 64
        analyses = (0..<count).map { _ in Stripe(capacity: max(2, capacity / count)) }
        classes = Stripe(capacity: capacity)
    }

    func analysis(of form: String, hash: UInt64) -> WordAnalysis? {
        analyses[Int(truncatingIfNeeded: hash >> 40) & 63].value(of: form)
    }

    func remember(_ analysis: WordAnalysis, of form: String, hash: UInt64) {
        analyses[Int(truncatingIfNeeded: hash >> 40) & 63].remember(analysis, of: form)
    }

    /// Forgets everything, which takes a while: a tenth of a second for 100,000 forms.
    public func forget() {
        for stripe in analyses { stripe.forget() }
        classes.forget()
    }

    func lemmaClass(of lemma: String) -> LemmaClass? { classes.value(of: lemma) }
    func remember(_ lemmaClass: LemmaClass, of lemma: String) { classes.remember(lemmaClass, of: lemma) }
}

/// A part of what is shared, with a lock of its own.
private final class Stripe<Value: Sendable>: Sendable {
    private struct Contents {
        var young: [String: Value] = [:]
        var old: [String: Value] = [:]
    }

    private let contents = Mutex(Contents())
    private let half: Int

    init(capacity: Int) { half = capacity / 2 }

    func value(of key: String) -> Value? {
        contents.withLock { contents in
            if let value = contents.young[key] { return value }
            guard let value = contents.old[key] else { return nil }
            add(value, of: key, to: &contents)
            return value
        }
    }

    func remember(_ value: Value, of key: String) { contents.withLock { add(value, of: key, to: &$0) } }

    func forget() {
        // Let go of outside the lock.
        let old = contents.withLock { contents in
            defer { contents = Contents() }
            return contents
        }
        _ = old
    }

    private func add(_ value: Value, of key: String, to contents: inout Contents) {
        if contents.young.count >= half {
            contents.old = contents.young
            contents.young = [:]
        }
        contents.young[key] = value
    }
}
