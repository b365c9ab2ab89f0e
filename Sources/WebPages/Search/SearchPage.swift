// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The page of a search.
struct SearchPage {
    /// Fields that a hit shows.
    static let shownFields = ["laji", "vuosi", "kunta", "maakunta", "rahoitus"]

    let page: PageRequest
    let state: SearchState

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        async let facets = Facets(of: state, from: page.hakud)
        let reply = try await Self.search(state, limit: SearchState.pageSize, page.hakud)
        let matches = reply.value("matches")?.asInteger ?? 0
        let shown = state.query.isEmpty ? state.filters.map(\.value).joined(separator: ", ") : state.query
        let count = page.number(matches)
        let told = reply["exact"] == "no" ? page.text("hitAbout", count) : count
        let heading =
            matches == 0
            ? page.text("noHits", shown) : page.text("hitCount", told, shown)
        var values = page.values(title: heading + " – haku", query: state.query)
        let facetValues = FacetValues(page: page, state: state)
        values["heading"] = heading
        values["kept"] = facetValues.kept()
        values["notes"] = page.notes(of: reply) + (matches == 0 ? [page.text("noHitsHelp")] : [])
        if let corrected = reply["corrected"] {
            values["corrected"] = ["text": corrected, "address": state.with { $0.query = corrected }.address]
        }
        addChips(to: &values)
        values["first"] = String(state.offset + 1)
        values["hits"] = reply.rows.map(hit)
        values["sorts"] =
            [["key": "", "name": page.text("sortBest"), "isChosen": state.sort == nil]]
            + SearchState.sortKeys.map {
                ["key": $0, "name": page.text("sort" + $0), "isChosen": state.sort == $0] as [String: Any]
            }
        values["collapses"] = state.collapses
        addPages(matches, to: &values)
        let form = state.with { _ in }.form.text
        values["csv"] = "/haku.csv?" + form
        values["json"] = "/api/search?" + form
        values["feed"] = "/uutta.atom?" + form
        values["map"] = "/kartta?" + form
        values["timeline"] = "/aikajana?" + form
        values["facets"] = facetValues.values(try await facets)
        return values
    }

    /// Asks for the hits of `state`.
    static func search(
        _ state: SearchState, limit: Int, snippets: Bool = true, _ hakud: Hakud
    ) async throws -> Reply {
        var options = [("limit", String(limit)), ("fields", shownFields.joined(separator: ","))]
        if state.offset > 0 { options.append(("offset", String(min(state.offset, 10_000 - limit)))) }
        if let sort = state.sort { options.append(("sort", sort)) }
        if state.collapses { options.append(("collapse", "project")) }
        if !snippets { options.append(("snippet", "no")) }
        return try await hakud.ask(.search, options, state.hakudQuery())
    }

    private func hit(_ row: Row) -> [String: Any] {
        let id = row["id"]
        var facts = Self.shownFields.compactMap { name -> String? in
            let values = row.list(name)
            if values.isEmpty { return nil }
            if name == "vuosi" { return Self.years(values) }
            if name == "rahoitus" { return values.first.map { page.shown($0, of: name) } }
            return values.prefix(3).joined(separator: ", ") + (values.count > 3 ? " …" : "")
        }
        if let number = row.number("page") { facts.append(page.text("page").lowercased() + " \(Int(number))") }
        if !row[RowKind.cell].isEmpty { facts.append(row[RowKind.cell]) }
        let snippet = MarkedText.pieces(row, "snippet")
        let title = row["title"]
        var values: [String: Any] = [
            "title": title.isEmpty ? id : title, "id": id, "facts": facts.joined(separator: " · "), "snippet": snippet,
            "hasSnippet": !snippet.isEmpty, "address": Addresses.paper(id, marking: state.query),
            "similar": Addresses.similar(to: id),
            "copies": row.list("copies"), "hasCopies": !row.list("copies").isEmpty,
        ]
        if !page.site.documents.isEmpty {
            values["file"] = Addresses.file(id, page: row.number("page").map { Int($0) })
        }
        return values
    }

    /// Years as a span: *2016–2018*.
    static func years(_ values: [String]) -> String {
        guard let first = values.min(), let last = values.max() else { return "" }
        return first == last ? first : first + "–" + last
    }

    private func addChips(to values: inout [String: Any]) {
        values["hasChips"] = !state.filters.isEmpty
        values["withoutChips"] = state.with { $0.filters = [] }.address
        values["chips"] = state.filters.map { filter in
            [
                "field": page.text("field." + filter.field),
                "value": filter.field == "vuosi" ? filter.value.replacing("..", with: "–") : filter.value,
                "address": state.with { $0.filters.removeAll { $0 == filter } }.address,
            ]
        }
    }

    private func addPages(_ matches: Int, to values: inout [String: Any]) {
        let size = SearchState.pageSize
        func address(_ offset: Int) -> String { state.with { $0.offset = offset }.address }
        if state.offset > 0 { values["previous"] = address(max(0, state.offset - size)) }
        if state.offset + size < min(matches, 10_000) { values["next"] = address(state.offset + size) }
    }
}
