// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors

extension DocumentParts {
    /// A mail, and what came with it.
    func mail(
        _ source: any ByteSource, _ format: DocumentFormat, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let bytes = try source.bytes(at: 0, count: Int(source.size))
        if format == .mail { return try mail(MailMessage(bytes), source, at: place, body) }
        if TransportFile.isOne(bytes) {
            return try mail(MailMessage(TransportFile(bytes)), source, at: place, body)
        }
        guard let file = CompoundFile(bytes) else {
            throw ReadingError(.damaged, "is a damaged Outlook message", path: source.name)
        }
        return try mail(OutlookMessage(file).message, source, at: place, body)
    }

    /// The mail or the file that was signed, which has the place of the whole.
    func signed(
        _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        guard place.depth < Self.deepest else { throw Self.tooDeep(source.name) }
        guard source.size <= Self.largestMember else { throw Self.tooLarge(source.name) }
        switch SignedMessage(try source.bytes(at: 0, count: Int(source.size))) {
        case .signed(let bytes) where !bytes.isEmpty:
            let file = MemorySource(bytes, name: source.name)
            guard MailHeaders.beginPart(bytes) else { return try parts(of: file, at: place.deeper, body) }
            return try mail(MailMessage(bytes), file, at: place.deeper, body)
        case .encrypted:
            throw ReadingError(
                .encrypted, "is encrypted and opens for its recipient only; save it decrypted", path: source.name)
        case .signed, nil:
            throw ReadingError(.noText, "is a signature without the file that it signs", path: source.name)
        }
    }

    private func mail(
        _ message: MailMessage, _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        var document = SourceDocument(
            text: message.text, format: .mail, fields: message.fields, notes: message.notes)
        if !message.attachments.isEmpty { document.contentHash = "/" }
        guard body(DocumentPart(path: place.path, document: .success(document))) else { return false }
        return try attached(message.attachments, source, at: place, body)
    }

    /// The documents among files that came with another.
    func attached(
        _ attachments: [MailMessage.Attachment], _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        for attachment in attachments {
            let bytes = { () throws(ReadingError) in attachment.bytes }
            guard try member(Array(attachment.name.utf8), of: source, at: place, body, bytes) else { return false }
        }
        return true
    }

    /// The mails of a mailbox by number, each with what came with it.
    func mailbox(
        _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let mailbox = MailboxReader(SourceStream(source), longest: Self.largestMember)
        var number = 0
        while let mail = try mailbox.next() {
            number += 1
            let goesOn = try taking(Array("\(number)".utf8), of: source, at: place, body) {
                (name, place) throws(ReadingError) in
                guard let mail else { throw Self.tooLarge(name) }
                return try self.mail(
                    MailMessage(mail), MemorySource(mail, name: name), at: place, body)
            }
            guard goesOn else { return false }
        }
        return true
    }

    /// A PDF, and the files that are attached to it.
    func pdf(
        _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let pdf = PDFReader(
            converters: reader.converters, mode: reader.ocr, largestText: Int(clamping: reader.largest),
            makeLayerJudge: reader.makeLayerJudge)
        let attachments = PDFAttachments(converters: reader.converters, budget: place.budget)
        let input = try source.input()
        var document: Result<SourceDocument, ReadingError>
        do throws(ReadingError) {
            let result = try pdf.read(input)
            var objects = PDFRemarks(budget: place.budget)
            let remarks = try objects.remarks(source)
            var read = SourceDocument(text: result.text(with: remarks), format: .pdf, notes: result.notes)
            if objects.isDrawnForm {
                read.notes.append("is a form (XFA) that only Adobe's programs show; print it to a PDF to have it read")
            }
            read.isProvisional = result.isProvisional
            document = .success(read)
        } catch {
            document = .failure(error)
        }
        var names: [String] = []
        do throws(ReadingError) {
            if case .failure(let error) = document, error.code != .noText { throw error }
            names = try attachments.names(source, input)
        } catch {
            if case .success(var read) = document {
                read.notes.append("has attached files that could not be read: \(error.message)")
                document = .success(read)
            }
        }
        if case .failure(let error) = document, names.isEmpty { throw error }
        if case .success(var read) = document, !names.isEmpty {
            read.contentHash = "/"
            document = .success(read)
        }
        guard body(DocumentPart(path: place.path, document: document)) else { return false }
        for (index, name) in names.enumerated() {
            let goesOn = try member(Array(name.utf8), of: source, at: place, body) {
                () throws(ReadingError) in try attachments.bytes(of: index + 1, input)
            }
            guard goesOn else { return false }
        }
        return true
    }
}
