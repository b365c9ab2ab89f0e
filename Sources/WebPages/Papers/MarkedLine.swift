// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol

/// A line of a paper with its matches and its repairs, for a template.
struct MarkedLine {
    /// A word of the line that was repaired.
    struct Repair {
        let original: String
        let repaired: String
        let confidence: Double
        let isRefused: Bool
        let isConfirmed: Bool

        /// A row of TEXT that follows its line.
        init(_ row: Row) {
            original = row["original"]
            repaired = row["repaired"]
            confidence = row.number("confidence") ?? 0
            isRefused = row["refused"] == "yes"
            isConfirmed = row["confirmed"] == "yes"
        }
    }

    let number: String
    let page: Int?
    private let text: [UInt8]
    private let matches: [Range<Int>]
    var repairs: [Repair] = []

    /// The line of a row of TEXT.
    init(_ row: Row) {
        number = row["number"]
        page = row.number("page").map { Int($0) }
        let marked = row.marked("text") ?? (row["text"], [])
        text = Array(marked.text.utf8)
        matches = marked.matches
    }

    /// True if a word that was searched for stands in it.
    var hasMatches: Bool { !matches.isEmpty }

    /// The line for a template: pieces that are text, matches or repaired words. `hint` says of a repair how it came.
    func values(_ hint: (Repair) -> String) -> [String: Any] {
        var words: [(range: Range<Int>, hint: String)] = []
        var place = 0
        for `repair` in repairs {
            guard let range = Self.find(Array(`repair`.repaired.utf8), in: text, from: place) else { continue }
            words.append((range, hint(`repair`)))
            place = range.upperBound
        }
        // Where pieces begin and end.
        var bounds: Set<Int> = [0, text.count]
        for range in matches + words.map(\.range) { bounds.formUnion([range.lowerBound, range.upperBound]) }
        let ends = bounds.sorted().filter { $0 <= text.count }
        var pieces: [[String: Any]] = []
        for (start, end) in zip(ends, ends.dropFirst()) {
            var piece: [String: Any] = ["text": String(decoding: text[start..<end], as: UTF8.self)]
            piece["isMark"] = matches.contains { $0.lowerBound <= start && end <= $0.upperBound }
            if let word = words.first(where: { $0.range.lowerBound <= start && end <= $0.range.upperBound }) {
                piece["repair"] = word.hint
            }
            pieces.append(piece)
        }
        return ["number": number, "pieces": pieces]
    }

    private static func find(_ word: [UInt8], in text: [UInt8], from place: Int) -> Range<Int>? {
        guard !word.isEmpty, place + word.count <= text.count else { return nil }
        return (place...(text.count - word.count)).first { text[$0..<($0 + word.count)].elementsEqual(word) }
            .map { $0..<($0 + word.count) }
    }
}
