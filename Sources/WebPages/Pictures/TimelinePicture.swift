// SPDX-License-Identifier: GPL-3.0-or-later

/// A timeline as numbers of an SVG.
struct TimelinePicture {
    private static let (width, margin, row, bar) = (900, 24, 26, 14)
    /// The room for the name of a bar that ends at the right edge of the years.
    private static let nameRoom = 260

    /// The width of a letter of a name, on average: an ample one, since fonts differ.
    private static let letter = 7.2

    private let projects: [TimelinePage.Project]
    private let years: ClosedRange<Int>

    /// The picture of `projects`, in their order; nil where there are none.
    init?(_ projects: [TimelinePage.Project]) {
        let places = projects.flatMap { [Self.place($0.first), Self.place($0.last)].compactMap(\.self) }
        guard let first = places.min(), let last = places.max() else { return nil }
        self.projects = projects
        years = Int(first)...max(Int(first), Int(last))
    }

    /// A day as a number of years: 2016.5 is the middle of 2016. Nil where `day` is no date.
    static func place(_ day: String) -> Double? {
        let parts = day.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let date = parts[2],
            (1900...2100).contains(year)
        else { return nil }
        return Double(year) + (Double(month - 1) + Double(date - 1) / 31) / 12
    }

    /// The picture for a template: lines of years, headings of groups (`undated` where a project has none), bars; `day` writes
    /// a day.
    func values(undated: String, _ day: (String) -> String) -> [String: Any] {
        var bars: [[String: Any]] = []
        var headings: [[String: Any]] = []
        var y = Self.margin + 8
        var group: String?
        let isGrouped = projects.contains { !$0.group.isEmpty }
        for project in projects {
            if isGrouped, project.group != group {
                group = project.group
                headings.append(["text": project.group.isEmpty ? undated : project.group, "y": String(y + 14)])
                y += Self.row
            }
            bars.append(bar(of: project, at: y, day(project.first) + "–" + day(project.last)))
            y += Self.row
        }
        let step = years.count > 24 ? 5 : 1
        let marks = years.filter { ($0 - years.lowerBound) % step == 0 }.map { year in
            ["year": String(year), "x": String(Int(x(Double(year))))]
        }
        return [
            "width": String(Self.width), "height": String(y + 8), "marks": marks, "bars": bars, "headings": headings,
            "bottom": String(y),
        ]
    }

    private func bar(of project: TimelinePage.Project, at y: Int, _ span: String) -> [String: Any] {
        let start = x(Self.place(project.first) ?? 0)
        let end = max(start + 4, Self.place(project.last).map(x) ?? start + 4)
        // The name stands after the bar, or before it where there is more room.
        let isBefore = start > Double(Self.width) - end
        let room = Int((isBefore ? start : Double(Self.width) - end) / Self.letter) - 1
        let name = project.title.count > room ? project.title.prefix(max(room - 1, 1)) + "…" : project.title[...]
        return [
            "title": project.title, "name": String(name), "address": Addresses.paper(project.id),
            "span": span, "x": String(Int(start)), "y": String(y),
            "width": String(Int(end - start)), "height": String(Self.bar), "textY": String(y + Self.bar - 2),
            "textX": String(isBefore ? Int(start) - 5 : Int(end) + 5), "anchor": isBefore ? "end" : "start",
        ]
    }

    private func x(_ place: Double) -> Double {
        let room = Double(Self.width - Self.nameRoom - Self.margin)
        return Double(Self.margin) + (place - Double(years.lowerBound)) / Double(years.count) * room
    }
}
