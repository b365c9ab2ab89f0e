// SPDX-License-Identifier: GPL-3.0-or-later

extension DocumentParts {
    /// An office document, and the files that it holds: workbooks in a text, documents that it takes in whole.
    func office(
        _ source: any ByteSource, _ format: DocumentFormat, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let office = OfficeReader(converters: reader.converters, largestText: Int(clamping: reader.largest))
        let result = try office.read(try source.input(), as: format)
        var document = SourceDocument(text: result.text, format: format, notes: result.notes)
        document.titles = result.titles
        document.cells = result.cells
        if !result.files.isEmpty { document.contentHash = "/" }
        guard body(DocumentPart(path: place.path, document: .success(document))) else { return false }
        guard !result.files.isEmpty else { return true }
        let entries = Dictionary(
            try ZipDirectory(source).entries.map { (String(decoding: $0.path, as: UTF8.self).lowercased(), $0) }
        ) { first, _ in first }
        var names = AttachmentNames()
        for file in result.files {
            guard let entry = entries[file.lowercased()], entry.isFile else { continue }
            let inner = Array(names.unique(file).utf8)
            let goesOn = try taking(inner, of: source, at: place, body) { (name, place) throws(ReadingError) in
                guard place.depth < Self.deepest else { throw Self.tooDeep(name) }
                let stream = try ZipDirectory.stream(of: entry, in: source, name: name, budget: place.budget)
                guard let bytes = try stream.all(most: Self.largestMember) else { throw Self.tooLarge(name) }
                guard let document = Self.document(embedded: bytes) else { return true }
                return try parts(of: MemorySource(document, name: name), at: place.deeper, body)
            }
            guard goesOn else { return false }
        }
        return true
    }

    /// The document in an object that another document holds; nil where it is something that is no document, such as a
    /// formula.
    private static func document(embedded bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: CompoundFile.magic) else { return bytes }
        guard let file = CompoundFile(bytes) else { return nil }
        if let package = file.entry("Package") { return file.contents(of: package) }
        let isDocument = ["WordDocument", "Workbook", "Book", "PowerPoint Document"].contains { file.entry($0) != nil }
        return isDocument ? bytes : nil
    }
}
