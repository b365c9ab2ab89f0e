// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel

/// The text of an office document, page by page.
public struct OfficeDocument {
    /// Sentences on what of it could not be read, that go on after the document's name.
    public internal(set) var notes: [String] = []
    /// The names of parts that are files of their own, in the order of the document.
    var files: [String] = []
    /// Takes a page of text: a sheet, a slide, or the whole of a text; and the cells that its lines are made of.
    let emitPage: (String, SheetCells) -> Void
    let package: OfficePackage
    /// The text of a page of HTML.
    let html: ([UInt8]) -> String
    /// The title it has, and its largest headings.
    var titles = TitleChoice()

    /// Reads `package` and gives each page's text to `emit`, in order.
    ///
    /// - Parameters:
    ///   - package: The parts of the document.
    ///   - html: Makes text of the pages of HTML that books are.
    ///   - emit: Takes the text of a page.
    /// - Returns: All that is not the text.
    /// - Throws: ``OfficeError`` where nothing could be.
    public static func read(
        _ package: OfficePackage, html: @escaping ([UInt8]) -> String, _ emit: @escaping (String) -> Void
    ) throws(OfficeError) -> Result {
        var said = false
        var lines = 0
        var cells = SheetCells()
        var document = OfficeDocument(
            emit: { page, ofPage in
                said = said || page.utf8.contains { $0 > 0x20 }
                cells.append(ofPage, at: lines)
                lines += Flow.lineEnds(in: page)
                emit(page)
            }, package: package, html: html)
        // Some programs write no manifest.
        let isOther = package.has("META-INF/container.xml") || package.has("[Content_Types].xml")
        if package.has("content.xml"), package.has("META-INF/manifest.xml") || !isOther {
            try document.readOpenDocument()
        } else if package.has("META-INF/container.xml") {
            try document.readBook()
        } else {
            try document.readOpenXML()
        }
        guard said || !document.files.isEmpty else {
            throw OfficeError(.noText, document.notes.first.map { "has no text: it " + $0 } ?? "has no text")
        }
        return Result(
            notes: document.notes, titles: document.titles.titles, cells: cells, files: document.files)
    }

    private init(
        emit: @escaping (String, SheetCells) -> Void, package: OfficePackage, html: @escaping ([UInt8]) -> String
    ) {
        emitPage = emit
        self.package = package
        self.html = html
    }

    /// The things that are told of a document beside its text.
    public struct Result {
        /// Sentences on what could not be read, that go on after the document's name.
        public var notes: [String]
        /// Candidates for the title: the one that the document says it has, then its headings in the largest letters.
        public var titles: [String]
        /// The cells that the lines of all pages together are made of.
        public var cells: SheetCells
        /// The names of parts that are files of their own: workbooks in a text, documents that it takes in.
        public var files: [String]
    }

    private static let mostFiles = 500

    /// Takes the files of their own that `parts` name.
    mutating func takeFiles(of parts: Relationships?) {
        for part in parts?.parts(["package", "oleObject"]) ?? [] where files.count < Self.mostFiles && package.has(part)
        {
            if !files.contains(part) { files.append(part) }
        }
    }

    /// Gives a page whose lines are no rows of a sheet.
    func emit(_ page: String) { emitPage(page, SheetCells()) }

    /// Reads the part that a document of Office Open XML begins with.
    private mutating func readOpenXML() throws(OfficeError) {
        let relationships = try Relationships(of: "", in: package)
        guard let main = relationships.parts(["officeDocument"]).first, package.has(main) else {
            throw OfficeError(.damaged, "is damaged: it names no part to begin with")
        }
        let title = try title(of: relationships.parts(["core-properties"]).first)
        titles.own = title
        guard let reader = try package.reader(main) else { return }
        // The root's name tells what it is.
        while try reader.next(), reader.kind != .start {}
        switch reader.name {
        case "document": try readText(main, title: title)
        case "workbook": try readWorkbook(main, title: title)
        case "presentation": try readPresentation(main, title: title)
        default: throw OfficeError(.damaged, "is an Office package of a kind that is not read (\(reader.name))")
        }
    }

    /// Beginnings of titles that programs make up, in small letters.
    private static let madeUp = [
        "powerpoint", "microsoft word - ", "dia ", "dia1", "slide ", "slide 1", "document1", "asiakirja1", "untitled",
        "nimetön", "book1", "työkirja1", "presentation1", "esitys1", "esityksen otsikko", "otsikko",
    ]

    /// The title that the properties in `part` give; nil where there is none, or one that a program made up.
    func title(of part: String?) throws(OfficeError) -> String? {
        guard let part, let reader = try? package.reader(part) else { return nil }
        do throws(OfficeError) {
            while try reader.next() {
                guard reader.kind == .start, reader.name == "title", !reader.isEmpty else { continue }
                guard try reader.next(), reader.kind == .text else { return nil }
                let title = reader.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                let isMadeUp = Self.madeUp.contains { title.lowercased().hasPrefix($0) }
                return title.isEmpty || isMadeUp ? nil : title
            }
        } catch {}
        return nil
    }

    /// The text of the part `name`; empty where there is none. What is wrong with it is noted.
    mutating func markup(_ name: String) -> String {
        do throws(OfficeError) {
            guard let reader = try package.reader(name) else { return "" }
            var failure: OfficeError?
            let text = MarkupText.text(of: reader, failure: &failure)
            if let failure { note(failure) }
            return text
        } catch {
            note(error)
            return ""
        }
    }

    /// The text of the part `name`, as ``markup(_:)`` has it; its paragraphs may be the document's title.
    mutating func titledMarkup(_ name: String, styles: TextStyles = TextStyles()) -> String {
        do throws(OfficeError) {
            guard let reader = try package.reader(name) else { return "" }
            var failure: OfficeError?
            let text = MarkupText.text(of: reader, styles: styles, titles: &titles, failure: &failure)
            if let failure { note(failure) }
            return text
        } catch {
            note(error)
            return ""
        }
    }

    /// Notes that a part could not be read to its end.
    mutating func note(_ error: OfficeError) {
        if !notes.contains(error.message), notes.count < 20 { notes.append(error.message) }
    }

    /// The relationships of `part`; none where they cannot be read, which is noted.
    mutating func relationships(of part: String) -> Relationships? {
        do throws(OfficeError) {
            return try Relationships(of: part, in: package)
        } catch {
            note(error)
            return nil
        }
    }

    /// The texts of parts, each once where several say the same, parted by empty lines.
    mutating func texts(_ parts: [String]) -> [String] {
        var seen: Set<String> = []
        return parts.map { markup($0) }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
