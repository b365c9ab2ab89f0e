// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentReading
internal import ProjectCards

extension CardReader {
    /// A reader of cards in the layouts that come with the program, and in those of the files `*.tsv` below `folder`,
    /// as ``init(headings:)`` reads them.
    ///
    /// - Parameter folder: The folder; where there is none, there are no other layouts.
    /// - Throws: `ReadingError` where a file cannot be read, or a line of it (`damaged`).
    init(layouts folder: String) throws(ReadingError) {
        var names: [String] = []
        do throws(ReadingError) {
            names = try FolderWalk().files(below: folder).files.map { String(decoding: $0, as: UTF8.self) }
        } catch {
            guard error.code == .notFound else { throw error }
        }
        var tables: [(text: String, path: String)] = []
        for name in names where name.hasSuffix(".tsv") {
            let path = folder + "/" + name
            tables.append((try DocumentReader().text(path), path))
        }
        do throws(CardLayoutError) {
            try self.init(headings: tables)
        } catch {
            throw ReadingError(.damaged, error.message, path: error.path)
        }
    }
}
