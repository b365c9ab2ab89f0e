// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The fields of a paper, as SHOW gives them.
struct Fields {
    private var names: [String] = []
    private var values: [String: [String]] = [:]

    /// The longest value, in bytes, that leads to a search for it: a passage is found by its words.
    private static let longestLink = 80

    init(_ reply: Reply) {
        for row in reply.rows {
            let name = row["name"]
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(row["value"])
        }
    }

    func values(of name: String) -> [String] { values[name] ?? [] }

    /// The fields for a template; a value that narrows a search leads to that search. Where the file lies is left out.
    func shown(_ page: PageRequest) -> [[String: Any]] {
        names.filter { $0 != "otsikko" && $0 != "polku" && $0 != "url" }.map { name in
            let entries = values(of: name).enumerated().map { place, value in
                var entry: [String: Any] = ["text": page.shown(value, of: name), "comma": place > 0 ? ", " : ""]
                if Facets.fields.contains(name), value.utf8.count <= Self.longestLink {
                    var state = SearchState()
                    state.filters = [SearchState.Filter(name, value)]
                    entry["address"] = state.address
                }
                return entry
            }
            return ["name": page.name(ofField: name), "values": entries]
        }
    }
}
