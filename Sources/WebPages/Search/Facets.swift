// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The fields by which hits can be narrowed down, with their values.
struct Facets: Sendable {
    /// A value with the number of documents that have it.
    struct Entry: Sendable {
        var value: String
        var count: Int
        var isChosen: Bool
    }

    /// The fields, in the order of the page.
    static let fields = ["laji", "vuosi", "maakunta", "kunta", "rahoittaja", "kohderyhmä", "tyyppi", "kansio"]
    /// The values of a field that are shown.
    private static let most = 8

    /// The values of each field, those of most documents first, years by year; fields without values are left out.
    private(set) var values: [(field: String, entries: [Entry])] = []

    /// Asks `hakud` for the values among the hits of `state`. Of a field that is narrowed down, the values that the hits
    /// would have without that are given, so that another one can be chosen beside it.
    init(of state: SearchState, from hakud: Hakud) async throws {
        let all = try await withThrowingTaskGroup(of: (Int, [Entry]).self) { group in
            for (place, field) in Self.fields.enumerated() {
                group.addTask { (place, try await Self.entries(of: field, state, hakud)) }
            }
            var all = [[Entry]](repeating: [], count: Self.fields.count)
            for try await (place, entries) in group { all[place] = entries }
            return all
        }
        values = zip(Self.fields, all).filter { !$1.isEmpty }
    }

    private static func entries(
        of field: String, _ state: SearchState, _ hakud: Hakud
    ) async throws -> [Entry] {
        let isYear = field == "vuosi"
        let query = state.hakudQuery(without: field)
        let chosen = Set(state.filters.filter { $0.field == field }.map(\.value))
        let options = isYear ? [("sort", "value")] : [("limit", String(most + chosen.count))]
        let reply = try await hakud.ask(.facets, options, query.isEmpty ? field : field + " " + query)
        var entries = reply.rows.map { row in
            Entry(
                value: row["value"], count: row.value("count").asInteger ?? 0, isChosen: chosen.contains(row["value"]))
        }
        for value in chosen where !value.contains("..") && !entries.contains(where: { $0.value == value }) {
            entries.append(Entry(value: value, count: 0, isChosen: true))
        }
        return entries
    }
}
