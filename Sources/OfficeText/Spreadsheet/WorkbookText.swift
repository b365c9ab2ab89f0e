// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

extension OfficeDocument {
    private static let mostSheets = 100_000

    private struct Sheet {
        var name: String
        var part: String
    }

    /// Reads a workbook, a sheet a page: its name, its rows, its texts in drawings, what was remarked on it.
    mutating func readWorkbook(_ main: String, title: String?) throws(OfficeError) {
        let parts = relationships(of: main)
        var is1904 = false
        let sheets = try sheets(of: main, parts?.byID ?? [:], is1904: &is1904)
        var styles = CellStyles(is1904: is1904)
        var strings = SharedStrings()
        do throws(OfficeError) {
            if let name = parts?.parts(["styles"]).first, let reader = try package.reader(name) {
                try styles.read(reader)
            }
        } catch {
            note(error)
        }
        do throws(OfficeError) {
            if let name = parts?.parts(["sharedStrings"]).first, let reader = try package.reader(name) {
                try strings.read(reader)
            }
        } catch {
            note(error)
        }
        var isFirst = true
        for sheet in sheets {
            var blocks = [(isFirst ? title.map { $0 + "\n\n" } ?? "" : "") + sheet.name + "\n"]
            isFirst = false
            let rows = rows(of: sheet, styles, strings)
            // The rows come after an empty line.
            var cells = SheetCells()
            cells.append(rows.cells, at: Flow.lineEnds(in: blocks[0]) + 1)
            blocks.append(rows.text)
            blocks += asides(of: sheet.part)
            emitPage(blocks.filter { !$0.isEmpty }.joined(separator: "\n"), cells)
        }
    }

    private mutating func sheets(
        of main: String, _ byID: [String: String], is1904: inout Bool
    ) throws(OfficeError) -> [Sheet] {
        var sheets: [Sheet] = []
        guard let reader = try package.reader(main) else { return [] }
        while try reader.next() {
            guard reader.kind == .start else { continue }
            if reader.name == "workbookPr" { is1904 = ["1", "true"].contains(reader.attribute("date1904") ?? "0") }
            guard reader.name == "sheet", sheets.count < Self.mostSheets, let name = reader.attribute("name"),
                let id = reader.relationshipID, let part = byID[id]
            else { continue }
            sheets.append(Sheet(name: name, part: part))
        }
        return sheets
    }

    private mutating func rows(of sheet: Sheet, _ styles: CellStyles, _ strings: SharedStrings) -> SheetText {
        var text = SheetText(sheet.name, styles: styles, strings: strings)
        do throws(OfficeError) {
            guard let reader = try package.reader(sheet.part) else { return text }
            do throws(OfficeError) { try text.read(reader) } catch { note(error) }
        } catch {
            note(error)
        }
        return text
    }

    /// The texts on a sheet beside its cells: texts and charts in its drawings, comments.
    private mutating func asides(of part: String) -> [String] {
        guard let parts = relationships(of: part) else { return [] }
        takeFiles(of: parts)
        var names: [String] = []
        for drawing in parts.parts(["drawing"]) {
            names.append(drawing)
            names += relationships(of: drawing)?.parts(["chart", "chartEx", "diagramData"]) ?? []
        }
        names += parts.parts(["chart"])
        let threaded = parts.parts(["threadedComment"])
        // Beside threads the older comments repeat them.
        names += threaded.isEmpty ? parts.parts(["comments"]) : threaded
        return texts(names)
    }
}

/// The strings that the cells of a workbook share, by number.
struct SharedStrings {
    private(set) var strings: [String] = []

    mutating func read(_ reader: XMLReader) throws(OfficeError) {
        var text = ""
        var isText = false
        while try reader.next() {
            switch (reader.kind, reader.name) {
            case (.text, _): if isText { text += reader.text }
            case (.start, "rPh"): try reader.skip()
            case (.start, "t"): isText = !reader.isEmpty
            case (.start, "si"):
                text = ""
                if reader.isEmpty { strings.append("") }
            case (.end, "t"): isText = false
            case (.end, "si"): strings.append(text)
            default: break
            }
        }
    }
}
