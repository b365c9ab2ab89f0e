// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import FinnishText

/// The text in a picture, through Tesseract, as of pages of PDFs that are pictures.
struct PictureReader {
    var converters: Converters
    var mode: OCRMode

    struct Result {
        /// The pages, each ended by a form feed where there are several.
        var text: String
        /// Sentences on what was left out, without the document's name.
        var notes: [String]
    }

    /// No picture has its pages read for longer, in seconds.
    private static let longest = 3600.0
    private static let mostPages = 10_000

    /// - Parameters:
    ///   - source: The picture.
    ///   - head: Its beginning.
    /// - Returns: The text, and notes.
    /// - Throws: ``ReadingError`` where Tesseract is missing or cannot read it, or there is no text in it.
    func read(_ source: InputSource, head: [UInt8]) throws(ReadingError) -> Result {
        guard mode != .never else {
            throw ReadingError(.noText, "has no text: it is a picture, and --ocr is never", path: source.name)
        }
        let ocr = try PageOCR(converters, name: source.name)
        let count =
            head.starts(with: [0x49, 0x49, 0x2A, 0]) || head.starts(with: [0x4D, 0x4D, 0, 0x2A])
            ? TIFFPages.count(in: source, most: Self.mostPages) : 1
        let deadline = ContinuousClock.now + .seconds(Self.longest * converters.patience)
        var pages: [String] = []
        var failures: [Int: String] = [:]
        for page in 0..<count {
            guard ContinuousClock.now < deadline else {
                failures[page + 1] = "the hour that a document's pictures are given is over"
                pages.append("")
                continue
            }
            do throws(ReadingError) {
                pages.append(try ocr.text(ofPicture: source, page: count > 1 ? page : nil))
            } catch {
                if count == 1 { throw error }
                failures[page + 1] = error.message
                pages.append("")
            }
        }
        let judge = try? VoikkoJudge()
        guard pages.contains(where: { Self.isText($0, judge) }) else {
            if let why = failures.values.sorted().first { throw ReadingError(.damaged, why, path: source.name) }
            throw ReadingError(.noText, "is a picture in which no text was found", path: source.name)
        }
        let notes = Set(failures.values).sorted().map { reason in
            let numbers = failures.filter { $0.value == reason }.keys.sorted()
            return "has pages that could not be read as pictures (\(PageList.text(numbers))): \(reason)"
        }
        return Result(text: count == 1 ? pages[0] : pages.map { $0 + "\u{C}" }.joined(), notes: notes)
    }

    /// True if Tesseract read words: in what is no text it finds letters, too.
    private static func isText(_ page: String, _ judge: VoikkoJudge?) -> Bool {
        let text = PageText(page)
        guard let judge else { return text.letters >= 3 }
        // A third of the words of a bad scan are known; of a photograph, hardly one in ten.
        let known = text.known(judge)
        return known > 0 && known * 5 >= text.words.count
    }
}

/// The pages of a TIFF file: its directories, each of which names the next (TIFF 6.0, section 2).
enum TIFFPages {
    /// The number of directories; at least 1 and at most `most`, also where the chain is broken or leads in a circle.
    static func count(in source: InputSource, most: Int) -> Int {
        let head = source.bytes(at: 0, count: 8)
        guard head.count == 8 else { return 1 }
        let isLittle = head[0] == 0x49
        func number(_ bytes: [UInt8]) -> Int {
            (isLittle ? bytes.reversed() : bytes).reduce(0) { $0 << 8 | Int($1) }
        }
        var seen: Set<Int> = []
        var place = number(Array(head[4...]))
        while place >= 8, seen.count < most, seen.insert(place).inserted {
            let entries = source.bytes(at: Int64(place), count: 2)
            guard entries.count == 2 else { break }
            let next = source.bytes(at: Int64(place) + 2 + 12 * Int64(number(entries)), count: 4)
            guard next.count == 4 else { break }
            place = number(next)
        }
        return max(1, seen.count)
    }
}
