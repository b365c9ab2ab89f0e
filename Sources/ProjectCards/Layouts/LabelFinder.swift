// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// A label where it stands in a text.
struct LabelMark {
    /// The text behind a label.
    enum Follow {
        /// A colon, or the border of a table's cell.
        case colon
        /// The line's end.
        case lineEnd
        /// A capital or a digit, as a value begins.
        case capital
        /// A small letter: a value, or the rest of a sentence.
        case small
    }

    /// The label's number in the table.
    var label: Int
    /// The line on which it ends.
    var line: Int
    /// The offset at which it begins, with the number before it.
    var start: Int
    /// The offset at which its value may begin.
    var value: Int
    /// True if nothing but a number stands before it on its line.
    var isFirst: Bool
    var follow: Follow

    /// True if its line says that it is a label.
    var isPlain: Bool { isFirst && (follow == .colon || follow == .lineEnd) }
}

/// Finds the labels of a table in a text: linear, by bytes, since most texts hold none.
struct LabelFinder {
    let table: LabelTable
    let text: PaperLines

    /// All labels of `text`, in order, none over another. Lines of a table of contents have none.
    func marks() -> [LabelMark] {
        var result: [LabelMark] = []
        var next = 0
        for line in text.lines.indices where !text.lines[line].isEmpty {
            add(line, from: max(next, text.lines[line].lowerBound), to: &result)
            next = result.last?.value ?? 0
        }
        return result
    }

    private func add(_ line: Int, from start: Int, to marks: inout [LabelMark]) {
        let range = text.lines[line]
        guard start < range.upperBound else { return }
        let content = text.content(of: line)
        var index = start
        var isContents = false
        while index < range.upperBound {
            guard LabelLetters.isWord(text.bytes, index) else {
                index += 1
                continue
            }
            let (end, hash) = LabelLetters.word(text.bytes, index, limit: range.upperBound)
            if hash == Self.contents[0] || hash == Self.contents[1] || hash == Self.contents[2] {
                isContents = isContents || index - range.lowerBound < 12
            }
            var found: LabelMark?
            if !isContents {
                for label in table.candidates(hash) {
                    found = mark(label, at: index, content: content, line: line)
                    if found != nil { break }
                }
            }
            if let found {
                marks.append(found)
                index = max(found.value, end)
            } else {
                index = end
            }
        }
    }

    /// The first words of a table of contents.
    private static let contents = ["sisallys", "sisalto", "sisallysluettelo"].map { word in
        LabelLetters.word(Array(word.utf8), 0, limit: word.utf8.count).hash
    }

    private func mark(_ label: Int, at start: Int, content: Int, line: Int) -> LabelMark? {
        let bytes = text.bytes
        var index = start
        var line = line
        let words = table.labels[label].words
        for (number, word) in words.enumerated() {
            if number > 0 {
                guard let next = nextWord(index, &line, mayBreak: words.count > 2) else { return nil }
                index = next
            }
            let end = LabelLetters.word(bytes, index, limit: text.lines[line].upperBound).end
            guard LabelLetters.letters(bytes, index, end) == word else { return nil }
            index = end
        }
        let isFirst = start == content
        guard let (follow, value) = follow(index, on: line) else { return nil }
        // Within a line a label begins large, or ends with a colon.
        guard follow == .colon || LabelLetters.isCapital(bytes, start) else { return nil }
        if !isFirst, follow == .small { return nil }
        let begin = isFirst ? text.trimmed(text.lines[self.line(of: start, near: line)]).lowerBound : start
        return LabelMark(label: label, line: line, start: begin, value: value, isFirst: isFirst, follow: follow)
    }

    private func line(of offset: Int, near line: Int) -> Int {
        var line = line
        while line > 0, text.lines[line].lowerBound > offset { line -= 1 }
        return line
    }

    /// The next word of a label, a few signs on, on the same line or, of a long label, on the next.
    private func nextWord(_ index: Int, _ line: inout Int, mayBreak: Bool) -> Int? {
        let bytes = text.bytes
        var index = index
        let limit = min(index + 5, text.lines[line].upperBound)
        while index < limit {
            if LabelLetters.isWord(bytes, index) { return index }
            // A label goes on over these; a value does not begin behind them.
            guard " -/,()&'.+*".utf8.contains(bytes[index]) || bytes[index] >= 0x80 else { return nil }
            index += 1
        }
        guard index == text.lines[line].upperBound, mayBreak, line + 1 < text.lines.count else { return nil }
        let start = text.trimmed(text.lines[line + 1]).lowerBound
        guard start < text.lines[line + 1].upperBound, LabelLetters.isWord(bytes, start) else { return nil }
        line += 1
        return start
    }

    /// The text behind a label that ends at `index`, and where its value may begin; nil where it is none.
    private func follow(_ index: Int, on line: Int) -> (LabelMark.Follow, Int)? {
        let bytes = text.bytes
        let end = text.lines[line].upperBound
        var index = index
        var blanks = 0
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x2A || bytes[index] == 0x3F || bytes[index] == 0x29
        {
            if bytes[index] == 0x20 { blanks += 1 }
            index += 1
        }
        // *Kohderyhmä (ensisijainen):*
        if index < end, bytes[index] == 0x28, let close = bytes[index..<end].firstIndex(of: 0x29), close + 1 < end,
            bytes[close + 1] == 0x3A
        {
            index = close + 1
        }
        if index >= end { return (.lineEnd, end) }
        switch bytes[index] {
        case 0x3A, 0x7C, 0x09:
            while index < end, [0x3A, 0x7C, 0x09, 0x20].contains(bytes[index]) { index += 1 }
            return (.colon, index)
        // A dotted line to a page's number, a sentence's end, an item of a list.
        case 0x2E, 0x2C, 0x3B, 0x21: return nil
        default: break
        }
        if blanks >= 2 { return (.colon, index) }
        // A word that goes on is another word.
        guard blanks > 0 else { return nil }
        let byte = bytes[index]
        return (
            LabelLetters.isCapital(bytes, index) || !LabelLetters.isWord(bytes, index) && byte != 0x2F
                ? .capital : .small, index
        )
    }
}
