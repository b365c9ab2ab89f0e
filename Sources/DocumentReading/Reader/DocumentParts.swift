// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import DocumentModel

/// A document of a file: the file itself, a member of an archive, a record of a table.
public struct DocumentPart: Sendable {
    /// The path within the file, `/` between folders; empty where the file itself is the document.
    public var path: [UInt8]
    /// The document, or why it could not be read.
    public var document: Result<SourceDocument, ReadingError>
}

/// Where in a file something lies that is taken apart.
struct PartPlace {
    /// The path within the file; empty for the file itself.
    var path: [UInt8] = []
    /// The number of archives that it lies in.
    var depth = 0
    /// The bound of what all that lies in the file comes to.
    let budget: ExpansionBudget

    /// The place of a file within what is here: `inner` is its path there.
    func within(_ inner: [UInt8]) -> PartPlace {
        PartPlace(path: DocumentParts.join(path, inner), depth: depth, budget: budget)
    }

    /// The same place, one archive deeper.
    var deeper: PartPlace { PartPlace(path: path, depth: depth + 1, budget: budget) }
}

/// Takes a file apart into its documents, one after the other.
struct DocumentParts {
    var reader: DocumentReader

    /// Archives in archives in archives; deeper is no archive that a person made.
    static let deepest = 4
    /// A member of an archive is in memory whole.
    static let largestMember = 128 << 20

    init(_ reader: DocumentReader) { self.reader = reader }

    /// Calls `body` with each document of `source` until it says false.
    ///
    /// - Returns: The hash of all bytes.
    /// - Throws: ``ReadingError`` where nothing can be read, or nothing from some place on.
    func read(_ source: any ByteSource, _ body: (DocumentPart) -> Bool) throws(ReadingError) -> String {
        let hash = try Self.hash(of: source)
        try read(source, hash: hash, body)
        return hash
    }

    /// Calls `body` with each document of `source`, whose hash is known, until it says false.
    func read(_ source: any ByteSource, hash: String, _ body: (DocumentPart) -> Bool) throws(ReadingError) {
        let budget = ExpansionBudget(
            size: source.size, most: reader.largestExpansion, patience: reader.converters.patience)
        var timed = self
        timed.reader.converters.deadline = budget.deadline
        var changed: ReadingError?
        _ = try timed.parts(of: source, at: PartPlace(budget: budget)) { part in
            var part = part
            // Read to its end, but perhaps no longer what was hashed.
            do throws(ReadingError) { try source.requireUnchanged() } catch { changed = error }
            if let changed {
                part.document = .failure(changed)
                return false
            }
            if case .success(var document) = part.document {
                // A document in a file has the file's hash, but is not the file.
                document.fields += document.notes.map { DocumentField("puutteet", $0) }
                if document.encoding.isGuessed {
                    let note = "merkistö \(document.encoding.rawValue)"
                    document.fields.append(DocumentField("puutteet", note))
                }
                document.contentHash =
                    part.path.isEmpty && document.contentHash.isEmpty ? hash : hash + "/"
                part.document = .success(document)
            }
            return body(part)
        }
        if let changed { throw changed }
        try source.requireUnchanged()
    }

    /// The hash of all bytes of `source`, a part of them in memory at a time.
    static func hash(of source: any ByteSource) throws(ReadingError) -> String {
        let stream = SourceStream(source)
        var hash = ContentHash()
        while true {
            let bytes = try stream.next()
            if bytes.isEmpty { return hash.hexadecimal() }
            hash.add(bytes[...])
        }
    }

    /// Throws where `source` is larger than what is read of its format.
    func requireSize(of source: any ByteSource, _ format: DocumentFormat) throws(ReadingError) {
        let limit = format.isInMemory ? reader.largest : reader.largestFile
        guard source.size <= limit else {
            throw ReadingError(
                .tooLarge, "has \(source.size) bytes, more than the limit of \(limit); split it", path: source.name)
        }
    }

    // MARK: - Formats

    /// The documents of `source`, which is at `place`. False where `body` wants no more.
    func parts(
        of source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let format = try DocumentFormat.detect(source)
        try requireSize(of: source, format)
        switch format {
        case .mail, .outlook: return try mail(source, format, at: place, body)
        case .signed: return try signed(source, at: place, body)
        case .mbox: return try mailbox(source, at: place, body)
        case .docx, .xlsx, .pptx, .odt, .ods, .odp, .epub: return try office(source, format, at: place, body)
        case .pdf: return try pdf(source, at: place, body)
        case .packed: return try packed(source, at: place, body)
        case .archive:
            let stream = try ConverterStream(
                .bsdtar, ["-c", "-f", "-", "--format", "pax", "@/dev/stdin"], reader.converters, try source.input(),
                budget: place.budget)
            guard try tar(stream, source.name, at: place, body) else { return false }
            // Whether it could be read to its end is known there.
            while !(try stream.next().isEmpty) {}
            return true
        case .zip: return try zip(source, at: place, body)
        case .tar: return try tar(SourceStream(source), source.name, at: place, body)
        case .gzip: return try gzip(source, at: place, body)
        case .json: return try json(inUTF8(source), at: place.path, body)
        case .csv, .jsonLines:
            let source = try inUTF8(source)
            if format == .jsonLines, try isList(source) { return try json(source, at: place.path, body) }
            let head = DocumentFormat.withoutMark(try source.bytes(at: 0, count: DocumentFormat.headSize))
            let table =
                format == .csv
                ? CSVTable(head: head, isWhole: source.size <= Int64(DocumentFormat.headSize)) : nil
            return try RecordReader(table, name: source.name).read(SourceStream(source)) { number, document in
                body(DocumentPart(path: Self.join(place.path, Array("\(number)".utf8)), document: document))
            }
        default:
            return body(DocumentPart(path: place.path, document: .success(try document(source, format))))
        }
    }

    // MARK: - Names

    static func name(_ source: any ByteSource, _ member: [UInt8]) -> String {
        source.name + "/" + String(decoding: member, as: UTF8.self)
    }

    static func join(_ path: [UInt8], _ member: [UInt8]) -> [UInt8] {
        path.isEmpty ? member : path + [0x2F] + member
    }

    static func tooLarge(_ name: String) -> ReadingError {
        ReadingError(
            .tooLarge, "has more than \(largestMember) bytes, the limit for a file in an archive; unpack it",
            path: name)
    }

    static func tooDeep(_ name: String) -> ReadingError {
        ReadingError(.converterLimit, "was given up: it is an archive in an archive in an archive", path: name)
    }
}
