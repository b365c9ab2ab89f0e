// SPDX-License-Identifier: GPL-3.0-or-later
public import Languages

extension Analyser {
    /// The most readings of a word, and of a label, that it is looked up by.
    private static let mostReadings = 3
    private static let mostKeys = 8

    /// The keys under which the label `text` of a thesaurus is found: the base forms of its words.
    public func labelKeys(of text: String, in language: Language) -> [String] {
        var words: [[String]] = []
        scan(text, in: .only(language)) { occurrence in
            if occurrence.impliedWord == nil { words.append(Self.labelKeys(of: occurrence.analysis)) }
        }
        return Self.joined(words)
    }

    /// The keys of a word of a label.
    public static func labelKeys(of analysis: WordAnalysis) -> [String] {
        let lemmas = analysis.terms.filter { $0.kind == .lemma }.prefix(mostReadings).map(\.text)
        return lemmas.isEmpty ? analysis.terms.filter { $0.kind == .form }.map(\.text) : lemmas
    }

    /// The keys of a label of words that have the keys `words`, some at least.
    public static func joined(_ words: [[String]]) -> [String] {
        guard var keys = words.first else { return [] }
        for word in words.dropFirst() {
            keys = Array(keys.flatMap { key in word.map { key + " " + $0 } }.prefix(mostKeys))
        }
        return keys
    }
}
