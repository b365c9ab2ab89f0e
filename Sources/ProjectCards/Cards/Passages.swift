// SPDX-License-Identifier: GPL-3.0-or-later

/// Which part of a card's text is what.
enum Passages {
    /// Fields of one paragraph: what follows in the text is not of them.
    private static let brief: Set<String> = [
        "koodi", "hakemusnumero", "diaarinumero", "alkaa", "päättyy", "rahoitus", "omarahoitus", "kokonaiskustannus",
        "päätös", "kunta", "maakunta",
    ]

    /// The passages that `matches` part `text` into, by rising offset. What is no field's is left out.
    static func of(_ matches: [Headings.Match], in lines: [Substring], of text: String) -> [Card.Passage] {
        func offset(_ index: String.Index) -> Int { text.utf8.distance(from: text.startIndex, to: index) }
        var result: [Card.Passage] = []
        func add(_ range: Range<Int>, _ content: Card.Passage.Content) {
            if !range.isEmpty { result.append(Card.Passage(range, content)) }
        }
        for (index, match) in matches.enumerated() {
            let begin = offset(lines[match.lines.lowerBound].startIndex)
            let next = index + 1 < matches.count ? matches[index + 1].lines.lowerBound : lines.count
            let value = offset(match.rest.startIndex)
            // What stands above the first heading is the form's, and the title again.
            add((index == 0 && match.heading.kind == .hankekortti ? 0 : begin)..<value, .form)
            var last = next
            if match.heading.isForm || match.heading.field.map(brief.contains) == true {
                last = endOfParagraph(match, in: lines[..<next])
            }
            let end = offset(lines[last - 1].endIndex)
            if let field = match.heading.field {
                add(value..<max(value, end), .field(field))
            } else if match.heading.isForm {
                add(value..<max(value, end), .form)
            }
        }
        return result
    }

    /// The line after the first paragraph of what follows `match`.
    private static func endOfParagraph(_ match: Headings.Match, in lines: ArraySlice<Substring>) -> Int {
        var line = match.lines.upperBound
        if match.rest.isEmpty {
            while line < lines.endIndex, lines[line].allSatisfy(\.isWhitespace) { line += 1 }
        }
        while line < lines.endIndex, !lines[line].allSatisfy(\.isWhitespace) { line += 1 }
        return max(line, match.lines.upperBound)
    }
}
