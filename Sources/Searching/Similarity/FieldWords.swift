// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import FinnishText
internal import SearchIndex

/// The words of a field of a document, for comparing.
enum FieldWords {
    /// The lemmas of the values of `field`, by name, and how often each counts: parts of compounds a little less.
    static func lemmas(
        of field: QueryField, in record: StoredDocument, _ analyser: Analyser
    ) -> [(lemma: String, frequency: Double)] {
        var counts: [String: Double] = [:]
        for text in record.values(of: field) {
            analyser.scan(text) { occurrence in
                guard occurrence.kind != .number, occurrence.kind != .address else { return }
                if StopWords.contains(occurrence.analysis.lemmas.map { $0.lowercased() }) { return }
                let lemmas = occurrence.analysis.terms.filter { $0.kind == .lemma }
                let share = 1 / Double(max(1, lemmas.count)).squareRoot()
                for term in lemmas { counts[term.text, default: 0] += share }
                for term in occurrence.analysis.terms where term.kind == .part { counts[term.text, default: 0] += 0.85 }
            }
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension StoredDocument {
    /// The document's values of `field`, as SHOW gives them.
    func values(of field: QueryField) -> [String] {
        switch field {
        case .laji: [kind]
        case .otsikko: [title]
        case .tiedosto, .kansio, .muokattu: fileValues(of: field)
        default: fields.filter { $0.name == field.rawValue }.map(\.value)
        }
    }
}
