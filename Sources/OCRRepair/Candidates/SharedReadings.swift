// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching

/// Readings of single words that repairers on several threads share, so that each word is decoded once.
///
/// Repairers that share must have been made of the same data and options, for these decide what a word is read as. Safe
/// to use from any thread. Bounded by the number of words; those not asked for lately go first.
public final class SharedReadings: Sendable {
    private let readings: SharedCache<WordKey, WordReading>

    /// Room for `capacity` words, of about 250 bytes each.
    public init(capacity: Int = 200_000) { readings = SharedCache(count: capacity) }

    /// The reading of `word`, as written; nil where it is not held. Setting nil changes nothing.
    subscript(word: [Unicode.Scalar]) -> WordReading? {
        get {
            let key = WordKey(word: word)
            return readings.value(for: key, hash: key.hash)
        }
        set {
            guard let newValue else { return }
            let key = WordKey(word: word)
            readings.insert(newValue, for: key, hash: key.hash)
        }
    }
}
