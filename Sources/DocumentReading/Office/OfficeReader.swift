// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import DocumentModel

/// The text of office documents, through haku's own program for them, which runs confined as the other converters do.
struct OfficeReader {
    var converters: Converters
    /// The most bytes of text.
    var largestText: Int

    /// The statuses with which the program tells what is wrong (`OfficeError.Code`).
    private static let codes: [Int32: ReadingError.Code] = [65: .damaged, 66: .noText, 77: .encrypted]

    struct Result {
        /// The pages, sheets or slides, each but the last ended by a form feed.
        var text: String
        /// Sentences on what could not be read, without the document's name.
        var notes: [String]
        /// Candidates for the title, the likeliest first.
        var titles: [String] = []
        /// The paths, within the document's archive, of files that it holds.
        var files: [String] = []
        /// The cells that the lines of the text are made of.
        var cells = SheetCells()
    }

    private static let titleMark = "title\t"
    private static let fileMark = "file\t"
    /// The byte between the text and the cells that its lines are made of.
    private static let fileSeparator: UInt8 = 0x1C

    /// - Throws: ``ReadingError`` where the program goes past its limits or cannot read the document.
    func read(_ source: InputSource, as format: DocumentFormat) throws(ReadingError) -> Result {
        source.rewind()
        let output = try converters.run(
            .office, format == .xml ? ["xml"] : [], input: source.file,
            limits: ChildProcess.Limits(seconds: 180, output: largestText), name: source.name)
        guard output.status == 0 else {
            throw ReadingError(
                Self.codes[output.status] ?? .damaged,
                Self.codes[output.status] == nil
                    ? "is \(format.article) that cannot be read: \(output.errors.firstLine)" : output.errors.firstLine,
                path: source.name)
        }
        let lines = output.errors.split(separator: "\n").map(String.init)
        let end = output.bytes.firstIndex(of: Self.fileSeparator) ?? output.bytes.endIndex
        return Result(
            text: String(decoding: output.bytes[..<end], as: UTF8.self),
            notes: lines.filter { !$0.hasPrefix(Self.titleMark) && !$0.hasPrefix(Self.fileMark) },
            titles: lines.filter { $0.hasPrefix(Self.titleMark) }.map { String($0.dropFirst(Self.titleMark.count)) },
            files: lines.filter { $0.hasPrefix(Self.fileMark) }.map { String($0.dropFirst(Self.fileMark.count)) },
            cells: SheetCells(String(decoding: output.bytes[end...].dropFirst(), as: UTF8.self)) ?? SheetCells())
    }
}
