// SPDX-License-Identifier: GPL-3.0-or-later

/// Facets as a template shows them: lists of links, and years as bars.
struct FacetValues {
    private static let barWidth = 10
    /// The fewest years for which there is room.
    private static let fewestYears = 10
    private static let height = 60

    let page: PageRequest
    let state: SearchState
    /// The address of the search up to its filters, and after them: most links of a page add one filter.
    private let (head, tail): (String, String)

    init(page: PageRequest, state: SearchState) {
        self.page = page
        self.state = state
        var (before, after) = (FormQuery(), FormQuery())
        for (name, value) in state.with({ _ in }).form.pairs {
            if name == "q" || name == "f" { before.add(name, value) } else { after.add(name, value) }
        }
        head = "/?" + before.text + (before.text.isEmpty ? "f=" : "&f=")
        tail = after.text.isEmpty ? "" : "&" + after.text
    }

    /// The values of each facet.
    func values(_ facets: Facets) -> [[String: Any]] {
        facets.values.map { field, entries in
            var result: [String: Any] = [
                "name": page.text("field." + field), "isYears": field == "vuosi", "kept": kept(without: field),
                "query": state.query,
                "entries": entries.map { entry in
                    [
                        "value": entry.value, "count": page.number(entry.count), "isChosen": entry.isChosen,
                        "address": address(of: entry, field),
                    ] as [String: Any]
                },
            ]
            if field == "vuosi" { addBars(of: entries, to: &result) }
            return result
        }
    }

    /// The parts of the search that a form keeps beside what it changes.
    func kept(without field: String? = nil, withOrder: Bool = true) -> [[String: Any]] {
        state.form.pairs.filter { pair in
            switch pair.name {
            case "q", "alku": false
            case "sort", "yksi": withOrder
            default: field.map { !pair.value.hasPrefix($0 + ":") } ?? true
            }
        }.map { ["name": $0.name, "value": $0.value] }
    }

    /// The search with the value chosen, or no longer chosen where it was.
    private func address(of entry: Facets.Entry, _ field: String) -> String {
        let filter = SearchState.Filter(field, entry.value)
        guard entry.isChosen else { return head + FormQuery.encoded(filter.text) + tail }
        return state.with { $0.filters.removeAll { $0 == filter } }.address
    }

    private func addBars(of entries: [Facets.Entry], to result: inout [String: Any]) {
        let years = entries.compactMap { entry in Int(entry.value).map { (year: $0, entry: entry) } }
        guard let first = years.map(\.year).min(), let last = years.map(\.year).max() else { return }
        let most = max(years.map(\.entry.count).max() ?? 1, 1)
        // Of few years the bars are no wider than of some more.
        let end = max(last, first + Self.fewestYears - 1)
        result["width"] = String((end - first + 1) * Self.barWidth)
        result["firstYear"] = String(first)
        result["lastYear"] = String(end)
        result["step"] = String(Self.barWidth)
        result["bars"] = years.map { year, entry in
            let height = max(2, entry.count * Self.height / most)
            let (left, width) = ((year - first) * Self.barWidth + 1, Self.barWidth - 2)
            return [
                "label": entry.value + ": " + page.number(entry.count), "isChosen": entry.isChosen,
                "shape": "M\(left) \(Self.height)v-\(height)h\(width)v\(height)z",
                "address": address(of: entry, "vuosi"),
            ] as [String: Any]
        }
        let range = state.filters.first { $0.field == "vuosi" && $0.value.contains("..") }
        let ends = range?.value.split(separator: ".", omittingEmptySubsequences: false).filter { !$0.isEmpty } ?? []
        let isOpen = range?.value.hasPrefix("..") ?? false
        result["yearFrom"] = isOpen ? "" : String(ends.first ?? "")
        result["yearTo"] = isOpen ? String(ends.first ?? "") : String(ends.dropFirst().first ?? "")
    }
}
