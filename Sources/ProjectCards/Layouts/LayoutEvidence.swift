// SPDX-License-Identifier: GPL-3.0-or-later

/// Evidence for layouts: which of them the labels of a text speak for.
struct LayoutEvidence {
    /// A layout chosen, and how much speaks for it: about the number of its different labels.
    struct Choice {
        var layout: Int
        var score: Double
    }

    let table: LabelTable
    let marks: [LabelMark]
    let text: PaperLines
    /// The marks in lines in which labels run together.
    private let isTogether: [Bool]
    private let alternation: LineAlternation

    /// The number of different labels within one line that make it a form whose line ends were lost.
    private static let fewestTogether = 4
    /// The least score of a paper.
    private static let leastScore = 3.0
    /// Fields that tell a project, of which a paper of one has two.
    private static let telling: Set<String> = [
        "otsikko", "koodi", "rinnakkaiskoodi", "hakemusnumero", "toteuttaja", "kumppani", "rahoittaja", "kohderyhmä",
        "tausta", "tavoite", "toimintatapa", "tulos", "levittäminen", "toimintalinja", "erityistavoite", "aika",
        "alkaa", "päättyy", "rahoitus", "kokonaiskustannus", "maakunta", "kunta", "huomiot", "omarahoitus", "tila",
    ]

    init(_ table: LabelTable, _ marks: [LabelMark], in text: PaperLines) {
        self.table = table
        self.marks = marks
        self.text = text
        alternation = LineAlternation(marks, in: text)
        var labels: [Int: Set<Int>] = [:]
        for mark in marks where mark.follow != .small { labels[mark.line, default: []].insert(mark.label) }
        isTogether = marks.map { $0.follow != .small && (labels[$0.line]?.count ?? 0) >= Self.fewestTogether }
    }

    /// The layout for which most speaks; nil where the text is no paper of any.
    func choice() -> Choice? {
        let general = table.general
        var best: Choice?
        for layout in table.layouts.indices where layout != general {
            let score = score(of: layout)
            if score >= Self.leastScore, score > best?.score ?? 0 { best = Choice(layout: layout, score: score) }
        }
        return best
    }

    private func score(of layout: Int) -> Double {
        var labels: [Int: Double] = [:]
        var fields: Set<String> = []
        var hasMarker = false
        var others: Set<Int> = []
        for (index, mark) in marks.enumerated() {
            let weight = weight(of: index)
            guard weight > 0 else { continue }
            guard let use = table.labels[mark.label].use(in: layout) else {
                if let general = table.general, table.labels[mark.label].use(in: general) != nil {
                    others.insert(mark.label)
                }
                continue
            }
            switch use.meaning {
            case .marker:
                if mark.isFirst || isTogether[index] { hasMarker = true }
                continue
            case .field(let name):
                if Self.telling.contains(name) { fields.insert(name) }
                labels[mark.label] = max(labels[mark.label] ?? 0, weight)
            // An address and a telephone number are on any letter.
            case .form, .text: labels[mark.label] = max(labels[mark.label] ?? 0, 0.3 * weight)
            }
        }
        guard fields.count >= 2 || hasMarker && !fields.isEmpty else { return 0 }
        return labels.values.reduce(0, +) + (hasMarker ? 2 : 0) + min(1, 0.4 * Double(others.count))
    }

    private func weight(of index: Int) -> Double {
        let mark = marks[index]
        if alternation.values.contains(index) { return 0 }
        if mark.isPlain { return 1 }
        if isTogether[index] { return 0.9 }
        switch mark.follow {
        case .colon: return 0.9
        case .capital where mark.isFirst: return 0.6
        default: return 0
        }
    }

    /// The marks that are labels of a paper of `layout`, each with its use there, and labels that none knows.
    func labels(in layout: Choice) -> [(mark: LabelMark, use: LabelTable.Use)] {
        var result: [(mark: LabelMark, use: LabelTable.Use)] = []
        for index in marks.indices where !alternation.values.contains(index) {
            guard let use = use(of: index, in: layout), !isItem(marks[index], use, after: result.last) else { continue }
            result.append((marks[index], use))
        }
        for line in alternation.labels {
            let range = text.trimmed(text.lines[line])
            result.append(
                (
                    LabelMark(
                        label: -1, line: line, start: range.lowerBound, value: text.lines[line].upperBound,
                        isFirst: true,
                        follow: .lineEnd),
                    LabelTable.Use(layout: layout.layout, meaning: .text, ending: .line)
                ))
        }
        return result.sorted { $0.mark.start < $1.mark.start }
    }

    private func use(of index: Int, in layout: Choice) -> LabelTable.Use? {
        let mark = marks[index]
        let label = table.labels[mark.label]
        if let use = label.use(in: layout.layout) {
            let isBrief = use.ending == .line && layout.score >= 5
            let isLabel =
                mark.isPlain || isTogether[index] || mark.follow == .colon
                || mark.isFirst && (mark.follow == .capital || isBrief)
            return isLabel ? use : nil
        }
        guard mark.isPlain || isTogether[index] || mark.follow == .colon && label.words.count > 1 else { return nil }
        return table.general.flatMap { label.use(in: $0) } ?? label.uses.first
    }

    /// True if a word that is a label elsewhere is an item of the list before it: no empty line parts them.
    private func isItem(
        _ mark: LabelMark, _ use: LabelTable.Use, after last: (mark: LabelMark, use: LabelTable.Use)?
    ) -> Bool {
        guard let last, last.use.ending == .list, last.mark.follow == .lineEnd, mark.follow == .lineEnd,
            use.layout != last.use.layout, mark.line > last.mark.line + 1
        else { return false }
        return (last.mark.line + 1..<mark.line).allSatisfy { !text.isBlank($0) }
    }
}
