// SPDX-License-Identifier: GPL-3.0-or-later

/// Facets as a template shows them: lists of links, and years as bars.
struct FacetValues {
    private static let barWidth = 10
    /// The fewest years for which there is room.
    private static let fewestYears = 10
    private static let height = 60
    /// The room for a list of one facet, in bytes.
    private static let room = 4_096

    let page: PageRequest
    let state: SearchState
    /// The address of the search up to its filters, and after them: most links of a page add one filter.
    private let (head, tail): (Markup, Markup)

    init(page: PageRequest, state: SearchState) {
        self.page = page
        self.state = state
        var (before, after) = (FormQuery(), FormQuery())
        for (name, value) in state.with({ _ in }).form.pairs {
            if name == "q" || name == "f" { before.add(name, value) } else { after.add(name, value) }
        }
        head = Markup(escaping: "/?" + before.text + (before.text.isEmpty ? "f=" : "&f="))
        tail = Markup(escaping: after.text.isEmpty ? "" : "&" + after.text)
    }

    /// The values of each facet.
    func values(_ facets: Facets) -> [[String: Any]] {
        facets.values.map { field, entries in
            var list = Markup(capacity: Self.room)
            for entry in entries { add(entry, of: field, to: &list) }
            let name = page.text("field." + field)
            guard field == "vuosi", let years = years(entries, list) else {
                return ["name": name, "years": false, "values": list]
            }
            return ["name": name, "years": years, "values": false]
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

    /// Adds a link to the search with the value chosen, or no longer chosen where it was.
    private func add(
        _ entry: Facets.Entry, of field: String, as template: String = "entry", _ shape: String = "",
        isWithin: Bool = false, to list: inout Markup
    ) {
        let filter = SearchState.Filter(field, entry.value)
        let count = page.number(entry.count)
        if entry.isChosen {
            let address = state.with { $0.filters.removeAll { $0 == filter } }.address
            let values: [String: Any] = [
                "address": address, "value": entry.value, "count": count, "shape": shape, "isChosen": true,
                "isWithin": false,
            ]
            list += Markup(rendered: page.site.templates.page(template, values, page.language))
        } else {
            let row = page.site.templates.row(
                template, about: isWithin ? "+" + filter.text : filter.text, page.language
            ) { places in
                [
                    "address": places[0] + FormQuery.encoded(filter.text) + places[1], "value": entry.value,
                    "count": places[2], "shape": places[3], "isChosen": false, "isWithin": isWithin,
                ]
            }
            row.add(to: &list, [head, tail, Markup(escaping: count), Markup(escaping: shape)])
        }
    }

    /// The picture of years; nil where there is none. `list` is the same as a list.
    private func years(_ entries: [Facets.Entry], _ list: Markup) -> [String: Any]? {
        let years = entries.compactMap { entry in Int(entry.value).map { (year: $0, entry: entry) } }
        guard let first = years.map(\.year).min(), let last = years.map(\.year).max() else { return nil }
        var result: [String: Any] = ["entries": list, "query": state.query, "kept": kept(without: "vuosi")]
        let most = max(years.map(\.entry.count).max() ?? 1, 1)
        // Of few years the bars are no wider than of some more.
        let end = max(last, first + Self.fewestYears - 1)
        result["width"] = String((end - first + 1) * Self.barWidth)
        result["firstYear"] = String(first)
        result["lastYear"] = String(end)
        result["step"] = String(Self.barWidth)
        var bars = Markup(capacity: Self.room)
        let range = chosenYears
        for (year, entry) in years {
            let height = max(2, entry.count * Self.height / most)
            let (left, width) = ((year - first) * Self.barWidth + 1, Self.barWidth - 2)
            let isWithin = range.map { $0.from ?? year <= year && year <= $0.to ?? year } ?? false
            let shape = "M\(left) \(Self.height)v-\(height)h\(width)v\(height)z"
            add(entry, of: "vuosi", as: "bar", shape, isWithin: isWithin, to: &bars)
        }
        result["bars"] = bars
        result["yearFrom"] = range?.from.map { String($0) } ?? ""
        result["yearTo"] = range?.to.map { String($0) } ?? ""
        return result
    }

    /// The stretch of years that is chosen, as `2015..2018`, `2015..` or `..2018` say it; nil where none is.
    private var chosenYears: (from: Int?, to: Int?)? {
        guard let range = state.filters.first(where: { $0.field == "vuosi" && $0.value.contains("..") })?.value,
            let dots = range.firstRange(of: "..")
        else { return nil }
        return (Int(range[..<dots.lowerBound]), Int(range[dots.upperBound...]))
    }
}
