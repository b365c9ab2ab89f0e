// SPDX-License-Identifier: GPL-3.0-or-later
internal import Sayings
internal import SearchIndex

/// The field that a comparison looks at, and the documents it leaves out.
struct SimilarityFilter {
    /// The one field to compare by; nil is all of the document.
    var field: QueryField?
    /// Documents that are no candidates.
    var excluded: Set<UInt32> = []
    /// Documents that match these are no candidates either.
    var unwanted: [IndexQuery] = []

    /// The fields that are running text or names, which can be compared.
    static let comparable: [QueryField] = [
        .otsikko, .toteuttaja, .kumppani, .rahoittaja, .kohderyhmä, .tausta, .tavoite, .toimintatapa, .tuotos, .tulos,
        .levittäminen, .huomiot, .kunta, .maakunta,
    ]

    /// The comparable field called `name`, in any case, with or without dots.
    ///
    /// - Throws: ``SearchError/Code/syntax`` where there is none.
    static func field(_ name: String) throws -> QueryField {
        if let field = QueryField(name: name.unicodeScalars), comparable.contains(field) { return field }
        let names = comparable.map(\.rawValue).joined(separator: ", ")
        throw SearchError(.syntax, "Documents cannot be compared by \"\(name)\", but by one of \(names).")
    }

    /// `query` without what is left out.
    func narrowing(_ query: IndexQuery) -> IndexQuery {
        unwanted.isEmpty ? query : .andNot(query, unwanted.count == 1 ? unwanted[0] : .or(unwanted))
    }
}
