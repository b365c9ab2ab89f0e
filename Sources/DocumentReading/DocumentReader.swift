// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Glibc

/// Reads files of text, and of the formats that ``DocumentFormat`` lists.
///
/// Text is UTF-8, UTF-16 with a byte order mark, ISO 8859-1 or Windows-1252. Other formats are read by programs that
/// need not be installed: ``Converters``.
public struct DocumentReader: Sendable {
    /// The most bytes of text that a document may have.
    public var largest: Int64
    /// The largest file of a format that is not text, in bytes: such files are never in memory whole.
    public var largestFile: Int64
    /// When the pages of a PDF are read as pictures.
    public var ocr: OCRMode
    /// The programs that read what is not text.
    public var converters: Converters

    /// A reader of texts up to `largest` bytes and of other files up to `largestFile` bytes.
    public init(
        largest: Int64 = 64 << 20, largestFile: Int64 = 1 << 30, ocr: OCRMode = .auto,
        converters: Converters = Converters()
    ) {
        self.largest = largest
        self.largestFile = largestFile
        self.ocr = ocr
        self.converters = converters
    }

    /// The document in the file at `path`; a symbolic link there is followed.
    ///
    /// - Throws: ``ReadingError``. A pipe or device is refused without waiting for it.
    public func read(_ path: String) throws(ReadingError) -> SourceDocument {
        try read(Array(path.utf8))
    }

    /// The document in the file at `path`, which may be any bytes.
    ///
    /// - Throws: ``ReadingError``. A pipe or device is refused without waiting for it.
    public func read(_ path: [UInt8]) throws(ReadingError) -> SourceDocument {
        let file = try OpenFile(path)
        let head = try file.head(DocumentFormat.headSize)
        let format = DocumentFormat.detect(head)
        guard file.size <= (format == .text ? largest : largestFile) else {
            throw ReadingError(
                .tooLarge,
                "has \(file.size) bytes, more than the limit of \(format == .text ? largest : largestFile); split it",
                path: file.name)
        }
        var document: SourceDocument
        switch format {
        case .text:
            let bytes = try file.contents()
            document = try text(bytes, name: file.name)
            document.contentHash = ContentHash.hexadecimal(of: bytes)
        case .pdf:
            let hash = try file.hash()
            document = try pdf(InputSource(file: file.file, name: file.name))
            document.contentHash = hash
        }
        try file.requireUnchanged()
        document.size = file.size
        document.modified = file.modified
        return document
    }

    /// The document that `bytes` are, which came from no file: standard input, a member of an archive.
    ///
    /// - Parameters:
    ///   - bytes: What a file would hold.
    ///   - name: What to call it in errors.
    /// - Returns: The document, its modification time 0.
    /// - Throws: ``ReadingError`` where the bytes cannot be read, or are more than ``largest``.
    public func decode(_ bytes: [UInt8], name: String) throws(ReadingError) -> SourceDocument {
        guard !bytes.isEmpty else { throw ReadingError(.empty, "is empty; there is nothing to read", path: name) }
        guard Int64(bytes.count) <= largest else {
            throw ReadingError(
                .tooLarge, "has \(bytes.count) bytes, more than the limit of \(largest); split it", path: name)
        }
        var document: SourceDocument
        switch DocumentFormat.detect(Array(bytes.prefix(DocumentFormat.headSize))) {
        case .text: document = try text(bytes, name: name)
        case .pdf: document = try pdf(InputSource(bytes, name: name))
        }
        document.size = Int64(bytes.count)
        document.contentHash = ContentHash.hexadecimal(of: bytes)
        return document
    }

    // MARK: - Formats

    private func text(_ bytes: [UInt8], name: String) throws(ReadingError) -> SourceDocument {
        do {
            let decoded = try TextDecoding.decode(bytes)
            return SourceDocument(
                text: decoded.text, encoding: decoded.encoding, pages: Self.pages(of: decoded.text))
        } catch {
            throw ReadingError(error.code, error.message, path: name)
        }
    }

    private func pdf(_ source: InputSource) throws(ReadingError) -> SourceDocument {
        let reader = PDFReader(converters: converters, mode: ocr, largestText: Int(clamping: largest))
        let result = try reader.read(source)
        return SourceDocument(
            text: result.text, format: .pdf, pages: Self.pages(of: result.text), notes: result.notes)
    }

    /// The pages that form feeds part; none where there are none.
    static func pages(of text: String) -> [PageStart] {
        var pages: [PageStart] = []
        let count = text.utf8.count
        for (index, byte) in text.utf8.enumerated() where byte == 0x0C {
            if pages.isEmpty { pages.append(PageStart(offset: 0, number: 1)) }
            if index + 1 < count { pages.append(PageStart(offset: index + 1, number: pages.count + 1)) }
        }
        return pages
    }
}
