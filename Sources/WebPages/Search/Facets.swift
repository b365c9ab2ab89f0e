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

    /// Asks `hakud` for the values among the hits of `state`.
    ///
    /// - Throws: ``WebError``.
    init(of state: SearchState, from hakud: Hakud) async throws {
        self.init(of: state, in: try await hakud.ask(Self.questions(of: state)))
    }

    /// The questions to hakud about the values among the hits of `state`. Of a field that is narrowed down, the values that the
    /// hits would have without that are asked for, so that another one can be chosen beside it.
    static func questions(of state: SearchState) -> [Hakud.Question] {
        groups(of: state).map { fields in
            let query = state.hakudQuery(without: fields[0])
            let options =
                fields == ["vuosi"]
                ? [("sort", "value")] : [("limit", String(most + chosen(fields[0], in: state).count))]
            let names = fields.joined(separator: ",")
            return Hakud.Question(.facets, options, query.isEmpty ? names : names + " " + query)
        }
    }

    /// The values that hakud told in `replies`, those to ``questions(of:)``.
    init(of state: SearchState, in replies: some Sequence<Reply>) {
        var all: [String: [Entry]] = [:]
        for (fields, reply) in zip(Self.groups(of: state), replies) {
            all.merge(Self.entries(of: fields, state, reply)) { $1 }
        }
        values = Self.fields.compactMap { field in
            all[field].flatMap { $0.isEmpty ? nil : (field: field, entries: $0) }
        }
    }

    /// The fields that are asked for at once: those whose values are of the same hits. Years are wanted whole.
    private static func groups(of state: SearchState) -> [[String]] {
        let narrowed = fields.filter { field in state.filters.contains { $0.field == field } }
        let together = fields.filter { $0 != "vuosi" && !narrowed.contains($0) }
        return (narrowed.contains("vuosi") ? [] : [["vuosi"]]) + narrowed.map { [$0] }
            + (together.isEmpty ? [] : [together])
    }

    /// The values of `field` that are chosen.
    private static func chosen(_ field: String, in state: SearchState) -> Set<String> {
        Set(state.filters.filter { $0.field == field }.map(\.value))
    }

    /// The values of `fields`, which are one or not narrowed down, in the reply about them.
    private static func entries(of fields: [String], _ state: SearchState, _ reply: Reply) -> [String: [Entry]] {
        let chosen = chosen(fields[0], in: state)
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
