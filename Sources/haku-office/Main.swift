// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentModel
internal import DocumentReading
internal import Glibc
internal import OfficeText

/// Writes the text of the office document on its standard input, or with the argument `xml` of the XML, a page after the other, each but the last ended by a
/// form feed; then what ``SheetCells`` there are. haku runs it confined, as it does other converters.
///
/// Ends with 0, and lines on the standard error: `title`, a tab and what may be the title, the likeliest first; `file`, a tab and the name of a
/// part that is a file of its own; then one for
/// each thing that could not be read. Else it ends with the raw value of an
/// ``OfficeError/Code`` and a sentence.
@main
enum Main {
    static func main() {
        do {
            if CommandLine.arguments.dropFirst().first == "xml" { return try readXML() }
            let package = try ZipPackage("/dev/stdin")
            let parts = OfficePackage(names: package.names) { name throws(OfficeError) in
                let stream = try translated { () throws(ReadingError) in try package.open(name) }
                return { () throws(OfficeError) in try translated { () throws(ReadingError) in try stream() } }
            }
            var isFirst = true
            let result = try OfficeDocument.read(parts, html: HTMLDocument.text(of:)) { page in
                write(isFirst ? page : "\u{C}" + page, to: STDOUT_FILENO)
                isFirst = false
            }
            writeCells(result.cells)
            for title in result.titles { write("title\t" + title + "\n", to: STDERR_FILENO) }
            for file in result.files where !file.utf8.contains(where: { $0 < 0x20 }) {
                write("file\t" + file + "\n", to: STDERR_FILENO)
            }
            for note in result.notes { write(note + "\n", to: STDERR_FILENO) }
        } catch let error as OfficeError {
            end(error)
        } catch {
            end(OfficeError(.damaged, (error as? ReadingError)?.message ?? "cannot be read"))
        }
    }

    /// Writes the text of the XML on the standard input, as that of an office document.
    private static func readXML() throws(OfficeError) {
        var isFirst = true
        let cells = try XMLDocument.read(
            { () throws(OfficeError) in
                unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = max(0, unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress, 1 << 16))
                }
            },
            { page in
                write(isFirst ? page : "\u{C}" + page, to: STDOUT_FILENO)
                isFirst = false
            })
        writeCells(cells)
    }

    /// Writes the cells that the lines of the text are made of, where there are any, after a file separator: no XML holds
    /// one.
    private static func writeCells(_ cells: SheetCells) {
        if !cells.isEmpty { write("\u{1C}" + cells.description, to: STDOUT_FILENO) }
    }

    private static func translated<Value>(
        _ body: () throws(ReadingError) -> Value
    ) throws(OfficeError) -> Value {
        do {
            return try body()
        } catch {
            throw OfficeError(error.code == .encrypted ? .encrypted : .damaged, error.message)
        }
    }

    private static func end(_ error: OfficeError) -> Never {
        write(error.message + "\n", to: STDERR_FILENO)
        exit(error.code.rawValue)
    }

    /// Writes all of `text`; ends the program where nobody reads it.
    private static func write(_ text: String, to file: Int32) {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes[done...].withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { exit(74) }
            done += count
        }
    }
}
