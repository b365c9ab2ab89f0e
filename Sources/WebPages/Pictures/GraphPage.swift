// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import LineProtocol

/// The papers nearest to one as a small graph, with the words that tie them on its edges, and the table.
struct GraphPage {
    private static let most = 8
    private static let (width, height) = (900.0, 640.0)
    private static let (radiusX, radiusY) = (225.0, 230.0)
    private static let wordsOfEdge = 2

    /// An edge: from the paper in the middle (nil), or between two of the others.
    private struct Edge {
        var from: Int?
        var to: Int
        var words: [String]
    }

    let page: PageRequest

    /// The page.
    ///
    /// - Throws: ``WebError``.
    func values() async throws -> [String: Any] {
        let id = try page.needed("id")
        async let shown = page.hakud.ask(.show, [], id)
        let reply = try await page.hakud.ask(.similar, [("limit", String(Self.most))], id)
        let title = Fields(try await shown).values(of: "otsikko").first ?? id
        let ids = reply.rows.map { $0["id"] }
        let titles = reply.rows.map { $0["title"].isEmpty ? $0["id"] : $0["title"] }
        var edges = reply.rows.enumerated().map { Edge(from: nil, to: $0.offset, words: $0.element.list("why")) }
        edges += try await Self.edges(among: ids, page.hakud)
        var values = page.values(title: page.text("graphHeading") + ": " + title + " – haku")
        values["heading"] = page.text("graphHeading")
        values["paper"] = Addresses.paper(id)
        values["paperTitle"] = title
        values["notes"] = page.notes(of: reply)
        values["isEmpty"] = ids.isEmpty
        values["width"] = String(Int(Self.width))
        values["height"] = String(Int(Self.height))
        values["middle"] = node(nil, title, id, of: ids.count)
        values["nodes"] = zip(ids, titles).enumerated().map {
            node($0.offset, $0.element.1, $0.element.0, of: ids.count)
        }
        values["edges"] = edges.map { edge in line(edge, of: ids.count) }
        values["rows"] = edges.map { edge in
            [
                "first": edge.from.map { titles[$0] } ?? title, "second": titles[edge.to],
                "words": edge.words.joined(separator: ", "),
                "address": Addresses.comparison(edge.from.map { ids[$0] } ?? id, ids[edge.to]),
            ]
        }
        return values
    }

    /// The edges among papers: those that name each other as near.
    private static func edges(among ids: [String], _ hakud: Hakud) async throws -> [Edge] {
        try await withThrowingTaskGroup(of: [Edge].self) { group in
            for (place, id) in ids.enumerated() {
                group.addTask {
                    let reply = try await hakud.ask(.similar, [("limit", String(most))], id)
                    return reply.rows.compactMap { row in
                        guard let other = ids.firstIndex(of: row["id"]), other != place else { return nil }
                        return Edge(from: min(place, other), to: max(place, other), words: row.list("why"))
                    }
                }
            }
            var edges: [Edge] = []
            for try await found in group {
                for edge in found where !edges.contains(where: { $0.from == edge.from && $0.to == edge.to }) {
                    edges.append(edge)
                }
            }
            return edges.sorted { ($0.from ?? -1, $0.to) < ($1.from ?? -1, $1.to) }
        }
    }

    private static func point(_ place: Int?, of count: Int) -> (x: Double, y: Double) {
        guard let place else { return (width / 2, height / 2) }
        let angle = (Double(place) / Double(max(count, 1)) * 2 - 0.5) * Double.pi
        return (width / 2 + radiusX * cos(angle), height / 2 + radiusY * sin(angle))
    }

    private func node(_ place: Int?, _ title: String, _ id: String, of count: Int) -> [String: Any] {
        let (x, y) = Self.point(place, of: count)
        let isLeft = x < Self.width / 2 - 1
        let anchor = place == nil || abs(x - Self.width / 2) < 1 ? "middle" : isLeft ? "end" : "start"
        let shift = anchor == "middle" ? 0.0 : isLeft ? -14 : 14
        let name = title.count > 30 ? title.prefix(29) + "…" : title[...]
        let below = place == nil || y > Self.height / 2 ? 28.0 : -18
        return [
            "x": String(Int(x)), "y": String(Int(y)), "title": title, "name": String(name),
            "address": Addresses.paper(id), "anchor": anchor, "textX": String(Int(x + shift)),
            "textY": String(Int(y + (anchor == "middle" ? below : 5))),
        ]
    }

    private func line(_ edge: Edge, of count: Int) -> [String: Any] {
        let (first, second) = (Self.point(edge.from, of: count), Self.point(edge.to, of: count))
        // Nearer to the outer end, where edges lie apart; a line a word, for long ones on a level edge.
        let (x, y) = (first.x + (second.x - first.x) * 0.58, first.y + (second.y - first.y) * 0.58)
        let words = edge.from == nil ? edge.words.prefix(Self.wordsOfEdge) : []
        return [
            "x1": String(Int(first.x)), "y1": String(Int(first.y)), "x2": String(Int(second.x)),
            "y2": String(Int(second.y)), "isInner": edge.from == nil,
            "lines": words.enumerated().map { line, word in
                ["words": word, "textX": String(Int(x)), "textY": String(Int(y) - 5 + 18 * line)]
            },
        ]
    }
}
