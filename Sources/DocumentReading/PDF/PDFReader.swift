// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import FinnishText

/// The text of a PDF, page by page.
///
/// Poppler's `pdftotext` takes out the text layer in reading order, columns one after the other. A page whose text
/// layer is missing, or is no text, is read as a picture, and so is one that is a picture and whose layer was badly read.
struct PDFReader {
    var converters: Converters
    var mode: OCRMode
    /// The most bytes of text.
    var largestText: Int
    /// Makes what tells a badly read text layer; nil where layers are taken as they are.
    var makeLayerJudge: (@Sendable () -> (any LayerJudging)?)?

    struct Result {
        /// The pages, each ended by a form feed.
        var text: String
        /// Sentences on what was left out, without the document's name.
        var notes: [String]
        /// True if it was left out for want of a program.
        var isProvisional = false

        /// The text with `remarks` below it, on the last page; those that stand on a page are not repeated.
        func text(with remarks: [String]) -> String {
            let standing = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let others = remarks.filter { remark in
                !standing.contains(remark.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            }
            guard !others.isEmpty else { return text }
            let end = text.hasSuffix("\u{C}") ? text.index(before: text.endIndex) : text.endIndex
            return text[..<end] + "\n\n" + others.joined(separator: "\n\n") + "\n" + text[end...]
        }
    }

    /// A page with fewer words than this that is one picture is taken for a scanned one with a stamp.
    private static let stampWords = 60
    /// A page with a greater share of known words has no badly read layer: names, and words of a trade.
    private static let knownShare = 0.92
    /// No document has its pages read as pictures for longer, in seconds.
    private static let longest = 3600.0

    /// - Throws: ``ReadingError`` where no page can be read, or none has anything to read.
    func read(_ source: InputSource) throws(ReadingError) -> Result {
        let info = try info(of: source)
        var pages = try layers(of: source, count: info.pages.count)
        pages = try withHyphens(pages, source)
        var notes: [String] = []
        var isProvisional = false
        if mode != .never { isProvisional = try !readPictures(of: source, info, &pages, &notes) }
        guard pages.contains(where: { $0.utf8.contains { $0 > 0x20 } }) else {
            if let note = notes.first { throw ReadingError(.noText, "has no text: it " + note, path: source.name) }
            let why = mode == .never ? "; its pages are pictures or blank, and --ocr is never" : "; its pages are blank"
            throw ReadingError(.noText, "has no text" + why, path: source.name)
        }
        return Result(
            text: pages.map { $0 + "\u{C}" }.joined(), notes: notes,
            isProvisional: isProvisional)
    }

    /// The seconds of processor time for the text of a file: `least`, and 20 more for each MiB. Poppler reads about
    /// 5 MiB a second; files that take it far longer are made so.
    private static func processorSeconds(_ least: Double, of source: InputSource) -> Double {
        min(180, least + 20 * Double(source.size) / Double(1 << 20))
    }

    // MARK: - The text layer

    private func info(of source: InputSource) throws(ReadingError) -> PDFInfo {
        source.rewind()
        let output = try converters.run(
            .pdfinfo, ["-f", "1", "-l", "\(PDFInfo.mostPages)", "/dev/stdin"], input: source.file,
            limits: ChildProcess.Limits(
                seconds: 60, processorSeconds: Self.processorSeconds(3, of: source), output: 16 << 20),
            name: source.name)
        if output.errors.contains("Incorrect password") {
            throw ReadingError(
                .encrypted, "is a PDF that opens with a password only; save it without one", path: source.name)
        }
        guard let info = PDFInfo(parsing: String(decoding: output.bytes, as: UTF8.self)), !info.pages.isEmpty else {
            throw ReadingError(
                .damaged, "is a PDF that cannot be read: \(output.errors.firstLine)", path: source.name)
        }
        return info
    }

