// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// Reads what a paper of a project says in its fields: of which kind it is, who did what, where, when and for how much.
///
/// Papers are told by their labels. Cards, summaries and funding proposals have headings (`Resources/otsikot.tsv`), which
/// may be broken over lines, stand before their values or be damaged in a sixth of their letters. Descriptions, plans,
/// reports and practices are told by the layout (`Resources/asettelut`) for which most of their labels speak. Minutes are
/// told by a body, a day and numbered items. Users add layouts. A text without all this is of the kind ``Card/Kind/muu``
/// and has no field but its title.
public struct CardReader: Sendable {
    /// The number of different headings that make a card.
    private static let fewestHeadings = 4
    /// The longest value a field keeps, in characters; the whole text is searched anyway.
    static let longestValue = 20_000

    /// The headings that tell cards.
    private let headings: Headings
    /// The labels that tell other papers.
    private let labels: LabelTable

    /// A reader of papers in the layouts that come with the program.
    public init() {
        headings = .shipped
        labels = .shipped
    }

    /// A reader of papers in the layouts that come with the program, and in others.
    ///
    /// - Parameter tables: Layouts: lines of kind, field and label, parted by tabs, and how the value ends; what each is
    ///   called in messages.
    /// - Throws: ``CardLayoutError`` with the line that cannot be read.
    public init(headings tables: [(text: String, path: String)]) throws(CardLayoutError) {
        var headings = Headings.shipped
        var labels = LabelTable.shipped
        for table in tables {
            let rows = try LayoutTable(table.text, path: table.path)
            headings = Headings(rows, after: headings)
            labels.add(rows, named: table.path)
        }
        self.headings = headings
        self.labels = labels
    }

    /// Reads `text`, normalised and repaired.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - unasserted: What the text shows but does not assert (alternatives without a tick), as half-open UTF-8
    ///     offsets; left out of all fields.
    ///   - pages: The UTF-8 offsets at which pages begin; empty where there are none.
    /// - Returns: What the paper says. Linear in the text.
    public func read(_ text: String, unasserted: [Range<Int>] = [], pages: [Int] = []) -> Card {
        let asserted = Self.blanking(unasserted, in: text)
        let paper = PaperLines(asserted)
        let marks = LabelFinder(table: labels, text: paper).marks()
        let evidence = LayoutEvidence(labels, marks, in: paper)
        let choice = evidence.choice()
        if let card = headedPaper(asserted, than: choice?.score ?? 0) { return card }
        if let card = Minutes.read(paper, pages: pages) { return card }
        if let choice {
            let values = LabelledValues(text: paper, pages: pages).values(of: evidence.labels(in: choice))
            return LabelledPaper.read(paper, values, kind: labels.layouts[choice.layout].kind)
        }
        return otherPaper(paper, marks)
    }

    /// `card`, where it is no paper of a known kind, with the first of `titles` as its title that is no letterhead,
    /// greeting or label.
    public static func titled(_ card: Card, among titles: [String]) -> Card {
        guard card.kind == .muu, let title = TitleLines.title(among: titles) else { return card }
        var card = card
        card.title = title
        card.fields.removeAll { $0.name == "otsikko" }
        card.fields.insert(DocumentField("otsikko", title), at: 0)
        return card
    }

    /// A card, a summary or a funding proposal, where more speaks for it than `score`; nil otherwise.
    private func headedPaper(_ text: String, than score: Double) -> Card? {
        let lines = Self.lines(of: text)
        let places = headings.places(in: lines)
        guard !places.isEmpty else { return nil }
        for kind in [Card.Kind.hankekortti, .valintaesitys] {
            let matches = headings.matches(kind, in: lines, at: places)
            let different = Set(matches.map(\.heading.key)).count
            guard different >= Self.fewestHeadings, Double(different) >= score,
                matches.contains(where: { $0.heading.words > 1 }) || Self.hasCode(text)
            else { continue }
            let sections = Sections(matches, in: lines)
            var card =
                kind == .hankekortti ? ProjectCard.read(sections, in: text) : FundingProposal.read(sections, in: text)
            card.passages = Passages.of(matches, in: lines, of: text)
            return card
        }
        guard score == 0 else { return nil }
        let matches = headings.matches(.tiivistelmä, in: lines, at: places)
        guard Summary.isSummary(matches, lines: lines) else { return nil }
        var card = Summary.read(Sections(matches, in: lines))
        card.passages = Passages.of(matches, in: lines, of: text)
        return card
    }

    /// A paper of no layout: what is label in it is not compared, and not its title.
    private func otherPaper(_ paper: PaperLines, _ marks: [LabelMark]) -> Card {
        let rows = LabelShape.labels(in: paper)
        var labelled = Set(marks.filter(\.isPlain).map(\.line))
        var next = 0
        for row in rows {
            while next < paper.lines.count, paper.lines[next].upperBound < row.upperBound { next += 1 }
            labelled.insert(next)
        }
        let title = TitleLines.title(of: paper.lines.lazy.map { paper.string($0)[...] }, labels: labelled)
        var card = Card(kind: .muu, title: title, fields: title.isEmpty ? [] : [DocumentField("otsikko", title)])
        card.passages = rows.map { Card.Passage($0, .form) }
        return card
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
