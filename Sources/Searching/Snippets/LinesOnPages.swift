// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// Matching lines among the others of their text: on which pages, and what stands beside them.
struct LinesOnPages {
    private let text: String
    private let pages: [PageStart]

    /// The lines of `text`, whose pages begin at the offsets of `pages`.
    init(_ text: String, _ pages: [PageStart]) {
        self.text = text
        self.pages = pages
    }

    /// `found`, lines of the text in their order, with the pages they begin on: those of `page` alone, where one is given,
    /// each with `context` lines of the text before and after it. Linear in the text's length, and nothing where there is
    /// neither page nor context to tell.
    func lines(_ found: [MatchingLine], on page: Int?, context: Int) -> [MatchingLine] {
        guard let last = found.last, !pages.isEmpty || context > 0 || page ?? 1 != 1 else { return found }
        var result: [MatchingLine] = []
        var place = found.startIndex
        var before: [MatchingLine] = []
        var after = 0
        var (number, offset, start) = (0, 0, 0)
        for text in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            while start < pages.count, pages[start].offset <= offset { start += 1 }
            offset += text.count + 1
            let isOnPage = page.map { $0 == (start > 0 ? pages[start - 1].number : pages.isEmpty ? 1 : 0) } ?? true
            var line: MatchingLine
            if place < found.endIndex, found[place].line == number {
                line = found[place]
                place += 1
            } else {
                let text = text.last == 0x0D ? text.dropLast() : text
                line = MatchingLine(id: last.id, line: number, column: nil, text: String(Substring(text)), matches: [])
            }
            line.page = start > 0 ? pages[start - 1].number : nil
            if !isOnPage { (line.column, line.matches) = (nil, []) }
            if line.column != nil {
                result += before
                result.append(line)
                before = []
                after = context
            } else if after > 0 {
                after -= 1
                result.append(line)
            } else if context > 0 {
                if before.count == context { before.removeFirst() }
                before.append(line)
            }
            if place == found.endIndex, after == 0 { break }
        }
        return result
    }
}