    /// The text layers of all pages.
    private func layers(of source: InputSource, count: Int) throws(ReadingError) -> [String] {
        let bytes = try layer(of: source, from: 1, to: count)
        var pages = bytes.split(separator: 0x0C, omittingEmptySubsequences: false)
        if pages.last?.isEmpty == true { pages.removeLast() }
        if pages.count == count { return pages.map { String(decoding: $0, as: UTF8.self) } }
        // A form feed that is a letter of some font, or a page that Poppler left out: the pages one by one.
        var result: [String] = []
        var total = 0
        for number in 1...count {
            let page = try layer(of: source, from: number, to: number).map { $0 == 0x0C ? 0x20 : $0 }
            total += page.count
            guard total <= largestText else { throw tooMuch(source) }
            result.append(String(decoding: page, as: UTF8.self))
        }
        return result
    }

    /// `pages` with hyphens put back that Poppler dropped; as they are where nothing shows that one is missing.
    private func withHyphens(_ pages: [String], _ source: InputSource) throws(ReadingError) -> [String] {
        guard let judge = try? VoikkoJudge() else { return pages }
        let dropped = DroppedHyphens(pages, judge: judge)
        guard !dropped.isEmpty else { return pages }
        // In the order of the file Poppler keeps lines as they are.
        let text = String(decoding: try layer(of: source, from: 1, to: pages.count, ["-raw"]), as: UTF8.self)
        return dropped.restored(pages, lines: text.split(separator: "\n"))
    }

    private func layer(
        of source: InputSource, from first: Int, to last: Int, _ options: [String] = []
    ) throws(ReadingError) -> [UInt8] {
        source.rewind()
        let output = try converters.run(
            .pdftotext,
            options + ["-q", "-enc", "UTF-8", "-eol", "unix", "-f", "\(first)", "-l", "\(last)", "/dev/stdin", "-"],
            input: source.file,
            limits: ChildProcess.Limits(
                seconds: 180, processorSeconds: Self.processorSeconds(5, of: source), output: largestText),
            name: source.name)
        // Status 3: the author asked readers not to copy text. To be found is not to be copied, but it is not ours
        // to decide.
        if output.status == 3 {
            throw ReadingError(
                .encrypted, "is a PDF that forbids taking its text; save it without that restriction",
                path: source.name)
        }
        guard output.status == 0 else {
            throw ReadingError(
                .damaged, "is a PDF that cannot be read: \(output.errors.firstLine)", path: source.name)
        }
        return output.bytes
    }

    private func tooMuch(_ source: InputSource) -> ReadingError {
        ReadingError(
            .converterLimit, "holds more than \(largestText >> 20) MiB of text; split it", path: source.name)
    }

    // MARK: - Pages as pictures

    /// Puts in the text of pages that are pictures; false where the program is missing that reads them.
    private func readPictures(
        of source: InputSource, _ info: PDFInfo, _ pages: inout [String], _ notes: inout [String]
    ) throws(ReadingError) -> Bool {
        let judge = try? VoikkoJudge()
        let looked = pages.map { PageText($0) }
        let misread = try misreadPages(pages, looked, source, info, judge)
        let wanted = try Set(pagesToRead(looked, source, info, judge)).union(misread).sorted()
        guard !wanted.isEmpty else { return true }
        let ocr: PageOCR
        do {
            ocr = try PageOCR(converters, name: source.name)
        } catch {
            guard error.code == .missingConverter, pages.contains(where: { !PageText($0).isEmpty }) else { throw error }
            notes.append("has pages that are pictures (\(PageList.text(wanted))): \(error.message)")
            return false
        }
        let deadline = ContinuousClock.now + .seconds(Self.longest * converters.patience)
        var failures: [Int: String] = [:]
        var replaced: [Int] = []
        for page in wanted {
            guard ContinuousClock.now < deadline else {
                failures[page] = "the hour that a document's pictures are given is over"
                continue
            }
            do {
                let text = try ocr.text(ofPage: page, size: info.pages[page - 1], in: source)
                guard isBetter(PageText(text), than: looked[page - 1], judge) else { continue }
                pages[page - 1] = text
                if misread.contains(page) { replaced.append(page) }
            } catch {
                failures[page] = error.message
            }
        }
        if !misread.isEmpty { notes.append(Self.note(onMisread: misread, replaced: replaced)) }
        for reason in Set(failures.values).sorted() {
            let numbers = failures.filter { $0.value == reason }.keys.sorted()
            notes.append("has pages that could not be read as pictures (\(PageList.text(numbers))): \(reason)")
        }
        return true
    }

