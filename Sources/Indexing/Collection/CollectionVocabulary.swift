// SPDX-License-Identifier: GPL-3.0-or-later
public import OCRRepair
public import SearchIndex
internal import Synchronization

/// The words of an index's collection, and the errors of those who read it, as they stood when they were first asked for, for all
/// threads of a run.
///
/// Read when a damaged word first asks for them: a run over clean documents never does.
public final class CollectionVocabulary: CollectionWords, Sendable {
    /// The most words that are held, some 150 bytes each. Of more, those that stand in the most documents.
    private static let most = 200_000

    private let folder: IndexFolder
    private let words = Mutex<[String: [String]]?>(nil)
    private let errors = Mutex<[ReaderKind: CollectionErrors?]>([:])

    /// The words of the index in `folder`; none where it cannot be read.
    public init(folder: IndexFolder) { self.folder = folder }

    /// The words of this skeleton.
    public func words(withSkeleton skeleton: String) -> [String] { loaded { $0[skeleton] ?? [] } }

    /// The errors that readers of this kind made.
    public func errors(of kind: ReaderKind) -> CollectionErrors? {
        errors.withLock { errors in
            if let known = errors[kind] { return known }
            let read = (try? Self.readErrors(folder, kind)) ?? nil
            errors[kind] = .some(read)
            return read
        }
    }

    private static func readErrors(_ folder: IndexFolder, _ kind: ReaderKind) throws -> CollectionErrors? {
        try IndexReader(folder: folder).retrying { reader in
            try CollectionErrors { body throws(IndexError) in try reader.forEachLearntReading(kind.rawValue, body) }
        }
    }

    /// Reads words and errors now, before the index changes.
    func load() {
        loaded { _ in }
        for kind in ReaderKind.allCases { _ = errors(of: kind) }
    }

    private func loaded<R: Sendable>(_ body: ([String: [String]]) -> R) -> R {
        words.withLock { words in
            let known = words ?? ((try? Self.read(folder)) ?? [:])
            words = known
            return body(known)
        }
    }

    private static func read(_ folder: IndexFolder) throws -> [String: [String]] {
        try IndexReader(folder: folder).retrying { reader in
            // How many words stand in so many documents, to know from where on they fit.
            var counts = [Int](repeating: 0, count: 64)
            try reader.forEachCoinedWord { _, _, documents in
                counts[min(documents, counts.count - 1)] += 1
                return true
            }
            var least = 0
            while least < counts.count - 1, counts[least...].reduce(0, +) > most { least += 1 }
            var words: [String: [String]] = [:]
            var count = 0
            try reader.forEachCoinedWord { skeleton, word, documents in
                if documents >= least {
                    words[skeleton, default: []].append(word)
                    count += 1
                }
                return count < most
            }
            return words
        }
    }
}
