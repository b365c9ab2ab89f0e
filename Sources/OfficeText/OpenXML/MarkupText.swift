// SPDX-License-Identifier: GPL-3.0-or-later

/// The running text of a part of Office Open XML: WordprocessingML, DrawingML, comments, charts. Their names mean the
/// same wherever both have them.
struct MarkupText {
    private var flow = Flow()
    /// Elements in whose text words stand: `t`, and `text` of comments.
    private var capturing = 0
    private var isItem = false
    private var isHidden = false
    private var isRowDeleted: [Bool] = []
    /// One for each AlternateContent around: has a choice been taken?
    private var hasChoice: [Bool] = []
    /// One for each `p` around: does it stand in another's frame?
    private var isNested: [Bool] = []
    /// True within the cache of a chart's words.
    private var isInWords = false
    private let styles: TextStyles
    private var titles: TitleChoice
    private var style: String?
    /// The size of letters that a run sets, and the largest ones of the paragraph, in points; nil where none is set.
    private var runSize: Double?
    private var largestSize: Double?
    /// The entries of a list to choose from in a form, and the number of the one that is chosen.
    private var choice: (entries: [String], chosen: Int)?
    /// True within a shape that holds a slide's title.
    private var isTitleShape = false

    /// Elements that are not shown: what was deleted or moved away, codes of fields, readings above signs.
    private static let unseen: Set<String> = [
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "rPh", "numCache", "tblGrid", "sectPrChange",
        "pPrChange", "rPrChange", "tblPrChange",
    ]
    private static let properties: Set<String> = ["pPr", "rPr", "trPr"]

    /// The text of a part.
    ///
    /// - Parameters:
    ///   - reader: At the part's beginning.
    ///   - failure: Set to why the part could not be read to its end; what stands before that is the text.
    /// - Returns: Paragraphs parted by empty lines; empty where there are none.
    static func text(of reader: XMLReader, failure: inout OfficeError?) -> String {
        var titles = TitleChoice()
        return text(of: reader, styles: TextStyles(), titles: &titles, failure: &failure)
    }

    /// The text of a part, as ``text(of:failure:)`` has it; gives its paragraphs to `titles`, in the sizes of `styles`.
    static func text(
        of reader: XMLReader, styles: TextStyles, titles: inout TitleChoice, failure: inout OfficeError?
    ) -> String {
        var text = MarkupText(styles: styles, titles: titles)
        do throws(OfficeError) {
            while try reader.next() { try text.take(reader) }
        } catch {
            failure = error
        }
        titles = text.titles
        return text.flow.take()
    }

    private init(styles: TextStyles, titles: TitleChoice) {
        self.styles = styles
        self.titles = titles
    }

    private mutating func take(_ reader: XMLReader) throws(OfficeError) {
        switch reader.kind {
        case .text:
            if capturing > 0 && !isHidden {
                flow.add(reader.text)
                if let runSize { largestSize = max(largestSize ?? 0, runSize) }
            }
        case .start:
            if Self.unseen.contains(reader.name) { return try reader.skip() }
            if Self.properties.contains(reader.name) { return try properties(reader) }
            try begin(reader)
            if reader.isEmpty { end(reader.name) }
        case .end: end(reader.name)
        }
    }

    private mutating func begin(_ reader: XMLReader) throws(OfficeError) {
        switch reader.name {
        case "p":
            isNested.append(flow.isParagraphOpen)
            if flow.isParagraphOpen { flow.push() }
            flow.beginParagraph()
            isItem = false
            (style, runSize, largestSize) = (nil, nil, nil)
        case "r": (isHidden, runSize) = (false, nil)
        case "sp": isTitleShape = false
        case "ph": isTitleShape = ["title", "ctrTitle"].contains(reader.attribute("type"))
        case "t", "text": capturing += 1
        case "v" where isInWords: capturing += 1
        case "tab", "ptab": flow.add("\t")
        case "br", "cr": flow.add("\n")
        case "noBreakHyphen": flow.add("-")
        case "softHyphen": flow.add("\u{AD}")
        case "txbxContent": flow.push()
        case "tr":
            flow.beginRow()
            isRowDeleted.append(false)
        case "tc": flow.beginCell()
        case "AlternateContent": hasChoice.append(false)
        case "Choice": if !hasChoice.isEmpty { hasChoice[hasChoice.count - 1] = true }
        case "Fallback": if hasChoice.last == true { try reader.skip() }
        case "strCache", "strLit": isInWords = true
        case "ddList": choice = ([], 0)
        case "result": choice?.chosen = reader.attribute("val").flatMap { Int($0) } ?? 0
        case "listEntry": choice?.entries.append(reader.attribute("val") ?? "")
        case "fld":
            // The number of a slide says nothing of it.
            if reader.attribute("type") == "slidenum" { try reader.skip() }
        default: break
        }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "p":
            if !titles.isFull {
                titles.add(flow.line, size: isTitleShape ? TitleChoice.titleSize : largestSize ?? styles.size(style))
            }
            flow.endParagraph(isItem: isItem)
            isItem = false
            if isNested.popLast() == true { flow.pop() }
        case "r": isHidden = false
        case "t", "text": capturing = max(0, capturing - 1)
        case "v" where isInWords: capturing = max(0, capturing - 1)
        case "pt": if isInWords { flow.add(" ") }
        case "strCache", "strLit":
            isInWords = false
            flow.endParagraph()
        case "ddList":
            if let choice, choice.entries.indices.contains(choice.chosen) { flow.add(choice.entries[choice.chosen]) }
            choice = nil
        case "txbxContent": flow.pop()
        case "tr": flow.endRow(isLeftOut: isRowDeleted.popLast() == true)
        case "tc": flow.endCell()
        case "tbl": flow.endTable()
        case "comment", "cm", "threadedComment": if !flow.isParagraphOpen { flow.endParagraph() }
        case "AlternateContent": _ = hasChoice.popLast()
        default: break
        }
    }

    /// Takes what matters of a paragraph's, run's or row's properties.
    private mutating func properties(_ reader: XMLReader) throws(OfficeError) {
        // DrawingML has the size in hundredths of a point right here.
        if reader.name == "rPr", let size = reader.attribute("sz").flatMap({ Double($0) }) { runSize = size / 100 }
        guard !reader.isEmpty else { return }
        let (outer, owner) = (reader.depth, reader.name)
        // Marks of a whole paragraph have properties of their own within.
        var isOfMark = false
        while try reader.next() {
            if reader.kind == .end && reader.depth == outer { return }
            guard reader.kind != .text else { continue }
            if owner == "pPr" && reader.name == "rPr" { isOfMark = reader.kind == .start && !reader.isEmpty }
            guard reader.kind == .start else { continue }
            switch reader.name {
            case "vanish" where owner == "rPr": isHidden = Self.isOn(reader)
            case "numId" where owner == "pPr": isItem = reader.attribute("val") != "0"
            case "sz" where owner == "rPr": runSize = reader.attribute("val").flatMap { Double($0) }.map { $0 / 2 }
            case "pStyle" where owner == "pPr":
                style = reader.attribute("val")
                let style = style?.lowercased() ?? ""
                if style.hasPrefix("heading") || style.hasPrefix("otsikko") { isItem = false }
            case "del" where owner == "trPr" && !isOfMark:
                if !isRowDeleted.isEmpty { isRowDeleted[isRowDeleted.count - 1] = true }
            default: break
            }
        }
    }

    private static func isOn(_ reader: XMLReader) -> Bool {
        !["0", "false", "off"].contains(reader.attribute("val") ?? "1")
    }
}
