// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

extension OfficeDocument {
    /// Reads an OpenDocument text, table or presentation.
    mutating func readOpenDocument() throws(OfficeError) {
        if let manifest = try package.reader("META-INF/manifest.xml") {
            do throws(OfficeError) {
                while try manifest.next() {
                    if manifest.kind == .start && manifest.name == "encryption-data" {
                        throw OfficeError(.encrypted, "opens with a password only; save it without one")
                    }
                }
            } catch  where error.code != .encrypted {
                note(error)
            }
        }
        let title = try title(of: "meta.xml")
        titles.own = title
        guard let reader = try package.reader("content.xml") else { return }
        var body = OpenDocumentText(.body, title: title, margins: margins(), emit: emitPage)
        var styles = OpenDocumentStyles()
        for part in ["styles.xml", "content.xml"] {
            guard let reader = try? package.reader(part) else { continue }
            try? styles.read(reader)
        }
        body.styles = styles
        do throws(OfficeError) { try body.read(reader) } catch { note(error) }
        for text in objects(inSpreadsheet: body.isSpreadsheet) { body.add(text) }
        body.finish()
        for line in body.lines { titles.add(line.text, size: line.size) }
    }

    /// The charts, tables and texts that the document holds. Of a chart in a spreadsheet the numbers stand in its sheets.
    private mutating func objects(inSpreadsheet: Bool) -> [String] {
        var found: [String] = []
        for part in package.names(endingIn: "/content.xml").prefix(Self.mostObjects) {
            do throws(OfficeError) {
                guard let reader = try package.reader(part) else { continue }
                var text = OpenDocumentText(.body, title: nil, margins: []) { page, _ in found.append(page) }
                text.skipsNumbers = inSpreadsheet
                do throws(OfficeError) { try text.read(reader) } catch { note(error) }
                text.finish()
            } catch {
                note(error)
            }
        }
        return found
    }

    private static let mostObjects = 1_000

    /// The headers and footers of the pages, each once.
    private mutating func margins() -> [String] {
        do throws(OfficeError) {
            guard let reader = try package.reader("styles.xml") else { return [] }
            var found: [String] = []
            var text = OpenDocumentText(.margins, title: nil, margins: []) { page, _ in
                if !page.isEmpty, !found.contains(page) { found.append(page) }
            }
            do throws(OfficeError) { try text.read(reader) } catch { note(error) }
            return found
        } catch {
            note(error)
            return []
        }
    }
}

/// The running text of a part of an OpenDocument (ISO/IEC 26300-1).
struct OpenDocumentText {
    enum Part {
        /// `content.xml`.
        case body
        /// The headers and footers in `styles.xml`.
        case margins
    }

    private let part: Part
    private let title: String?
    private var margins: [String]
    private let emit: (String, SheetCells) -> Void
    private var flow = Flow()
    /// The elements around.
    private var path: [String] = []
    private var isNested: [Bool] = []
    /// True if the next paragraph is the first of an item of a list.
    private var isItem = false
    private var isFirstPage = true
    /// True if pages are sheets or slides.
    private var hasPages = false
    /// The value of a cell, which counts where it holds no words.
    private var value: String?
    private var place = SheetPlace()
    /// The sizes of letters.
    var styles = OpenDocumentStyles()
    /// The paragraphs of the beginning, which may be its title, with the sizes of their letters; none of spreadsheets.
    private(set) var lines: [(text: String, size: Double)] = []
    private var size = 0.0
    /// True within the frame of a slide's title.
    private var isTitleFrame = false

    /// True if tables of a chart are left out.
    var skipsNumbers = false
    /// True once it has a sheet.
    private(set) var isSpreadsheet = false

    private static let mostLines = 200
    /// The kinds of a form's fields.
    private static let formFields: Set<String> = [
        "text", "textarea", "formatted-text", "number", "date", "time", "combobox", "listbox", "option", "checkbox",
        "radio",
        "fixed-text", "button",
    ]

    private static let unseen: Set<String> = [
        "tracked-changes", "note-citation", "ruby-text", "scripts", "font-face-decls", "automatic-styles",
        "creator", "date-string", "sender-initials", "creator-initials", "page-number", "page-count", "sheet-name",
        "dde-links", "named-expressions", "database-ranges", "hidden-text", "event-listeners", "settings",
        "variable-decls",
        "image-map", "binary-data",
    ]
    private static let marginNames: Set<String> = [
        "header", "header-left", "header-first", "footer", "footer-left", "footer-first",
    ]

    init(_ part: Part, title: String?, margins: [String], emit: @escaping (String, SheetCells) -> Void) {
        self.part = part
        self.title = title
        self.margins = margins
        self.emit = emit
    }

    mutating func read(_ reader: XMLReader) throws(OfficeError) {
        while try reader.next() {
            switch reader.kind {
            case .text:
                if flow.isParagraphOpen || path.last == "footer-decl" || path.last == "header-decl" {
                    flow.add(Self.collapsed(reader.text))
                }
            case .start:
                // Remarks tell who made them and when.
                let isOfRemark = reader.name == "date" && path.last == "annotation"
                let isOfChart = skipsNumbers && reader.name == "table" && path.contains("chart")
                if isOfRemark || isOfChart || Self.unseen.contains(reader.name) {
                    try reader.skip()
                    continue
                }
                begin(reader)
                if reader.isEmpty { end(reader.name) } else { path.append(reader.name) }
            case .end:
                if path.last == reader.name { path.removeLast() }
                end(reader.name)
            }
        }
    }

