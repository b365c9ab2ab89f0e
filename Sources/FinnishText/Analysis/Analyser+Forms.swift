// SPDX-License-Identifier: GPL-3.0-or-later
public import Languages

extension Analyser {
    /// Every token of `text`, written and implied, by rising position.
    public func tokens(of text: String, in language: ReadingLanguage = .only(.finnish)) -> [Token] {
        tokens(of: text, in: language) { true } ?? []
    }

    /// Every token of `text`, as ``tokens(of:in:)``; nil as soon as `isWanted`, asked once a token, says that they are not
    /// wanted any more.
    public func tokens(
        of text: String, in language: ReadingLanguage = .only(.finnish), while isWanted: () -> Bool
    ) -> [Token]? {
        struct Unwanted: Error {}
        do {
            return try tokens(of: text, in: language) { () throws(Unwanted) in if !isWanted() { throw Unwanted() } }
        } catch {
            return nil
        }
    }

    private func tokens(
        of text: String, in language: ReadingLanguage, before check: () throws -> Void
    ) rethrows -> [Token] {
        var result: [Token] = []
        let utf8 = text.utf8
        try scan(text, in: language) { occurrence in
            try check()
            let start = utf8.index(utf8.startIndex, offsetBy: occurrence.range.lowerBound)
            let end = utf8.index(start, offsetBy: occurrence.range.count)
            result.append(
                Token(
                    range: occurrence.range, surface: occurrence.impliedWord ?? String(text[start..<end]),
                    kind: occurrence.kind, position: occurrence.position, lemmas: occurrence.analysis.lemmas,
                    parts: occurrence.analysis.parts, terms: occurrence.analysis.terms))
        }
        return result
    }

    /// `surface` as it is read.
    static func limited(_ surface: String) -> String { WordLimits.clipped(plainJoiners(surface)) }

    /// The form under which `word` is found.
    static func form(of word: String) -> String { Casing.lowercased(word) }

    /// Typographic hyphens and apostrophes as their ASCII likes, which dictionaries use.
    static func plainJoiners(_ word: String) -> String {
        guard word.utf8.contains(0xE2) else { return word }
        var result = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            switch scalar {
            // An en dash stands in a word only where a range of numbers begins it.
            case "\u{2010}", "\u{2011}", "\u{2013}": result.append("-")
            case "\u{2019}": result.append("'")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
