// SPDX-License-Identifier: GPL-3.0-or-later

/// Labels and values that take turns line by line: a known label where a value is due is a value, and an unknown line where
/// a label is due is a label.
struct LineAlternation {
    /// Known labels that are values there, by their place among the marks.
    private(set) var values: Set<Int> = []
    /// Unknown labels, by their lines.
    private(set) var labels: Set<Int> = []

    /// The fewest known labels in their turn.
    private static let fewest = 3
    /// The most bytes of an unknown label.
    private static let longest = 50

    /// Looks at all rows of lines without an empty one between.
    init(_ marks: [LabelMark], in text: PaperLines) {
        var places: [Int: Int] = [:]
        for (place, mark) in marks.enumerated() where mark.isFirst && mark.follow == .lineEnd {
            places[mark.line] = place
        }
        guard places.count >= Self.fewest else { return }
        var start = 0
        for line in 0...text.lines.count where line == text.lines.count || text.isBlank(line) {
            if line - start >= 2 * Self.fewest { look(at: start..<line, places, text) }
            start = line + 1
        }
    }

    private mutating func look(at row: Range<Int>, _ places: [Int: Int], _ text: PaperLines) {
        let known = row.filter { places[$0] != nil }
        let even = known.count { ($0 - row.lowerBound).isMultiple(of: 2) }
        let odd = known.count - even
        guard max(even, odd) >= Self.fewest, max(even, odd) >= 3 * min(even, odd) else { return }
        let turn = even > odd ? 0 : 1
        guard let first = known.first(where: { ($0 - row.lowerBound) % 2 == turn }),
            let last = known.last(where: { ($0 - row.lowerBound) % 2 == turn })
        else { return }
        for line in first...last {
            let isTurn = (line - row.lowerBound) % 2 == turn
            if let place = places[line], !isTurn { values.insert(place) }
            if places[line] == nil, isTurn, text.lines[line].count <= Self.longest { labels.insert(line) }
        }
    }
}
