// SPDX-License-Identifier: GPL-3.0-or-later

/// A judge that knows clean Finnish words: what Voikko's dictionary accepts.
///
/// Not `Sendable`, as ``Voikko`` is not: each thread has its own.
public final class VoikkoJudge: WordJudging {
    private let voikko: Voikko

    /// A judge that asks `voikko`.
    public init(_ voikko: Voikko) {
        self.voikko = voikko
    }

    /// A judge with a Voikko handle of its own.
    ///
    /// - Throws: ``VoikkoError`` where there is no Finnish dictionary.
    public convenience init() throws(VoikkoError) {
        self.init(try Voikko())
    }

    /// True if Voikko accepts `word` as written; of a word wholly in capitals, if it accepts it in small letters or
    /// as a name. About 10 µs.
    public func isWord(_ word: String) -> Bool { Self.accepts(word, by: voikko) }

    /// True if `voikko` accepts `word` as written, or in small letters or as a name where it is wholly in capitals.
    package static func accepts(_ word: String, by voikko: Voikko) -> Bool {
        if voikko.isWord(word) { return true }
        guard word.unicodeScalars.count > 1, !word.unicodeScalars.contains(where: \.isLower) else { return false }
        let small = word.lowercased()
        return voikko.isWord(small) || voikko.isWord(small.prefix(1).uppercased() + small.dropFirst())
    }
}
