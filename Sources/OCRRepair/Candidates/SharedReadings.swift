// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import Synchronization

/// Readings of single words that repairers on several threads share, so that each word is decoded once.
///
/// There is a shelf for each error model and own words that repairers were made with, so that repairers with different
/// options may share one value. All must have been made of the same ``RepairData``. Safe to use from any thread. Bounded by
/// the number of words for each shelf; those not asked for lately go first.
public final class SharedReadings: Sendable {
    /// The inputs that decide what a word is read as, beside the data.
    struct Key: Hashable, Sendable {
        /// The rules of the error model.
        var rules: [ErrorModel.Rule]
        /// The words that a person vouches for.
        var words: [String]
    }

    /// The readings by one error model. Safe to use from any thread: each part has a lock of its own, held for one look-up.
    final class Shelf: Sendable {
        private let readings: SharedCache<WordKey, RepairCandidates>

        /// Room for `capacity` words.
        init(capacity: Int) { readings = SharedCache(count: capacity) }

        /// The reading of `word`, as written; nil where it is not held. Setting nil changes nothing.
        subscript(word: [Unicode.Scalar]) -> RepairCandidates? {
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

    private let capacity: Int
    private let shelves = Mutex<[Key: Shelf]>([:])

    /// Room for `capacity` words, of about 250 bytes each, on each shelf.
    public init(capacity: Int = 200_000) { self.capacity = capacity }

    /// The shelf of readings by `model` with the own words `words`; empty at first. The words' order makes no difference.
    func shelf(for model: ErrorModel, words: [String]) -> Shelf {
        let key = Key(rules: model.rules, words: words.sorted())
        return shelves.withLock { shelves in
            if let known = shelves[key] { return known }
            let shelf = Shelf(capacity: capacity)
            shelves[key] = shelf
            return shelf
        }
    }
}
