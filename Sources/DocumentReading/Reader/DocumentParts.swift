// SPDX-License-Identifier: GPL-3.0-or-later

/// A document of a file: the file itself, a member of an archive, a record of a table.
public struct DocumentPart: Sendable {
    /// The path within the file, `/` between folders; empty where the file itself is the document.
    public var path: [UInt8]
    /// The document, or why it could not be read.
    public var document: Result<SourceDocument, ReadingError>
}

/// Takes a file apart into its documents, one after the other.
struct DocumentParts {
    private var reader: DocumentReader

    /// Archives in archives in archives; deeper is no archive that a person made.
    private static let deepest = 4
    /// A member of an archive is in memory whole.
    private static let largestMember = 128 << 20

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
        _ = try timed.parts(of: source, at: [], depth: 0, budget) { part in
            var part = part
            // Read to its end, but perhaps no longer what was hashed.
            do throws(ReadingError) { try source.requireUnchanged() } catch { changed = error }
            if let changed {
                part.document = .failure(changed)
                return false
            }
            if case .success(var document) = part.document {
                // A document in a file has the file's hash, but is not the file.
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

    /// The documents of `source`, whose path within the file is `path`. False where `body` wants no more.
    private func parts(
        of source: any ByteSource, at path: [UInt8], depth: Int, _ budget: ExpansionBudget,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let format = try DocumentFormat.detect(source)
        try requireSize(of: source, format)
        switch format {
        case .mail: return try mail(source, at: path, depth: depth, budget, body)
        case .zip: return try zip(source, at: path, depth: depth, budget, body)
        case .tar: return try tar(SourceStream(source), source.name, at: path, depth: depth, budget, body)
        case .gzip: return try gzip(source, at: path, depth: depth, budget, body)
        case .csv, .jsonLines:
            let head = DocumentFormat.withoutMark(try source.bytes(at: 0, count: DocumentFormat.headSize))
            let table =
                format == .csv
                ? CSVTable(head: head, isWhole: source.size <= Int64(DocumentFormat.headSize)) : nil
            return try RecordReader(table, name: source.name).read(SourceStream(source)) { number, document in
                body(DocumentPart(path: Self.join(path, Array("\(number)".utf8)), document: document))
            }
        default:
            return body(DocumentPart(path: path, document: .success(try document(source, format))))
        }
    }

    /// A document of a format that holds one.
    private func document(_ source: any ByteSource, _ format: DocumentFormat) throws(ReadingError) -> SourceDocument {
        switch format {
        case .pdf:
            let pdf = PDFReader(
                converters: reader.converters, mode: reader.ocr, largestText: Int(clamping: reader.largest))
            let result = try pdf.read(try source.input())
            var document = SourceDocument(
                text: result.text, format: .pdf, notes: result.notes)
            document.isProvisional = result.isProvisional
            return document
        case .docx, .xlsx, .pptx, .odt, .ods, .odp, .epub:
            let office = OfficeReader(converters: reader.converters, largestText: Int(clamping: reader.largest))
            let result = try office.read(try source.input(), as: format)
            return SourceDocument(text: result.text, format: format, notes: result.notes)
        default:
            let bytes = try source.bytes(at: 0, count: Int(source.size) + 1)
            guard bytes.count == Int(source.size) else {
                throw ReadingError(.changedWhileReading, "changed while it was read; run again", path: source.name)
            }
            switch format {
            case .html: return try html(bytes, source.name)
            case .rtf:
                guard let text = RTFText.text(of: bytes), !text.isEmpty else {
                    throw ReadingError(.noText, "is an RTF document without text", path: source.name)
                }
                return SourceDocument(text: text, format: .rtf)
            default: return try text(bytes, source.name)
            }
        }
    }

    private func text(_ bytes: [UInt8], _ name: String) throws(ReadingError) -> SourceDocument {
        do {
            let decoded = try TextDecoding.decode(bytes)
            return SourceDocument(text: decoded.text, encoding: decoded.encoding)
        } catch {
            throw ReadingError(error.code, error.message, path: name)
        }
    }

    private func html(_ bytes: [UInt8], _ name: String) throws(ReadingError) -> SourceDocument {
        var page: (text: String, encoding: SourceDocument.Encoding)
        if let label = HTMLPage.label(in: bytes), let text = EightBitText.decode(bytes, label: label) {
            page = (text, label.hasPrefix("utf") ? .utf8 : label.hasSuffix("1252") ? .windows1252 : .latin1)
        } else {
            let document = try text(bytes, name)
            page = (document.text, document.encoding)
        }
        let text = HTMLText.text(of: page.text)
        guard !text.isEmpty else { throw ReadingError(.noText, "is a page of HTML without text", path: name) }
        return SourceDocument(text: text, encoding: page.encoding, format: .html)
    }

    private func mail(
        _ source: any ByteSource, at path: [UInt8], depth: Int, _ budget: ExpansionBudget,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let message = MailMessage(try source.bytes(at: 0, count: Int(source.size)))
        var document = SourceDocument(text: message.text, format: .mail)
        if !message.attachments.isEmpty { document.contentHash = "/" }
        if !message.subject.isEmpty { document.fields = [.init(name: "otsikko", value: message.subject)] }
        guard body(DocumentPart(path: path, document: .success(document))) else { return false }
        for attachment in message.attachments {
            guard
                try member(
                    Array(attachment.name.utf8), of: source, at: path, depth: depth, budget, body,
                    {
                        attachment.bytes
                    })
            else { return false }
        }
        return true
    }

    // MARK: - Archives

    private func zip(
        _ source: any ByteSource, at path: [UInt8], depth: Int, _ budget: ExpansionBudget,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        var seen: Set<[UInt8]> = []
        for entry in try ZipDirectory(source).entries where entry.isFile && entry.size != 0 {
            let goesOn = try member(entry.path, of: source, at: path, depth: depth, budget, &seen, body) {
                () throws(ReadingError) in
                let name = Self.name(source, entry.path)
                let stream = try ZipDirectory.stream(of: entry, in: source, name: name, budget: budget)
                guard entry.size <= Int64(Self.largestMember), let bytes = try stream.all(most: Self.largestMember)
                else { throw Self.tooLarge(name) }
                return bytes
            }
            guard goesOn else { return false }
        }
        return true
    }

    private func tar(
        _ stream: any ByteStream, _ name: String, at path: [UInt8], depth: Int, _ budget: ExpansionBudget,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        var seen: Set<[UInt8]> = []
        let archive = TarReader(stream, name: name)
        let place = MemorySource([], name: name)
        while let entry = try archive.next() {
            if let target = entry.target, MemberPath.leavesByLink(entry.path, to: target) {
                let error = ReadingError(
                    .unsafePath, "is a link that leads out of its archive; it was left out",
                    path: Self.name(place, entry.path))
                guard body(DocumentPart(path: Self.join(path, entry.path), document: .failure(error))) else {
                    return false
                }
            }
            guard entry.isFile, entry.size > 0 else { continue }
            var failure: ReadingError?
            let goesOn = try member(entry.path, of: place, at: path, depth: depth, budget, &seen, body) {
                () throws(ReadingError) in
                guard entry.size <= Int64(Self.largestMember) else { throw Self.tooLarge(Self.name(place, entry.path)) }
                do throws(ReadingError) {
                    return try archive.contents()
                } catch {
                    // What follows cannot be found any more.
                    failure = error
                    throw error
                }
            }
            if let failure { throw failure }
            guard goesOn else { return false }
        }
        return true
    }

    private func gzip(
        _ source: any ByteSource, at path: [UInt8], depth: Int, _ budget: ExpansionBudget,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let first = try Inflater(SourceStream(source), .gzip, name: source.name, budget: budget)
        var head: [UInt8] = []
        while head.count < 512 {
            let more = try first.next()
            if more.isEmpty { break }
            head += more
        }
        let stream = try Inflater(SourceStream(source), .gzip, name: source.name, budget: budget)
        if TarReader.isHeader(head.prefix(512)) {
            return try tar(stream, source.name, at: path, depth: depth, budget, body)
        }
        guard depth < Self.deepest else { throw Self.tooDeep(source.name) }
        guard let bytes = try stream.all(most: Self.largestMember) else { throw Self.tooLarge(source.name) }
        guard !bytes.isEmpty else {
            throw ReadingError(.empty, "is empty; there is nothing to index", path: source.name)
        }
        return try parts(of: MemorySource(bytes, name: source.name), at: path, depth: depth + 1, budget, body)
    }

    private func member(
        _ member: [UInt8], of source: any ByteSource, at path: [UInt8], depth: Int, _ budget: ExpansionBudget,
        _ seen: inout Set<[UInt8]>, _ body: (DocumentPart) -> Bool,
        _ contents: () throws(ReadingError) -> [UInt8]
    ) throws(ReadingError) -> Bool {
        let name = Self.name(source, member)
        switch MemberPath.judge(member) {
        case .hidden: return true
        case .leaves:
            let error = ReadingError(
                .unsafePath, "has a path that leads out of its archive; it was left out", path: name)
            return body(DocumentPart(path: Self.join(path, member), document: .failure(error)))
        case .path(let inner):
            guard seen.insert(inner).inserted else {
                let error = ReadingError(.damaged, "stands in its archive twice; the first was taken", path: name)
                return body(DocumentPart(path: Self.join(path, inner), document: .failure(error)))
            }
            return try self.member(inner, of: source, at: path, depth: depth, budget, body, contents)
        }
    }

    /// A file within a file. What is wrong with it does not stop the others; that the budget is spent does.
    private func member(
        _ inner: [UInt8], of source: any ByteSource, at path: [UInt8], depth: Int, _ budget: ExpansionBudget,
        _ body: (DocumentPart) -> Bool, _ contents: () throws(ReadingError) -> [UInt8]
    ) throws(ReadingError) -> Bool {
        let name = Self.name(source, inner)
        let place = Self.join(path, inner)
        do throws(ReadingError) {
            try budget.takeMember(name: name)
            guard depth < Self.deepest else { throw Self.tooDeep(name) }
            let bytes = try contents()
            guard !bytes.isEmpty else {
                throw ReadingError(.empty, "is empty; there is nothing to index", path: name)
            }
            return try parts(of: MemorySource(bytes, name: name), at: place, depth: depth + 1, budget, body)
        } catch {
            let goesOn = body(DocumentPart(path: place, document: .failure(error)))
            if budget.isSpent { throw error }
            return goesOn
        }
    }

    // MARK: - Names

    private static func name(_ source: any ByteSource, _ member: [UInt8]) -> String {
        source.name + "/" + String(decoding: member, as: UTF8.self)
    }

    private static func join(_ path: [UInt8], _ member: [UInt8]) -> [UInt8] {
        path.isEmpty ? member : path + [0x2F] + member
    }

    private static func tooLarge(_ name: String) -> ReadingError {
        ReadingError(
            .tooLarge, "has more than \(largestMember) bytes, the limit for a file in an archive; unpack it",
            path: name)
    }

    private static func tooDeep(_ name: String) -> ReadingError {
        ReadingError(.converterLimit, "was given up: it is an archive in an archive in an archive", path: name)
    }
}
