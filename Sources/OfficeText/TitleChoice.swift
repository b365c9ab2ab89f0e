// SPDX-License-Identifier: GPL-3.0-or-later

/// Chooses what may be the title of a document: its own one, or its headings in the largest letters.
struct TitleChoice {
    /// A paragraph of the document's beginning.
    private struct Line {
        var text: String
        /// The size of its largest letters, in points.
        var size: Double
    }

    private var lines: [Line] = []
    /// The title that the properties give.
    var own: String?

    /// Paragraphs that are looked at.
    private static let mostLines = 200
    /// A longer paragraph is no heading, in characters.
    private static let longest = 200
    private static let mostTitles = 5
    /// The size that stands for a style that says it is the title, whatever its letters are.
    static let titleSize = 1000.0

    /// True if no further paragraph counts.
    var isFull: Bool { lines.count >= Self.mostLines }

    /// Takes a paragraph whose largest letters have `size` points.
    mutating func add(_ text: String, size: Double) {
        guard !isFull, text.utf8.count <= 1 << 16 else { return }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if line.contains(where: \.isLetter) { lines.append(Line(text: line, size: size)) }
    }

    /// Candidates for the title, the likeliest first; empty where the document has no heading.
    var titles: [String] {
        // Most letters of a text are its body's.
        var letters: [Double: Int] = [:]
        for line in lines { letters[line.size, default: 0] += line.text.utf8.count }
        let body = letters.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
        let isAlone = lines.count == 1
        let headings = lines.enumerated()
            .filter {
                ($0.element.size > body || isAlone && body >= Self.titleSize) && $0.element.text.count <= Self.longest
            }
            .sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }
        return Array(((own.map { [$0] } ?? []) + headings.map(\.element.text)).prefix(Self.mostTitles))
    }
}
