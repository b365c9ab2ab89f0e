// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of an office document, page by page.
public struct OfficeDocument {
    /// Sentences on what of it could not be read, that go on after the document's name.
    public internal(set) var notes: [String] = []
    /// Takes a page of text: a sheet, a slide, or the whole of a text.
    let emit: (String) -> Void
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
    /// - Returns: Sentences on what could not be read, that go on after the document's name; and what may be the title:
    ///   the one that the document says it has, then its headings in the largest letters.
    /// - Throws: ``OfficeError`` where nothing could be.
    public static func read(
        _ package: OfficePackage, html: @escaping ([UInt8]) -> String, _ emit: @escaping (String) -> Void
    ) throws(OfficeError) -> (notes: [String], titles: [String]) {
        var said = false
        var document = OfficeDocument(
            emit: { page in
                said = said || page.utf8.contains { $0 > 0x20 }
                emit(page)
            }, package: package, html: html)
        if package.has("META-INF/manifest.xml"), package.has("content.xml") {
            try document.readOpenDocument()
        } else if package.has("META-INF/container.xml") {
            try document.readBook()
        } else {
            try document.readOpenXML()
        }
        guard said else {
            throw OfficeError(.noText, document.notes.first.map { "has no text: it " + $0 } ?? "has no text")
        }
        return (document.notes, document.titles.titles)
    }

    private init(
        emit: @escaping (String) -> Void, package: OfficePackage, html: @escaping ([UInt8]) -> String
    ) {
        self.emit = emit
        self.package = package
        self.html = html
    }

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
