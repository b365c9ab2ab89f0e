// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText
internal import NIOConcurrencyHelpers
internal import SearchIndex

/// Where words begin in the texts of one state of an index that were shown lately, by document number; for all threads of
/// a process.
final class TextLandmarks: Sendable {
    /// The most landmarks, 4 bytes each: of some thousand long documents.
    private static let most = 4_000_000
    private static let shared = StateCache<TextLandmarks>()

    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private let texts = NIOLockedValueBox(WeightedCache<UInt32, WordLandmarks>(cost: most))

    /// The landmarks of `document`; nil where they are not known.
    subscript(document: UInt32) -> WordLandmarks? { texts.withLockedValue { $0.value(for: document) } }

    /// Keeps the landmarks of `document`.
    func keep(_ landmarks: WordLandmarks, of document: UInt32) {
        texts.withLockedValue { $0.insert(landmarks, for: document, cost: landmarks.count + 16) }
    }

    /// The landmarks in the texts of what `reader` reads.
    static func landmarks(for reader: IndexReader) throws(IndexError) -> TextLandmarks {
        try shared.value(for: reader) { (_) throws(IndexError) in TextLandmarks() }
    }

    /// Lets go the landmarks of indexes that nobody asked about in the last `time`, where they take more than `bytes`;
    /// returns their number.
    static func forget(unusedFor time: Duration, over bytes: Int) -> Int {
        shared.forget(unusedFor: time) { $0.texts.withLockedValue(\.count) > bytes / 1_000 }
    }
}
