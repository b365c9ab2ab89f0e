// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The page of a search.
struct SearchPage {
    /// Fields that a hit shows.
    static let shownFields = ["laji", "vuosi", "kunta", "maakunta", "rahoitus"]

    /// The room for the hits of a page, in bytes.
    private static let room = 16_384

    let page: PageRequest
    let state: SearchState

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let replies = try await page.hakud.ask(
            [Self.question(state, limit: SearchState.pageSize)] + Facets.questions(of: state))
        let reply = replies[0]
        let matches = reply.value("matches")?.asInteger ?? 0
        let shown = state.query.isEmpty ? state.filters.map(\.value).joined(separator: ", ") : state.query
        let count = page.number(matches)
        let told = reply["exact"] == "no" ? page.text("hitAbout", count) : count
        let key = matches == 0 ? "noHits" : matches == 1 ? "hitCountOne" : "hitCount"
        let heading = matches > 1 ? page.text(key, told, shown) : page.text(key, shown)
        var values = page.values(title: heading + " – haku", query: state.query)
        let facetValues = FacetValues(page: page, state: state)
        values["heading"] = heading
        values["kept"] = facetValues.kept()
        values["notes"] = page.notes(of: reply) + (matches == 0 ? [help()] : [])
        if let corrected = reply["corrected"] {
            values["corrected"] = ["text": corrected, "address": state.with { $0.query = corrected }.address]
        }
        addChips(to: &values)
        values["first"] = String(state.offset + 1)
        values["hasHits"] = matches > 0
        var hits = Markup(capacity: Self.room)
        for row in reply.rows { Hit(row, of: state.query, on: page).add(to: &hits, on: page) }
        values["hits"] = hits
        values["sorts"] = sorts()
        values["collapses"] = state.collapses
        addPages(matches, to: &values)
        let form = state.with { _ in }.form.text
        values["csv"] = "/haku.csv?" + form
        values["json"] = "/api/search?" + form
        values["feed"] = "/uutta.atom?" + form
        values["map"] = "/kartta?" + form
        values["timeline"] = "/aikajana?" + form
        let facets = facetValues.values(Facets(of: state, in: replies.dropFirst()))
        values["facets"] = facets
        values["hasFacets"] = !facets.isEmpty
        return values
    }

    /// The advice of a page without hits.
    private func help() -> String {
        page.text("noHitsHelp") + (state.filters.isEmpty ? "" : " " + page.text("noHitsFilters"))
    }

    /// The question to hakud about the hits of `state`.
    static func question(_ state: SearchState, limit: Int, snippets: Bool = true) -> Hakud.Question {
        var options = [("limit", String(limit)), ("fields", shownFields.joined(separator: ","))]
        if state.offset > 0 { options.append(("offset", String(min(state.offset, 10_000 - limit)))) }
        if let sort = state.sort { options.append(("sort", sort)) }
        if state.collapses { options.append(("collapse", "project")) }
        if !snippets { options.append(("snippet", "no")) }
        return Hakud.Question(.search, options, state.hakudQuery())
    }

    /// The orders that can be chosen.
    private func sorts() -> Markup {
        var list = Markup()
        page.site.templates.row("sorts", about: state.sort ?? "", page.language) { _ in
            let best: [String: Any] = ["key": "", "name": page.text("sortBest"), "isChosen": state.sort == nil]
            let others = SearchState.sortKeys.map {
                ["key": $0, "name": page.text("sort" + $0), "isChosen": state.sort == $0] as [String: Any]
            }
            return ["sorts": [best] + others]
        }.add(to: &list, [])
        return list
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
