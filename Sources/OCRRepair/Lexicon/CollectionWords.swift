// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The words that a collection's clean documents have and no dictionary does: *Honkimäenkuja*, a project's coined name.
public protocol CollectionWords {
    /// The words, in lower case, that share a skeleton (``WordSkeleton``).
    func words(withSkeleton skeleton: String) -> [String]
}

extension (any CollectionWords)? {
    /// True if the collection may have what `word` was.
    func holds(_ word: TextWord) -> Bool {
        guard let self, let skeleton = WordSkeleton.of(word.scalars) else { return false }
        return !self.words(withSkeleton: skeleton).isEmpty
    }
}
