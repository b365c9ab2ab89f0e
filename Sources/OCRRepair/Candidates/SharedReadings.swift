// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

/// What repairers on several threads made of words by themselves, so that each word is decoded once.
///
/// Repairers that share must have been made of the same data and options, for these decide what is made of a word. Holds
/// the words met last; safe to use from any thread: each part has a lock of its own, held for one look-up.
public final class SharedReadings: Sendable {
    /// A part of the words; `readings` is only reached with its lock.
    private final class Part: Sendable {
        let readings: Mutex<GenerationCache<WordReading>>

        init(count: Int) { readings = Mutex(GenerationCache(count: count)) }
    }

    private static let partBits: UInt64 = 6
    private let parts: [Part]

    /// Room for `capacity` words, of about 250 bytes each.
    public init(capacity: Int = 200_000) {
        let count = 1 << Self.partBits
        parts = (0..<count).map { _ in Part(count: max(2, capacity / Int(count))) }
    }

    /// What is made of `word`, as written; nil where it is not remembered. To remember it is to set it.
    subscript(word: [Unicode.Scalar]) -> WordReading? {
        get { part(of: word).readings.withLock { $0[word] } }
        set { part(of: word).readings.withLock { $0[word] = newValue } }
    }

    private func part(of word: [Unicode.Scalar]) -> Part {
        parts[Int(truncatingIfNeeded: WordKey.hash(of: word) >> (64 - Self.partBits))]
    }
}
