// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors

extension DocumentParts {
    /// A document of a format that holds one.
    func document(_ source: any ByteSource, _ format: DocumentFormat) throws(ReadingError) -> SourceDocument {
        switch format {
        case .picture:
            let picture = PictureReader(converters: reader.converters, mode: reader.ocr)
            let result = try picture.read(try source.input(), head: try source.bytes(at: 0, count: 64))
            return SourceDocument(text: result.text, format: .picture, notes: result.notes)
        case .doc, .xls, .ppt:
            if format == .ppt, let text = try OldOfficeReader.presentation(source) {
                return SourceDocument(text: text, format: format)
            }
            let old = OldOfficeReader(converters: reader.converters, largestText: Int(clamping: reader.largest))
            return try old.document(source, as: format)
        case .xml:
            let office = OfficeReader(converters: reader.converters, largestText: Int(clamping: reader.largest))
            do throws(ReadingError) {
                let result = try office.read(try source.input(), as: format)
                var document = SourceDocument(text: result.text, format: format, notes: result.notes)
                document.cells = result.cells
                return document
            } catch  where error.code == .damaged && source.size <= reader.largest {
                // What only looks like XML is a text.
                return try text(try source.bytes(at: 0, count: Int(source.size)), source.name)
            }
        default:
            let bytes = try source.bytes(at: 0, count: Int(source.size) + 1)
            guard bytes.count == Int(source.size) else {
                throw ReadingError(.changedWhileReading, "changed while it was read; run again", path: source.name)
            }
            switch format {
            case .html: return try html(bytes, source.name)
            case .webArchive: return try webArchive(bytes, source.name)
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
            let text = CalendarText.isOne(decoded.text) ? CalendarText.text(of: decoded.text) : decoded.text
            return SourceDocument(text: text, encoding: decoded.encoding)
        } catch {
            throw ReadingError(error.code, error.message, path: name)
        }
    }

    private func html(_ bytes: [UInt8], _ name: String) throws(ReadingError) -> SourceDocument {
        var page: (text: String, encoding: SourceDocument.Encoding)
        if let decoded = try? TextDecoding.decode(bytes), decoded.encoding.isWide {
            page = decoded
        } else if let label = HTMLPage.label(in: bytes), let text = EightBitText.decode(bytes, label: label) {
            page = (text, label.hasPrefix("utf") ? .utf8 : label.hasSuffix("1252") ? .windows1252 : .latin1)
        } else {
            let document = try text(bytes, name)
            page = (document.text, document.encoding)
        }
        let text = HTMLText.text(of: page.text)
        guard !text.isEmpty else { throw ReadingError(.noText, "is a page of HTML without text", path: name) }
        return SourceDocument(text: text, encoding: page.encoding, format: .html)
    }

    private func webArchive(_ bytes: [UInt8], _ name: String) throws(ReadingError) -> SourceDocument {
        let text = MailMessage(page: bytes).text
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ReadingError(.noText, "is a saved page without text", path: name)
        }
        return SourceDocument(text: text, format: .webArchive)
    }

    /// The documents of a JSON file: one for each object of a list of objects, and one for what is said beside the list; else
    /// one for all. What only looks like JSON is a text.
    func json(
        _ source: any ByteSource, at path: [UInt8], _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let bytes = DocumentFormat.withoutMark(try source.bytes(at: 0, count: Int(source.size)))
        guard let value = JSONValue(bytes) else {
            return body(DocumentPart(path: path, document: .success(try text(bytes, source.name))))
        }
        if let entries = JSONEntries(value) {
            if var document = RecordDocument.document(of: entries.rest.fields()) {
                document.format = .json
                guard body(DocumentPart(path: path, document: .success(document))) else { return false }
            }
            for (index, value) in entries.records.enumerated() {
                guard var document = RecordDocument.document(of: value.fields()) else { continue }
                document.format = .json
                let place = Self.join(path, Array("\(index + 1)".utf8))
                guard body(DocumentPart(path: place, document: .success(document))) else { return false }
            }
            return true
        }
        guard var document = RecordDocument.document(of: value.fields()) else {
            throw ReadingError(.noText, "is a JSON file in which nothing is said", path: source.name)
        }
        document.format = .json
        return body(DocumentPart(path: path, document: .success(document)))
    }

    /// True if `source`, which begins as JSON lines do, is one line with a list of records.
    func isList(_ source: any ByteSource) throws(ReadingError) -> Bool {
        func isLine(_ bytes: [UInt8]) -> Bool {
            guard let end = bytes.firstIndex(of: 0x0A) else { return true }
            return !bytes[end...].contains { $0 > 0x20 }
        }
        guard source.size <= reader.largest, isLine(try source.bytes(at: 0, count: DocumentFormat.headSize)) else {
            return false
        }
        let bytes = DocumentFormat.withoutMark(try source.bytes(at: 0, count: Int(source.size)))
        return isLine(bytes) && JSONValue(bytes).flatMap { JSONEntries($0) } != nil
    }

    /// `source`, or what it says in UTF-8 where it is in UTF-16 or UTF-32.
    func inUTF8(_ source: any ByteSource) throws(ReadingError) -> any ByteSource {
        let head = try source.bytes(at: 0, count: DocumentFormat.headSize)
        guard head.contains(0), TextDecoding.wideBeginning(head) != nil else { return source }
        try requireSize(of: source, .text)
        let text = try text(try source.bytes(at: 0, count: Int(source.size)), source.name).text
        return MemorySource(Array(text.utf8), name: source.name)
    }
}
