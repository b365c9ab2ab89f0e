// SPDX-License-Identifier: GPL-3.0-or-later

/// A word of a text: a run without white space, less the punctuation at its edges.
struct TextWord {
    /// The word's half-open UTF-8 offsets.
    var range: Range<Int>
    /// Its characters as written.
    let scalars: [Unicode.Scalar]
    /// Its characters in lower case.
    let low: [Unicode.Scalar]
    /// True if a sentence, a line or a title may begin here, so that a capital says nothing.
    var mayBeginSentence = true
    /// Where its line begins: a UTF-8 offset that tells lines apart.
    var line = 0
    /// True if an apostrophe stands right behind it, for a vowel that verse leaves out (*siell’ on*).
    var isElided = false
    /// True if it is in capitals and has a longer word in capitals beside it: part of a title, not an abbreviation.
    var isInTitle = false

    /// True if it is part of a run too long for words: of an address, mostly, that was torn or misread.
    var isOfLongRun = false

    /// The word at `range`, of these characters.
    init(range: Range<Int>, scalars: [Unicode.Scalar], mayBeginSentence: Bool = true) {
        self.range = range
        self.scalars = scalars
        // Most words are in small letters, and need no second row.
        low = scalars.allSatisfy { $0.lowercased == $0 } ? scalars : scalars.map(\.lowercased)
        self.mayBeginSentence = mayBeginSentence
    }
}
