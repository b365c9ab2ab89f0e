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
        let narrowed = Self.fields.filter { field in state.filters.contains { $0.field == field } }
        // Years are wanted whole; all others that have the same hits are asked for at once.
        let together = Self.fields.filter { $0 != "vuosi" && !narrowed.contains($0) }
        let requests = (narrowed.contains("vuosi") ? [] : [["vuosi"]]) + narrowed.map { [$0] } + [together]
        let all = try await withThrowingTaskGroup(of: [String: [Entry]].self) { group in
            for fields in requests where !fields.isEmpty {
                group.addTask { try await Self.entries(of: fields, state, hakud) }
            }
            return try await group.reduce(into: [:]) { all, part in all.merge(part) { $1 } }
        }
        values = Self.fields.compactMap { field in
            all[field].flatMap { $0.isEmpty ? nil : (field: field, entries: $0) }
        }
    }

    /// The values of `fields`, which are one or not narrowed down.
    private static func entries(
        of fields: [String], _ state: SearchState, _ hakud: Hakud
    ) async throws -> [String: [Entry]] {
        let query = state.hakudQuery(without: fields[0])
        let chosen = Set(state.filters.filter { $0.field == fields[0] }.map(\.value))
        let options = fields == ["vuosi"] ? [("sort", "value")] : [("limit", String(most + chosen.count))]
        let names = fields.joined(separator: ",")
        let reply = try await hakud.ask(.facets, options, query.isEmpty ? names : names + " " + query)
        var entries: [String: [Entry]] = [:]
        for row in reply.rows {
            let value = row["value"]
            entries[row["field"], default: []].append(
                Entry(value: value, count: row.value("count").asInteger ?? 0, isChosen: chosen.contains(value)))
        }
        let known = Set(entries[fields[0], default: []].map(\.value))
        for value in chosen.sorted() where !value.contains("..") && !known.contains(value) {
            entries[fields[0], default: []].append(Entry(value: value, count: 0, isChosen: true))
        }
        return entries
    }
}
