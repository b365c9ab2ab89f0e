// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The hits of a search, or all papers, by region: a map of tiles, and its table.
struct MapPage {
    /// The width and height of a tile with the gap after it, in units of the picture.
    private static let (width, height) = (92, 64)
    private static let gap = 4
    /// A tile has one of so many strengths of colour.
    private static let strengths = 5

    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let state = SearchState(page.form)
        let query = state.hakudQuery(without: "maakunta")
        let reply = try await page.hakud.ask(
            .facets, [("sort", "value")], query.isEmpty ? "maakunta" : "maakunta " + query)
        var counts: [(name: String, count: Int)] = []
        for row in reply.rows { counts.append((row["value"], row.value("count").asInteger ?? 0)) }
        let most = counts.map(\.count).max() ?? 0
        var values = page.values(title: page.text("mapHeading") + " – haku", query: state.query)
        values["heading"] = page.text("mapHeading")
        values["shown"] = state.isEmpty ? nil : state.hakudQuery()
        values["back"] = state.isEmpty ? "/" : state.address
        values["backName"] = page.text(state.isEmpty ? "toFront" : "toHits")
        values["kept"] = FacetValues(page: page, state: state).kept()
        values["pictureWidth"] = String(Self.width * 6)
        values["pictureHeight"] = String(Self.height * 6)
        values["tiles"] = Regions.tiles.map { tile in
            let count = counts.first { $0.name == tile.name }?.count ?? 0
            return [
                "name": tile.name, "short": tile.short, "count": page.number(count), "isEmpty": count == 0,
                "x": String(tile.column * Self.width), "y": String(tile.row * Self.height),
                "width": String(Self.width - Self.gap), "height": String(Self.height - Self.gap),
                "textX": String(tile.column * Self.width + (Self.width - Self.gap) / 2),
                "nameY": String(tile.row * Self.height + 25), "countY": String(tile.row * Self.height + 46),
                "strength": String(Self.strength(count, of: most)), "address": Self.address(tile.name, state),
            ] as [String: Any]
        }
        values["rows"] = counts.sorted { ($1.count, $0.name) < ($0.count, $1.name) }.map { entry in
            ["name": entry.name, "count": page.number(entry.count), "address": Self.address(entry.name, state)]
        }
        values["isEmpty"] = counts.isEmpty
        return values
    }

    private static func strength(_ count: Int, of most: Int) -> Int {
        // By the square root: a region of many papers does not make all others look alike.
        count == 0
            ? 0 : min(strengths, 1 + Int((Double(count) / Double(max(most, 1))).squareRoot() * Double(strengths - 1)))
    }

    private static func address(_ region: String, _ state: SearchState) -> String {
        state.with { state in
            state.filters.removeAll { $0.field == "maakunta" }
            state.filters.append(SearchState.Filter("maakunta", region))
        }.address
    }
}
