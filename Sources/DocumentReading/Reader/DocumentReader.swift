// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import FinnishText
internal import Glibc

/// Reads files of text, and of the formats that ``DocumentFormat`` lists.
///
/// Text is UTF-8, UTF-16 with a byte order mark, ISO 8859-1 or Windows-1252. PDF and what word processors write are
/// read by programs that need not be installed: ``Converters``.
public struct DocumentReader: Sendable {
    /// The most bytes of text that a document may have.
    public var largest: Int64
    /// The largest file of a format that is not text, in bytes: such files are never in memory whole.
    public var largestFile: Int64
    /// The most bytes that may come out of a file, all members of an archive together.
    public var largestExpansion: Int64
    /// When the pages of a PDF are read as pictures.
    public var ocr: OCRMode
    /// Makes what judges the text layers of scanned pages; nil where they are taken as they are. Called for documents with many
    /// unknown words only.
    public var makeLayerJudge: (@Sendable () -> (any LayerJudging)?)?
    /// The programs that read what is not text.
    public var converters: Converters

    /// A reader of texts up to `largest` bytes and of other files up to `largestFile` bytes, out of which at most
    /// `largestExpansion` bytes may come.
    public init(
        largest: Int64 = 64 << 20, largestFile: Int64 = 1 << 30, largestExpansion: Int64 = 4 << 30,
        ocr: OCRMode = .auto, converters: Converters = Converters(),
        judgingLayersBy makeLayerJudge: (@Sendable () -> (any LayerJudging)?)? = nil
    ) {
        self.largest = largest
        self.largestFile = largestFile
        self.largestExpansion = largestExpansion
        self.ocr = ocr
        self.makeLayerJudge = makeLayerJudge
        self.converters = converters
    }

    /// The document in the file at `path`; a symbolic link there is followed.
    ///
    /// - Throws: ``ReadingError``, also where the file holds several documents. A pipe or device is refused without
    ///   waiting for it.
    public func read(_ path: String) throws(ReadingError) -> SourceDocument {
        try read(Array(path.utf8))
    }

    /// The document in the file at `path`, which may be any bytes.
    ///
    /// - Throws: ``ReadingError``, also where the file holds several documents. A pipe or device is refused without
    ///   waiting for it.
    public func read(_ path: [UInt8]) throws(ReadingError) -> SourceDocument {
        try only(OpenFile(path))
    }

    /// The documents in the file at `path`, one after the other: the file itself, the members of an archive, the
    /// records of a table.
    ///
    /// - Parameters:
    ///   - path: Any bytes; a symbolic link there is followed.
    ///   - known: The hash of the content as it was; where it still is, nothing is read.
    ///   - body: Called with each document, or with why a part could not be read, until it says false. The documents'
    ///     size, time and hash are those of the file.
    /// - Returns: Whether the content was not `known`.
    /// - Throws: ``ReadingError`` where the file cannot be read, or not from some place on.
    public func read(
        _ path: [UInt8], unless known: String?, _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let file = try OpenFile(path)
        // Two gigabytes that will be refused need not be hashed first.
        if file.size > min(largest, largestFile) {
            try DocumentParts(self).requireSize(of: file, try DocumentFormat.detect(file))
        }
        let hash = try DocumentParts.hash(of: file)
        if hash == known {
            try file.requireUnchanged()
            return false
        }
        try DocumentParts(self).read(file, hash: hash) { part in
            guard case .success(var document) = part.document else { return body(part) }
            document.size = file.size
            document.modified = file.modified
            return body(DocumentPart(path: part.path, document: .success(document)))
        }
        return true
    }

    /// The document that `bytes` are, which came from no file: standard input.
    ///
    /// - Parameters:
    ///   - bytes: What a file would hold.
    ///   - name: What to call it in errors.
    /// - Returns: The document, its modification time 0.
    /// - Throws: ``ReadingError`` where the bytes cannot be read, or are more than ``largest``.
    public func decode(_ bytes: [UInt8], name: String) throws(ReadingError) -> SourceDocument {
        guard !bytes.isEmpty else { throw ReadingError(.empty, "is empty; there is nothing to read", path: name) }
        var document = try only(MemorySource(bytes, name: name))
        document.size = Int64(bytes.count)
        return document
    }

    /// The text in the file at `path`, whatever it looks like: a table is not taken apart.
    ///
    /// - Throws: ``ReadingError``, also where the file is no text.
    public func text(_ path: String) throws(ReadingError) -> String {
        let file = try OpenFile(Array(path.utf8))
        guard file.size <= largest else {
            throw ReadingError(
                .tooLarge, "has \(file.size) bytes, more than the limit of \(largest); split it", path: path)
        }
        let bytes = try file.bytes(at: 0, count: Int(file.size) + 1)
        try file.requireUnchanged()
        do {
            return try TextDecoding.decode(bytes).text
        } catch {
            throw ReadingError(error.code, error.message, path: path)
        }
    }

    /// The one document in `source`.
    private func only(_ source: any ByteSource) throws(ReadingError) -> SourceDocument {
        var found: [Result<SourceDocument, ReadingError>] = []
        var isWhole = false
        let hash = try DocumentParts(self).read(source) { part in
            // Files that came with a document are others.
            if found.count == 1, isWhole { return false }
            isWhole = part.path.isEmpty
            found.append(part.document)
            return found.count < 2
        }
        guard found.count == 1 else {
            throw ReadingError(
                .manyDocuments, "holds \(found.isEmpty ? "no" : "several") documents; haku index reads them",
                path: source.name)
        }
        var document = try found[0].get()
        document.contentHash = hash
        if let file = source as? OpenFile {
            document.size = file.size
            document.modified = file.modified
        }
        return document
    }
}
