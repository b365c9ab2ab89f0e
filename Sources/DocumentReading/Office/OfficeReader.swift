// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors

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
    }

    private static let titleMark = "title\t"

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
        return Result(
            text: String(decoding: output.bytes, as: UTF8.self), notes: lines.filter { !$0.hasPrefix(Self.titleMark) },
            titles: lines.filter { $0.hasPrefix(Self.titleMark) }.map { String($0.dropFirst(Self.titleMark.count)) })
    }
}