    /// The numbers of the pages to read as pictures.
    private func pagesToRead(
        _ pages: [PageText], _ source: InputSource, _ info: PDFInfo, _ judge: VoikkoJudge?
    ) throws(ReadingError) -> [Int] {
        if mode == .always { return Array(1...pages.count) }
        var coverage: [Int: Double] = [:]
        if pages.contains(where: { !$0.isEmpty && $0.wordCount < Self.stampWords }) {
            coverage = try self.coverage(of: source, info)
        }
        return (1...pages.count).filter { number in
            let page = pages[number - 1]
            return page.isEmpty || page.hasStrangeCharacters
                || page.wordCount < Self.stampWords && coverage[number, default: 0] > 0.5
                || judge.map { page.isGibberish($0) } == true
        }
    }

    /// The share of each page that pictures cover.
    private func coverage(of source: InputSource, _ info: PDFInfo) throws(ReadingError) -> [Int: Double] {
        source.rewind()
        let list = try converters.run(
            .pdfimages, ["-list", "/dev/stdin"], input: source.file,
            limits: ChildProcess.Limits(seconds: 120, output: 32 << 20), name: source.name)
        return info.coverage(parsing: String(decoding: list.bytes, as: UTF8.self))
    }

    /// The numbers of the pages that are pictures with a text layer that was badly read, by itself or with those of the other
    /// such pages. Documents with few unknown words cost a look at these.
    private func misreadPages(
        _ pages: [String], _ looked: [PageText], _ source: InputSource, _ info: PDFInfo, _ judge: VoikkoJudge?
    ) throws(ReadingError) -> [Int] {
        guard mode == .auto, let judge, let makeLayerJudge else { return [] }
        let doubtful = looked.indices.filter { index in
            let page = looked[index]
            return page.wordCount >= Self.stampWords
                && Double(page.known(judge)) < Self.knownShare * Double(page.words.count)
        }
        guard !doubtful.isEmpty else { return [] }
        let coverage = try coverage(of: source, info)
        let pictures = doubtful.filter { coverage[$0 + 1, default: 0] > 0.5 }
        guard !pictures.isEmpty, let layers = makeLayerJudge() else { return [] }
        let isWholeMisread = layers.isBadlyRead(pictures.map { pages[$0] }.joined(separator: "\n"))
        return pictures.filter { isWholeMisread || layers.isBadlyRead(pages[$0]) }.map { $0 + 1 }
    }

    /// The sentence that tells which of the pages with a badly read text layer were `replaced` by what their pictures say.
    private static func note(onMisread pages: [Int], replaced: [Int]) -> String {
        let kept = pages.filter { !replaced.contains($0) }
        var note = "has a text layer with many misread words (\(PageList.text(pages)))"
        if !replaced.isEmpty { note += "; the pictures were read instead" }
        if !replaced.isEmpty, !kept.isEmpty { note += " (\(PageList.text(replaced)))" }
        return kept.isEmpty
            ? note : note + "; it reads better than the pictures do" + (replaced.isEmpty ? "" : " on the others")
    }

    /// True if what was read in the picture says more than the text layer.
    private func isBetter(_ read: PageText, than layer: PageText, _ judge: VoikkoJudge?) -> Bool {
        if read.letters == 0 { return false }
        if mode == .always || layer.isEmpty || layer.hasStrangeCharacters && !read.hasStrangeCharacters { return true }
        guard let judge else { return read.letters > layer.letters }
        return read.known(judge) > layer.known(judge)
    }
}

/// Page numbers for a person: `3–5, 9`.
enum PageList {
    static func text(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let shown = runs.prefix(8).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return shown.joined(separator: ", ") + (runs.count > 8 ? "…" : "")
    }
}
