// SPDX-License-Identifier: GPL-3.0-or-later
internal import OCRRepair
internal import SearchIndex

/// The collection's own words, looked up in the index one by one: none is held; and the errors of those who read it. For one answer
/// of a thread.
final class IndexedWords: CollectionWords {
    private let reader: IndexReader
    /// Why an answer is not whole, where it is not.
    private(set) var failure: IndexError?

    /// The words of the index that `reader` reads.
    init(_ reader: IndexReader) { self.reader = reader }

    /// The words of this skeleton.
    func words(withSkeleton skeleton: String) -> [String] {
        guard failure == nil else { return [] }
        do throws(IndexError) {
            return try reader.coinedWords(withSkeleton: skeleton)
        } catch {
            failure = error
            return []
        }
    }

    /// The errors that readers of this kind made.
    func errors(of kind: ReaderKind) -> CollectionErrors? {
        guard failure == nil else { return nil }
        do throws(IndexError) {
            return try CollectionErrors { body throws(IndexError) in
                try reader.forEachLearntReading(kind.rawValue, body)
            }
        } catch {
            failure = error
            return nil
        }
    }
}
