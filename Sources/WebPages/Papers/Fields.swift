// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The fields of a paper, as SHOW gives them.
struct Fields {
    private var names: [String] = []
    private var values: [String: [String]] = [:]

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
            let entries = values(of: name).map { value in
                var entry: [String: Any] = ["text": value]
                if Facets.fields.contains(name) {
                    var state = SearchState()
                    state.filters = [SearchState.Filter(name, value)]
                    entry["address"] = state.address
                }
                return entry
            }
            return ["name": name, "values": entries]
        }
    }
}
