// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Languages

/// The names of a concept that a query's words are a name of: words, and names of several words.
struct Translation {
    /// The base forms of names of one word.
    var lemmas: [String] = []
    /// Names of several words: the base forms of each.
    var phrases: [[[String]]] = []
    /// Names of the parts of a compound that is no name itself.
    var parts: [[String]] = []
    /// True if no document holds the word itself: its other names stand for it.
    var standsForWord = false

    /// True if nothing was found.
    var isEmpty: Bool { lemmas.isEmpty && phrases.isEmpty && parts.isEmpty }

    /// The words of names of parts, and of names of several words.
    var words: [String] { parts.flatMap(\.self) + phrases.flatMap(\.self).flatMap(\.self) }

    mutating func add(_ lemma: String) {
        if !lemmas.contains(lemma) { lemmas.append(lemma) }
    }
}

/// Finds the other names of what a query's words name, for an answer of a thread.
struct Translator {
    /// The longest name that is looked for, in words.
    static let longest = 4
    /// The most words of a name that takes a word's place.
    private static let longestFound = 4

    let analyser: Analyser
    let thesauri: Thesauri
    /// The languages that documents' passages are in.
    let held: Set<Language>
    /// True if some document holds the lemma.
    let isHeld: (String) -> Bool

    /// The languages in which `word` may be a name, with the keys it is looked up by. `finnish` is its reading as a Finnish
    /// word, `told` the language of the words around it.
    func keys(of word: String, _ finnish: WordAnalysis, told: Language?) -> [Language: [String]] {
        if thesauri.entries.isEmpty { return [:] }
        var languages: [Language] = Language.allCases
        if let told, told != .finnish || finnish.isKnown {
            languages = [told]
        } else if finnish.isKnown {
            languages = held.contains(.swedish) ? [.finnish, .swedish] : [.finnish]
        }
        var result: [Language: [String]] = [:]
        for language in languages {
            let reading = language == .finnish ? finnish : analyser.analysis(of: word, in: language)
            result[language] = Analyser.labelKeys(of: reading)
        }
        return result
    }

    /// The other names of the concepts that `keys` name.
    func translation(of keys: [Language: [String]]) -> Translation {
        var result = Translation()
        for language in Language.allCases {
            for key in keys[language] ?? [] { add(key, language, to: &result) }
        }
        return result
    }

    /// The other names of the concepts that words with the keys `words` are a name of together.
    func translation(ofWords words: [[Language: [String]]]) -> Translation {
        var result = Translation()
        for language in Language.allCases {
            let keys = words.compactMap { $0[language] }
            guard keys.count == words.count else { continue }
            for key in Analyser.joined(keys) { add(key, language, to: &result) }
        }
        return result
    }

    /// The names of the parts of `word`, a compound that is no name itself, and the compounds that some document holds of
    /// them.
    func parts(of word: String, in languages: some Sequence<Language>) -> Translation {
        var result = Translation()
        for language in languages where language == .swedish {
            let reading = analyser.analysis(of: word, in: language)
            guard reading.parts.count > 1 else { continue }
            let names = reading.parts.prefix(4).map { part in
                var found = Translation()
                add(part, language, to: &found)
                return found.lemmas
            }
            for found in names where !found.isEmpty { result.parts.append(found) }
            for first in names[0] {
                for last in names[1] {
                    for link in ["", "n"] where isHeld(first + link + last) { result.add(first + link + last) }
                }
            }
            if !result.isEmpty { break }
        }
        return result
    }

    private func add(_ key: String, _ language: Language, to result: inout Translation) {
        for entry in thesauri.entries
        where entry.isOfNames || entry.isOwn || language != .finnish || held.contains(where: { $0 != .finnish }) {
            for labels in entry.table.concepts(named: key, in: language) {
                for label in labels where isWanted(label, entry, from: language, key: key) { add(label, to: &result) }
            }
        }
    }

    private func isWanted(_ label: ThesaurusLabel, _ entry: Thesauri.Entry, from: Language, key: String) -> Bool {
        if label.language == from { return !analyser.labelKeys(of: label.text, in: from).contains(key) }
        return entry.isOfNames || held.contains(label.language) || held.isEmpty && label.language == .finnish
    }

    private func add(_ label: ThesaurusLabel, to result: inout Translation) {
        var words: [[String]] = []
        analyser.scan(label.text, in: .only(label.language)) { occurrence in
            if occurrence.impliedWord == nil { words.append(Analyser.labelKeys(of: occurrence.analysis)) }
        }
        if words.count == 1 {
            for lemma in words[0] { result.add(lemma) }
        } else if (2...Self.longestFound).contains(words.count), !result.phrases.contains(words) {
            result.phrases.append(words)
        }
    }
}
