// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// Marks where words of `query` stand in `lines`, as snippets mark them.
    ///
    /// A suspended compound over a line end is not marked. Takes some 50 µs for each new word form.
    ///
    /// - Throws: ``SearchError``: the query cannot be read, or the time is over.
    public func mark(_ query: String, in lines: inout [TextLine]) throws {
        try answer {
            var matcher = wordMatcher(for: try prepare(query, related: .no).plan)
            for index in lines.indices {
                lines[index].text = lines[index].text.replacing("«", with: "‹").replacing("»", with: "›")
                lines[index].isMarked = true
                lines[index].matches = matcher.matches(in: lines[index].text).map(\.range)
                try reader.checkDeadline()
            }
        }
    }

    /// Gives each of `lines` its repairs.
    ///
    /// - Parameters:
    ///   - id: The document.
    ///   - lines: Lines of its repaired text, in their order.
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func addRepairs(of id: String, to lines: inout [TextLine]) throws {
        guard let first = lines.first, let last = lines.last else { return }
        let range = first.start..<(last.start + last.text.utf8.count + 1)
        let made = try answer { try reader.text(of: document(id), original: false).repairs }
        let repairs = made.filter { range.contains(Int($0.start)) }
        var place = lines.startIndex
        for `repair` in repairs.sorted(by: { $0.start < $1.start }) {
            while place + 1 < lines.endIndex, lines[place + 1].start <= Int(`repair`.start) { place += 1 }
            let bytes = lines[place].text.utf8
            let start = Int(`repair`.start) - lines[place].start
            let end = min(Int(`repair`.end) - lines[place].start, bytes.count)
            guard start >= 0, start < end else { continue }
            let repaired = bytes.dropFirst(start).prefix(end - start)
            lines[place].repairs.append(
                LineRepair(
                    original: `repair`.original, repaired: String(decoding: repaired, as: UTF8.self),
                    confidence: Double(`repair`.confidence)))
        }
    }
}
