// SPDX-License-Identifier: GPL-3.0-or-later

/// A search as its address says it all: a link is a saved search.
struct SearchState: Hashable, Sendable {
    /// A value of a field that hits must have.
    struct Filter: Hashable, Sendable {
        var field: String
        var value: String

        /// `maakunta:Kainuu`; nil for any other text.
        init?(_ text: String) {
            guard let colon = text.firstIndex(of: ":"), text[text.index(after: colon)...].contains(where: { $0 != " " })
            else { return nil }
            field = String(text[..<colon])
            value = String(text[text.index(after: colon)...])
            guard Facets.fields.contains(field) else { return nil }
        }

        init(_ field: String, _ value: String) {
            self.field = field
            self.value = value
        }

        var text: String { field + ":" + value }
    }

    /// The query as typed.
    var query = ""
    var filters: [Filter] = []
    /// A sort key of hakud; nil for the best first.
    var sort: String?
    /// True if a project is one hit.
    var collapses = false
    /// The number of hits before the page.
    var offset = 0

    /// The hits of a page.
    static let pageSize = 10
    /// The keys that hits can be sorted by.
    static let sortKeys = ["-vuosi", "vuosi", "-rahoitus", "rahoitus", "alkaa", "päättyy", "otsikko", "-muokattu"]
    private static let mostFilters = 40

    init() {}

    /// The search that an address asks for. What is no search is left out.
    init(_ form: FormQuery) {
        query = form.query
        filters = Array(form.values(of: "f").compactMap { Filter($0) }.prefix(Self.mostFilters))
        // The years of the form: from, to.
        let from = Self.year(form["v1"])
        let to = Self.year(form["v2"])
        if from != nil || to != nil {
            filters.removeAll { $0.field == "vuosi" && $0.value.contains("..") }
            filters.append(Filter("vuosi", (from ?? "") + ".." + (to ?? "")))
        }
        sort = form["sort"].flatMap { Self.sortKeys.contains($0) ? $0 : nil }
        collapses = form["yksi"] == "1"
        offset = min(max(Int(form["alku"] ?? "") ?? 0, 0), 9_990)
    }

    private static func year(_ text: String?) -> String? {
        text.flatMap { Int($0) }.flatMap { (1900...2100).contains($0) ? String($0) : nil }
    }

    /// The query of its address.
    var form: FormQuery {
        var form = FormQuery()
        form.add("q", query)
        for filter in filters { form.add("f", filter.text) }
        form.add("sort", sort ?? "")
        form.add("yksi", collapses ? "1" : "")
        form.add("alku", offset > 0 ? String(offset) : "")
        return form
    }

    /// Its address below the root.
    var address: String { "/?" + form.text }

    /// The search with `change` made, from its first page.
    func with(_ change: (inout SearchState) -> Void) -> SearchState {
        var state = self
        state.offset = 0
        change(&state)
        return state
    }

    /// True if nothing is asked for.
    var isEmpty: Bool { query.isEmpty && filters.isEmpty }

    /// The query for hakud: what was typed, and a filter for each field; values of one field are alternatives.
    ///
    /// What was typed comes first and as it is, so that columns of errors are those of the field.
    func hakudQuery(without field: String? = nil) -> String {
        var parts = query.isEmpty ? [] : [query]
        var fields: [String] = []
        for filter in filters where filter.field != field && !fields.contains(filter.field) {
            fields.append(filter.field)
        }
        for name in fields {
            let values = filters.filter { $0.field == name }.map { name + ":" + Self.quoted($0.value) }
            parts.append(values.count == 1 ? values[0] : "+(" + values.joined(separator: " OR ") + ")")
        }
        return parts.joined(separator: " ")
    }

    private static func quoted(_ value: String) -> String {
        if value.contains(".."), value.allSatisfy({ $0.isNumber || $0 == "." }) { return value }
        return "\"" + value.filter { $0 != "\"" && $0 != "\\" } + "\""
    }
}

extension String {
    /// The text without spaces around it.
    var trimmingSpaces: String { String(self[...].trimmed) }
}
