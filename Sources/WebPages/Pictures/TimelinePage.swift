// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// The projects among the hits of a search by their time: a bar from the first day of each to its last, and the table.
struct TimelinePage {
    /// The most papers that are looked at, and the most projects that are drawn.
    private static let (mostPapers, mostDrawn) = (1_000, 150)
    /// Fields by which projects can be grouped.
    private static let groupings = ["maakunta", "rahoittaja"]
    private static let fields = ["koodi", "alkaa", "päättyy", "maakunta", "rahoittaja"]

    /// A project: its papers have one code.
    struct Project {
        var id: String
        var title: String
        var first: String
        var last: String
        var group: String
    }

    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let state = SearchState(page.form)
        let grouping = page.form["ryhma"].flatMap { Self.groupings.contains($0) ? $0 : nil }
        let all = try await projects(state, grouping)
        let drawn = Array(all.prefix(Self.mostDrawn))
        var values = page.values(title: page.text("timelineHeading") + " – haku", query: state.query)
        values["heading"] = page.text("timelineHeading")
        values["back"] = state.isEmpty ? "/" : state.address
        values["backName"] = page.text(state.isEmpty ? "toFront" : "toHits")
        values["shown"] = state.isEmpty ? nil : state.hakudQuery()
        let kept = FacetValues(page: page, state: state).kept()
        values["kept"] = kept
        values["own"] = kept
        values["groupings"] =
            [["key": "", "name": page.text("noGroups"), "isChosen": grouping == nil]]
            + Self.groupings.map {
                ["key": $0, "name": page.text("field." + $0), "isChosen": $0 == grouping] as [String: Any]
            }
        values["isEmpty"] = drawn.isEmpty
        if all.count > drawn.count {
            values["cut"] = page.text("timelineCut", page.number(drawn.count), page.number(all.count))
        }
        if let picture = TimelinePicture(drawn) {
            values["picture"] = picture.values(undated: page.text("otherGroup"), page.day)
        }
        values["rows"] = drawn.map { project in
            [
                "title": project.title, "address": Addresses.paper(project.id), "first": page.day(project.first),
                "last": page.day(project.last), "group": project.group,
            ]
        }
        values["isGrouped"] = grouping != nil
        values["groupName"] = grouping.map { page.text("field." + $0) } ?? ""
        return values
    }

    /// The projects with a first day, group by group, the earliest first.
    private func projects(_ state: SearchState, _ grouping: String?) async throws -> [Project] {
        let dated = "+alkaa:1900-01-01..2100-12-31"
        let query = state.hakudQuery()
        let options = [
            ("limit", String(Self.mostPapers)), ("sort", "alkaa"), ("snippet", "no"), ("collapse", "project"),
            ("fields", Self.fields.joined(separator: ",")),
        ]
        let reply = try await page.hakud.ask(.search, options, query.isEmpty ? dated : "(" + query + ") " + dated)
        var seen: Set<String> = []
        var projects: [Project] = []
        for row in reply.rows {
            guard let first = row.list("alkaa").first, TimelinePicture.place(first) != nil,
                seen.insert(row.list("koodi").first ?? row["id"]).inserted
            else { continue }
            projects.append(
                Project(
                    id: row["id"], title: row["title"].isEmpty ? row["id"] : row["title"], first: first,
                    last: row.list("päättyy").first ?? "", group: grouping.flatMap { row.list($0).first } ?? ""))
        }
        return grouping == nil
            ? projects
            : projects.sorted {
                // Those without a group come last.
                ($0.group.isEmpty ? 1 : 0, $0.group, $0.first) < ($1.group.isEmpty ? 1 : 0, $1.group, $1.first)
            }
    }
}
