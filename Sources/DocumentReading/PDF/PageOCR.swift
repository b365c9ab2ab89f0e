// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads pages of a PDF as pictures: `pdftoppm` draws them, Tesseract reads them in Finnish and Swedish.
struct PageOCR {
    private let converters: Converters
    private let languages: String

    /// The resolution that Tesseract's manual asks for.
    private static let dotsPerInch = 300.0
    /// A picture of more is drawn with fewer dots an inch: A2 at 300.
    private static let mostPixels = 36_000_000.0
    /// Letters of fewer dots are guessed, not read.
    private static let fewestDotsPerInch = 60.0

    /// - Throws: ``ReadingError`` where Tesseract, or its Finnish, is not installed.
    init(_ converters: Converters, name: String) throws(ReadingError) {
        self.converters = converters
        let list = try converters.run(
            .tesseract, ["--list-langs"], input: try InputSource([], name: name).file,
            limits: ChildProcess.Limits(seconds: 20, memory: 256 << 20, output: 1 << 16), name: name)
        let lines = (String(decoding: list.bytes, as: UTF8.self) + list.errors).split(separator: "\n")
        guard lines.contains("fin") else { throw Converters.missing(.tesseract, name: name) }
        languages = lines.contains("swe") ? "fin+swe" : "fin"
    }

    /// The text of a page, without form feeds; empty where the page is blank.
    ///
    /// - Throws: ``ReadingError`` where a converter goes past its limits or cannot draw the page.
    func text(ofPage number: Int, size: PDFInfo.PageSize, in source: InputSource) throws(ReadingError) -> String {
        let area = size.width * size.height / (72 * 72)
        let dots = min(Self.dotsPerInch, (Self.mostPixels / area).squareRoot())
        guard dots >= Self.fewestDotsPerInch else {
            throw ReadingError(
                .converterLimit, "has a page \(number) too large to be read as a picture", path: source.name)
        }
        source.rewind()
        let drawn = try converters.run(
            .pdftoppm,
            ["-q", "-f", "\(number)", "-l", "\(number)", "-r", "\(Int(dots))", "-gray", "/dev/stdin"],
            input: source.file, limits: ChildProcess.Limits(seconds: 60, output: 48 << 20), name: source.name)
        guard let image = PageImage(drawn.bytes) else {
            throw ReadingError(
                .damaged, "has a page \(number) that cannot be drawn: \(drawn.errors.firstLine)", path: source.name)
        }
        if image.isBlank { return "" }
        return try read(
            try InputSource(image.bytes, name: source.name), ["--dpi", "\(Int(dots))"], what: "a page \(number)")
    }

    /// The text of a picture, or of the page of it that stands at `page`, from 0; without form feeds.
    ///
    /// - Throws: ``ReadingError`` where Tesseract goes past its limits or cannot read it.
    func text(ofPicture picture: InputSource, page: Int?) throws(ReadingError) -> String {
        picture.rewind()
        let options = page.map { ["-c", "tessedit_page_number=\($0)"] } ?? []
        return try read(picture, options, what: page.map { "a page \($0 + 1)" } ?? "a picture")
    }

    private func read(
        _ picture: InputSource, _ options: [String], what: String
    ) throws(ReadingError) -> String {
        let read = try converters.run(
            .tesseract, ["stdin", "stdout", "-l", languages] + options, input: picture.file,
            limits: ChildProcess.Limits(seconds: 180, output: 4 << 20), name: picture.name)
        guard read.status == 0 else {
            throw ReadingError(
                .damaged, "has \(what) that Tesseract cannot read: \(read.errors.firstLine)", path: picture.name)
        }
        return String(decoding: read.bytes.filter { $0 != 0x0C && $0 != 0x0D }, as: UTF8.self)
    }
}

extension String {
    /// The first line that says something, for a message.
    var firstLine: String {
        split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) } ?? "it gives no reason"
    }
}
