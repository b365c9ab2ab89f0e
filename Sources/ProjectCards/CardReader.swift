// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads what a paper of a project says in its fields: of which kind it is, who did what, where, when and for how much.
///
/// Papers are told by their headings (`Resources/otsikot.tsv`, and tables that a user adds), which may be broken over lines, stand before their
/// values or be damaged in a sixth of their letters. A text without them is of the kind ``Card/Kind/muu`` and has
/// no field but its title.
public struct CardReader: Sendable {
    /// The number of different headings that make a card.
    private static let fewestHeadings = 4
    /// The longest value a field keeps, in characters; the whole text is searched anyway.
    static let longestValue = 20_000
    /// The longest title taken from a text's first line, in characters.
    private static let longestTitle = 100

    /// The headings that tell cards.
    private let headings: Headings

    /// A reader of cards in the layouts that come with the program.
    public init() { headings = .shipped }

    /// A reader of cards in the layouts that come with the program, and in others.
    ///
    /// - Parameter tables: Headings of other layouts, in the form of `Resources/otsikot.tsv`: lines of kind, field and
    ///   heading, parted by tabs; what each is called in messages.
    /// - Throws: ``CardLayoutError`` with the line that cannot be read.
    public init(headings tables: [(text: String, path: String)]) throws(CardLayoutError) {
        var headings = Headings.shipped
        for table in tables { headings = try Headings(table: table.text, path: table.path, after: headings) }
        self.headings = headings
    }

    /// Reads `text`, normalised and repaired.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - unasserted: What the text shows but does not assert (alternatives without a tick), as half-open UTF-8
    ///     offsets; left out of all fields.
    /// - Returns: What the paper says. Linear in the text.
    public func read(_ text: String, unasserted: [Range<Int>] = []) -> Card {
        let asserted = Self.blanking(unasserted, in: text)
        let lines = Self.lines(of: asserted)
        let places = headings.places(in: lines)
        if !places.isEmpty {
            for kind in [Card.Kind.hankekortti, .valintaesitys] {
                let matches = headings.matches(kind, in: lines, at: places)
                guard Set(matches.map(\.heading.key)).count >= Self.fewestHeadings,
                    matches.contains(where: { $0.heading.words > 1 }) || Self.hasCode(asserted)
                else { continue }
                let sections = Sections(matches, in: lines)
                var card =
                    kind == .hankekortti
                    ? ProjectCard.read(sections, in: asserted) : FundingProposal.read(sections, in: asserted)
                card.passages = Passages.of(matches, in: lines, of: asserted)
                return card
            }
            let matches = headings.matches(.tiivistelmä, in: lines, at: places)
            if Summary.isSummary(matches, lines: lines) {
                var card = Summary.read(Sections(matches, in: lines))
                card.passages = Passages.of(matches, in: lines, of: asserted)
                return card
            }
        }
        let title = Self.title(of: lines)
        return Card(kind: .muu, title: title, fields: title.isEmpty ? [] : [Card.Field("otsikko", title)])
    }

    /// The lines of `text`. By bytes: a text is mostly no card, and characters take ten times as long.
    private static func lines(of text: String) -> [Substring] {
        var text = text
        let ends = text.withUTF8 { bytes in bytes.indices.filter { unsafe bytes[$0] == 0x0A } }
        let utf8 = text.utf8
        var start = utf8.startIndex
        var offset = 0
        return (ends + [utf8.count]).map { end in
            let next = utf8.index(start, offsetBy: end - offset)
            defer {
                start = next < utf8.endIndex ? utf8.index(after: next) : next
                offset = end + 1
            }
            let line = utf8[start..<next]
            return Substring(line.last == 0x0D ? line.dropLast() : line)
        }
    }

    /// The first line that has words, cut at a word's end.
    static func title(of lines: some Sequence<Substring>) -> String {
        for line in lines {
            guard line.utf8.count > 2, !line.hasPrefix("http") else { continue }
            let start = line.prefix(400).drop { !$0.isLetter && !$0.isNumber && !"\"”“«»'(§[".contains($0) }
            guard start.count(where: \.isLetter) > 2 else { continue }
            if start.count <= longestTitle { return String(start).trimmed }
            let cut = start.prefix(longestTitle)
            let end = cut.lastIndex(of: " ") ?? cut.endIndex
            return String(cut[..<end]).trimmed + "…"
        }
        return ""
    }

    /// `text` with spaces in place of `ranges`; all else stays at its offset.
    private static func blanking(_ ranges: [Range<Int>], in text: String) -> String {
        if ranges.isEmpty { return text }
        var bytes = Array(text.utf8)
        for range in ranges {
            for offset in range.clamped(to: 0..<bytes.count) where bytes[offset] != 0x0A { bytes[offset] = 0x20 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hasCode(_ text: String) -> Bool { text.contains(/\bS[0-9]{5}\b/) }
}
