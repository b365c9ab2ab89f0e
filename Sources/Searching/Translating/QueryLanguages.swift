// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Languages
internal import SearchIndex

/// Reads the words of queries in the languages that the index holds.
struct QueryLanguages {
    let analyser: Analyser
    /// The languages that documents' passages are in.
    let held: Set<Language>

    /// The language of a query's words side by side; nil where it cannot be told.
    func told(_ text: String) -> Language? { analyser.language(of: text) }

    /// The language in which the words of a query are read first, where they are of the language `told`.
    func reading(_ told: Language?) -> Language { told.flatMap { held.contains($0) ? $0 : nil } ?? .finnish }

    /// The reading of a word that stands at `occurrence` of a scan in the language `told`, or in Finnish.
    func analysis(of word: String, _ occurrence: Occurrence, told: Language?) -> WordAnalysis {
        guard occurrence.kind == .word || occurrence.kind == .implied, reading(told) == .finnish,
            held.contains(where: { $0 != .finnish })
        else { return occurrence.analysis }
        return analyser.analysis(of: word, among: held, told: told)
    }
}

extension Searcher {
    /// Reads queries in the languages of the index. A few look-ups for each state of the index.
    func queryLanguages() throws -> QueryLanguages {
        if let known = cache.languages { return QueryLanguages(analyser: analyser, held: known) }
        var held: Set<Language> = []
        let names = TermNames(field: .kieli)
        for language in Language.allCases {
            // As the field's value was indexed.
            if try reader.documentFrequency(of: names.form(language.rawValue)) > 0 { held.insert(language) }
        }
        cache.languages = held
        return QueryLanguages(analyser: analyser, held: held)
    }
}
