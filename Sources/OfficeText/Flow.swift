// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// Puts running text together: paragraphs, rows of tables, and what stands aside of them (text boxes, notes).
///
/// Empty lines part paragraphs; a table has a line a row where its cells are short.
struct Flow {
    /// A text of its own: the body, a cell, a text box.
    private struct Frame {
        private(set) var text = ""
        /// The number of line ends in ``text``.
        private(set) var lines = 0
        var line = ""
        /// True if a paragraph has begun and not ended.
        var isOpen = false
        /// True if the last paragraph was an item of a list, or a row.
        var isList = false
        /// Texts that come after the paragraph in which they stand.
        var asides: [String] = []
        /// The cells of the row that has begun, of each table within the other.
        var rows: [[String]] = []

        /// Adds `block` to the text, in a line of its own.
        mutating func put(_ block: String, afterEmptyLine: Bool) {
            if !text.isEmpty {
                text += afterEmptyLine ? "\n\n" : "\n"
                lines += afterEmptyLine ? 2 : 1
            }
            text += block
            lines += Flow.lineEnds(in: block)
        }
    }

    /// A row of a sheet: its number, from 1, and the column of each of its cells, from 0; nil for a cell beside which there
    /// is more in its text.
    struct SheetRow {
        var number: Int
        var columns: [Int?]
    }

    private var frames = [Frame()]
    /// The cells of the sheet's rows; lines are those of what ``take()`` returns.
    var cells = SheetCells()
    private var top: Frame {
        get { frames[frames.count - 1] }
        _modify { yield &frames[frames.count - 1] }
    }

    /// True if a paragraph has begun here and not ended.
    var isParagraphOpen: Bool { top.isOpen }
    /// True if no text within another one has begun.
    var isTop: Bool { frames.count == 1 }
    /// True if nothing has been said.
    var isEmpty: Bool { frames.allSatisfy { $0.text.isEmpty && $0.line.isEmpty } }

    /// The paragraph that has begun, so far.
    var line: String { top.line }

    /// True if nothing has been said in the text that has begun last.
    var isEmptyHere: Bool { top.text.isEmpty && top.line.isEmpty && top.asides.isEmpty }

    /// Adds to the paragraph.
    mutating func add(_ text: String) { top.line += text }

    mutating func beginParagraph() {
        if !top.line.isEmpty { endParagraph() }
        top.isOpen = true
    }

    /// Ends the paragraph, an item of a list where `isItem`.
    mutating func endParagraph(isItem: Bool = false) {
        top.isOpen = false
        let line = Self.trimmed(top.line)
        top.line = ""
        if !line.isEmpty {
            let isList = isItem && !line.contains("\n")
            top.put(isList ? "- " + line : line, afterEmptyLine: !(isList && top.isList))
            top.isList = isList
        }
        let asides = top.asides
        top.asides = []
        for aside in asides { append(aside) }
    }

    private mutating func append(_ block: String) {
        guard !block.isEmpty else { return }
        top.put(block, afterEmptyLine: true)
        top.isList = false
    }

    /// Begins a text that stands aside.
    mutating func push() { frames.append(Frame()) }

    /// Ends a text that stands aside: it comes after the paragraph that it stands in.
    mutating func pop() {
        let text = close()
        if top.isOpen { top.asides.append(text) } else { append(text) }
    }

    /// Ends a text of its own, which is returned.
    private mutating func close() -> String {
        guard frames.count > 1 else { return "" }
        endParagraph()
        return frames.removeLast().text
    }

    mutating func beginRow() {
        if !top.line.isEmpty { endParagraph() }
        top.rows.append([])
    }

    mutating func beginCell() { push() }

    mutating func endCell() {
        let text = close()
        guard !top.rows.isEmpty else { return append(text) }
        top.rows[top.rows.count - 1].append(text)
    }

    /// Ends a row; where `isLeftOut` as if there had been none. `row` is the one of a sheet that it is.
    mutating func endRow(isLeftOut: Bool = false, of row: SheetRow? = nil) {
        guard let texts = top.rows.popLast(), !isLeftOut else { return }
        let filled = texts.indices.filter { !texts[$0].isEmpty }
        guard !filled.isEmpty else { return }
        let row = row?.columns.count == texts.count && frames.count == 1 ? row : nil
        // Cells that hold whole paragraphs follow one another as such.
        guard filled.allSatisfy({ !texts[$0].contains("\n\n") }) else {
            for index in filled {
                append(texts[index])
                guard let row, let column = row.columns[index] else { continue }
                let last = top.lines
                for line in (last - Self.lineEnds(in: texts[index]))...last {
                    cells.add(line: line, row: row.number, columns: [column])
                }
            }
            return
        }
        top.put(
            filled.map { texts[$0].replacing("\n", with: " ") }.joined(separator: "\t"), afterEmptyLine: !top.isList)
        top.isList = true
        guard let row, filled.allSatisfy({ row.columns[$0] != nil && !texts[$0].contains("\t") }) else { return }
        cells.add(line: top.lines, row: row.number, columns: filled.compactMap { row.columns[$0] })
    }

    /// The number of line ends in `text`.
    static func lineEnds(in text: String) -> Int { text.utf8.count { $0 == 0x0A } }

    mutating func endTable() { top.isList = false }

    /// All that was put together, ended by a line end where there is any. Begins anew.
    mutating func take() -> String {
        while frames.count > 1 { pop() }
        endParagraph()
        while !top.rows.isEmpty { endRow() }
        let text = top.text
        frames = [Frame()]
        return text.isEmpty ? "" : text + "\n"
    }

    /// `line` without white space at its ends, and at the ends of its lines.
    private static func trimmed(_ line: String) -> String {
        let parts = line.split(separator: "\n").map { part in
            var part = part
            while part.first?.isWhitespace == true { part.removeFirst() }
            while part.last?.isWhitespace == true { part.removeLast() }
            return part
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