    /// Adds a text behind what was read.
    mutating func add(_ text: String) { paragraph(text) }

    /// Gives what has not been given.
    mutating func finish() {
        guard part == .body else { return }
        endPage()
    }

    private mutating func begin(_ reader: XMLReader) {
        switch reader.name {
        case "spreadsheet", "presentation": hasPages = true
        case "table" where hasPages && isPage(path.last):
            endPage()
            let name = reader.attribute("name")
            if let name { paragraph(name) }
            isSpreadsheet = true
            flow.cells.beginSheet(name ?? "")
            place = SheetPlace()
        case "page" where hasPages: endPage()
        case "p", "h":
            isNested.append(flow.isParagraphOpen)
            if flow.isParagraphOpen { flow.push() }
            flow.beginParagraph()
            size = styles.size(reader.attribute("style-name"))
            // A heading in letters of the body's size is one all the same.
            if reader.name == "h" { size += 1 / (reader.attribute("outline-level").flatMap { Double($0) } ?? 1) }
            if isTitleFrame { size = TitleChoice.titleSize }
        case "span": if flow.line.isEmpty { size = max(size, styles.size(reader.attribute("style-name"))) }
        case "frame": isTitleFrame = reader.attribute("class") == "title"
        case "s": flow.add(String(repeating: " ", count: min(reader.attribute("c").flatMap { Int($0) } ?? 1, 80)))
        case "tab": flow.add("\t")
        case "line-break": flow.add("\n")
        // Of a picture, within a paragraph.
        case "title", "desc": if flow.isParagraphOpen { flow.add(" ") }
        case "list-item": isItem = true
        case "note", "annotation", "text-box":
            flow.push()
            if !flow.isTop { place.isBesides = true }
        case "table-row":
            flow.beginRow()
            if flow.isTop { place.beginRow(repeated: reader.attribute("number-rows-repeated")) }
        case "table-cell", "covered-table-cell":
            if flow.isTop { place.beginCell(repeated: reader.attribute("number-columns-repeated")) }
            value =
                reader.attribute("string-value") ?? reader.attribute("date-value") ?? reader.attribute("value")
                ?? reader.attribute("boolean-value")
            flow.beginCell()
        case let name where path.contains("form") && Self.formFields.contains(name):
            for attribute in ["label", "current-value", "value"] {
                if let value = reader.attribute(attribute), !value.isEmpty { paragraph(value) }
            }
        case let name where part == .margins && Self.marginNames.contains(name): _ = flow.take()
        default: break
        }
    }

    private func isPage(_ parent: String?) -> Bool { parent == "spreadsheet" }

    private mutating func end(_ name: String) {
        switch name {
        case "p", "h":
            if part == .body, isFirstPage, lines.count < Self.mostLines, !path.contains("spreadsheet") {
                lines.append((flow.line, size))
            }
            flow.endParagraph(isItem: isItem && name == "p")
            isItem = false
            if isNested.popLast() == true { flow.pop() }
        case "note", "annotation", "text-box": flow.pop()
        case "table-row":
            let row = flow.isTop ? place.endRow() : nil
            flow.endRow(of: hasPages ? row : nil)
        case "table-cell", "covered-table-cell":
            if let value, hasPages, flow.isEmptyHere { flow.add(value) }
            value = nil
            flow.endCell()
            if flow.isTop { place.endCell() }
        case "title", "desc": if flow.isParagraphOpen { flow.add(" ") }
        case "table": flow.endTable()
        case "footer-decl", "header-decl": flow.endParagraph()
        case let name where part == .margins && Self.marginNames.contains(name): emit(flow.take(), SheetCells())
        default: break
        }
    }

    private mutating func paragraph(_ text: String) {
        flow.beginParagraph()
        flow.add(text)
        flow.endParagraph()
    }

    /// Gives the page that ends here.
    private mutating func endPage() {
        var (text, cells) = (flow.take(), flow.cells)
        flow.cells = SheetCells()
        // What stands before the first page belongs to it.
        if isFirstPage {
            if text.isEmpty && hasPages && !isOver { return }
            var blocks: [String] = []
            let start = text.prefix(4000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if let title, !start.contains(title) { blocks.append(title + "\n") }
            blocks += margins.filter { !text.contains($0) && (!hasPages || $0.split(separator: " ").count > 1) }
            blocks.append(text)
            let whole = blocks.filter { !$0.isEmpty }.joined(separator: "\n")
            var moved = SheetCells()
            moved.append(cells, at: Flow.lineEnds(in: whole) - Flow.lineEnds(in: text))
            (text, cells) = (whole, moved)
            isFirstPage = false
        }
        emit(text, cells)
    }

    /// True if the part has been read to its end.
    private var isOver: Bool { path.isEmpty }

    /// `text` with each run of white space as one space, as the format has it.
    private static func collapsed(_ text: String) -> String {
        var made = ""
        var isSpace = false
        for scalar in text.unicodeScalars {
            let isWhite = scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
            if !isWhite { made.unicodeScalars.append(scalar) } else if !isSpace { made += " " }
            isSpace = isWhite
        }
        return made
    }
}
