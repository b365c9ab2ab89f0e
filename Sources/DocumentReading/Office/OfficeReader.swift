// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of what word processors write, through pandoc.
struct OfficeReader {
    var converters: Converters
    /// The most bytes of text.
    var largestText: Int

    /// pandoc's names of what it reads.
    private static let names: [DocumentFormat: String] = [
        .docx: "docx", .odt: "odt", .epub: "epub",
    ]

    /// - Throws: ``ReadingError`` where pandoc is missing, goes past its limits or cannot read it.
    func read(_ source: InputSource, as format: DocumentFormat) throws(ReadingError) -> String {
        source.rewind()
        // HTML keeps apart what plain text draws with lines; -s, for the title of the document stands there alone.
        let output = try converters.run(
            .pandoc,
            ["--sandbox", "-f", Self.names[format] ?? format.rawValue, "-t", "html5", "-s", "--wrap=none", "--quiet"],
            input: source.file,
            limits: ChildProcess.Limits(seconds: 180, memory: 2 << 30, output: 4 * largestText), name: source.name)
        guard output.status == 0 else {
            if output.errors.saysMemoryIsOver {
                throw ReadingError(
                    .converterLimit, "was given up: pandoc wanted more than 2048 MiB of memory for it",
                    path: source.name)
            }
            throw ReadingError(
                .damaged, "is \(format.article) that cannot be read: \(output.errors.firstLine)", path: source.name)
        }
        var html = output.bytes[...]
        // pandoc calls a document without a title `-`.
        if let title = html.firstRange(of: "<title>-</title>".utf8) { html.removeSubrange(title) }
        let text = HTMLText.text(of: String(decoding: html, as: UTF8.self))
        guard text.utf8.count <= largestText else {
            throw ReadingError(
                .converterLimit, "holds more than \(largestText >> 20) MiB of text; split it", path: source.name)
        }
        guard text.utf8.contains(where: { $0 > 0x20 }) else {
            throw ReadingError(.noText, "has no text", path: source.name)
        }
        return text
    }
}

extension String {
    /// True if GHC's run-time system says that memory is over.
    fileprivate var saysMemoryIsOver: Bool { contains("out of memory") || contains("eap exhausted") }
}
