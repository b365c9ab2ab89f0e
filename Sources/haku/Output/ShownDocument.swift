// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentModel
internal import LineProtocol
internal import SearchIndex
internal import Searching

/// All that is shown of a document: by its index, or by the daemon that serves it.
struct ShownDocument {
    var id: String
    var title: String
    var kind: String
    var project: String
    /// The fields, those of its file at the end.
    var fields: [(name: String, value: String)]
    /// The repaired text.
    var text: String
    /// The text as it came; empty where it was not asked for.
    var original: String
    var repairs: [MadeRepair]
    /// The texts of the pages, those of a page that begins twice apart.
    var pages: [(number: Int, text: String)]

    /// Reads the document that `name` calls.
    ///
    /// Nothing is shown before all is read, so that a newer commit cannot leave half an answer behind.
    ///
    /// - Throws: A ``Failure`` where there is none; what reading throws.
    init(_ name: String, in folder: IndexFolder, withOriginal: Bool) throws {
        let reader = try IndexReader(folder: folder)
        let (record, stored, file) = try reader.retrying { reader -> (StoredDocument, StoredText, [UInt8]) in
            let finder = DocumentFinder(reader)
            guard let number = try finder.document(name) ?? finder.document(Named.absolute(name)) else {
                throw Failure(
                    .noInput,
                    "There is no document \(Layout.escaped(name)) in \(folder.path); "
                        + "“haku search --ids” prints ids.")
            }
            let record = try reader.record(of: number)
            return (record, try reader.text(of: number, original: withOriginal), try finder.path(of: record))
        }
        (id, title, kind, project) = (record.id, record.title, record.kind, record.project)
        fields = record.allFields(path: file)
        (text, original, repairs) = (stored.text, stored.original, stored.madeRepairs)
        let bytes = Array(stored.text.utf8)
        let ends = stored.pages.dropFirst().map(\.offset) + [bytes.count]
        pages = zip(stored.pages, ends).map { page, end in
            (page.number, String(decoding: bytes[min(page.offset, end)..<min(end, bytes.count)], as: UTF8.self))
        }
    }

    /// Asks the daemon for the document that `name` calls. A line end of its texts is LF.
    ///
    /// - Throws: A ``Failure`` where there is none.
    init(_ name: String, from source: Source, _ time: TimeLimitOption) throws {
        let name = Named.absolute(name)
        let shown = try source.ask(.show, ["repairs": "yes"], name, within: time)
        id = shown["id"] ?? name
        func texts(_ options: [String: String]) throws -> [Row] {
            try source.ask(.text, options, shown["id"] ?? name, within: time).rows
        }
        let lines = try texts([:])
        text = lines.map { $0["text"] + "\n" }.joined()
        original = try texts(["original": "yes"]).map { $0["text"] + "\n" }.joined()
        pages = []
        for line in lines {
            guard let number = line.value("page").asInteger else { continue }
            if pages.last?.number != number { pages.append((number, "")) }
            pages[pages.count - 1].text += line["text"] + "\n"
        }
        let told = shown.rows.filter { $0.kind == .field }
        func value(_ name: String) -> String { told.first { $0["name"] == name }?["value"] ?? "" }
        (title, kind, project) = (value("otsikko"), value("laji"), value("koodi"))
        let others: Set<String> = ["laji", "sanat", "korjaukset", "koko"]
        fields = told.map { ($0["name"], $0["value"]) }.filter { !others.contains($0.0) }
        repairs = shown.rows.filter { $0.kind == .madeRepair }.map { row in
            MadeRepair(
                line: row.value("line").asInteger ?? 0, column: row.value("column").asInteger ?? 0,
                original: row["original"], repaired: row["repaired"], confidence: row.number("confidence") ?? 0,
                reason: row["reason"])
        }
    }

    /// The text of a page; that of a document without pages is all page 1.
    func text(ofPage number: Int) throws(Failure) -> String {
        let pages = pages.isEmpty ? [(number: 1, text: text)] : pages
        let found = pages.filter { $0.number == number }
        guard !found.isEmpty else {
            let last = pages.map(\.number).max() ?? 1
            throw Failure(.noInput, "\(Layout.printable(id)) has no page \(number); its last is \(last).")
        }
        return found.map(\.text).joined()
    }

    /// The document as an object.
    var json: JSON {
        .object([
            ("id", .text(id)), ("title", .text(title)), ("kind", .text(kind)), ("project", .text(project)),
            ("fields", .list(fields.map { .object([("name", .text($0.name)), ("value", .text($0.value))]) })),
            ("text", .text(text)), ("original", .text(original)),
            (
                "repairs",
                .list(
                    repairs.map { repair in
                        .object([
                            ("line", .integer(repair.line)), ("column", .integer(repair.column)),
                            ("original", .text(repair.original)), ("repaired", .text(repair.repaired)),
                            ("confidence", .number(repair.confidence)), ("reason", .text(repair.reason)),
                        ])
                    })
            ),
        ])
    }
}
