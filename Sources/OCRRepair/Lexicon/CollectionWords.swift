// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The knowledge that a collection's documents have for one another: the words that its clean documents have and no dictionary does
/// (*Honkimäenkuja*, a project's coined name), and the errors of those who read the others.
public protocol CollectionWords {
    /// The words, in lower case, that share a skeleton (``WordSkeleton``).
    func words(withSkeleton skeleton: String) -> [String]
    /// The errors that its badly read documents show; nil where they show too few.
    func errors(of kind: ReaderKind) -> CollectionErrors?
}

extension CollectionWords {
    /// Nil: none is known.
    public func errors(of kind: ReaderKind) -> CollectionErrors? { nil }
}

extension (any CollectionWords)? {
    /// True if the collection may have what `word` was.
    func holds(_ word: TextWord) -> Bool {
        guard let self, let skeleton = WordSkeleton.of(word.scalars) else { return false }
        return !self.words(withSkeleton: skeleton).isEmpty
    }
}
