// SPDX-License-Identifier: GPL-3.0-or-later

extension DocumentParts {
    func zip(
        _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        var seen: Set<[UInt8]> = []
        for entry in try ZipDirectory(source).entries where entry.isFile && entry.size != 0 {
            let goesOn = try member(entry.path, of: source, at: place, &seen, body) {
                () throws(ReadingError) in
                let name = Self.name(source, entry.path)
                let stream = try ZipDirectory.stream(of: entry, in: source, name: name, budget: place.budget)
                guard entry.size <= Int64(Self.largestMember), let bytes = try stream.all(most: Self.largestMember)
                else { throw Self.tooLarge(name) }
                return bytes
            }
            guard goesOn else { return false }
        }
        return true
    }

    func tar(
        _ stream: any ByteStream, _ name: String, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        var seen: Set<[UInt8]> = []
        let archive = TarReader(stream, name: name)
        let source = MemorySource([], name: name)
        while let entry = try archive.next() {
            if let target = entry.target, MemberPath.leavesByLink(entry.path, to: target) {
                let error = ReadingError(
                    .unsafePath, "is a link that leads out of its archive; it was left out",
                    path: Self.name(source, entry.path))
                guard body(DocumentPart(path: Self.join(place.path, entry.path), document: .failure(error))) else {
                    return false
                }
            }
            guard entry.isFile, entry.size > 0 else { continue }
            var failure: ReadingError?
            let goesOn = try member(entry.path, of: source, at: place, &seen, body) {
                () throws(ReadingError) in
                guard entry.size <= Int64(Self.largestMember) else {
                    throw Self.tooLarge(Self.name(source, entry.path))
                }
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

    func gzip(
        _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let stream = try Inflater(SourceStream(source), .gzip, name: source.name, budget: place.budget)
        return try expanded(stream, source.name, at: place, body)
    }

    /// A file that xz, zstd, bzip2 or the like compressed.
    func packed(
        _ source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        let stream = try ConverterStream(.bsdcat, [], reader.converters, try source.input(), budget: place.budget)
        return try expanded(stream, source.name, at: place, body)
    }

    /// The documents in what was compressed as one: the files of a tar archive, or the only file.
    private func expanded(
        _ stream: any ByteStream, _ name: String, at place: PartPlace,
        _ body: (DocumentPart) -> Bool
    ) throws(ReadingError) -> Bool {
        var head: [UInt8] = []
        while head.count < 512 {
            let more = try stream.next()
            if more.isEmpty { break }
            head += more
        }
        let whole = ContinuedStream(head, stream)
        if TarReader.isHeader(head.prefix(512)) {
            guard try tar(whole, name, at: place, body) else { return false }
            // Whether it could be expanded to its end is known there.
            while !(try whole.next().isEmpty) {}
            return true
        }
        guard place.depth < Self.deepest else { throw Self.tooDeep(name) }
        guard let bytes = try whole.all(most: Self.largestMember) else { throw Self.tooLarge(name) }
        guard !bytes.isEmpty else {
            throw ReadingError(.empty, "is empty; there is nothing to index", path: name)
        }
        return try parts(of: MemorySource(bytes, name: name), at: place.deeper, body)
    }

    func member(
        _ member: [UInt8], of source: any ByteSource, at place: PartPlace,
        _ seen: inout Set<[UInt8]>, _ body: (DocumentPart) -> Bool,
        _ contents: () throws(ReadingError) -> [UInt8]
    ) throws(ReadingError) -> Bool {
        let name = Self.name(source, member)
        switch MemberPath.judge(member) {
        case .hidden: return true
        case .leaves:
            let error = ReadingError(
                .unsafePath, "has a path that leads out of its archive; it was left out", path: name)
            return body(DocumentPart(path: Self.join(place.path, member), document: .failure(error)))
        case .path(let inner):
            guard seen.insert(inner).inserted else {
                let error = ReadingError(.damaged, "stands in its archive twice; the first was taken", path: name)
                return body(DocumentPart(path: Self.join(place.path, inner), document: .failure(error)))
            }
            return try self.member(inner, of: source, at: place, body, contents)
        }
    }

    /// A file within a file.
    func member(
        _ inner: [UInt8], of source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool, _ contents: () throws(ReadingError) -> [UInt8]
    ) throws(ReadingError) -> Bool {
        try taking(inner, of: source, at: place, body) { (name, place) throws(ReadingError) in
            guard place.depth < Self.deepest else { throw Self.tooDeep(name) }
            let bytes = try contents()
            guard !bytes.isEmpty else {
                throw ReadingError(.empty, "is empty; there is nothing to index", path: name)
            }
            return try parts(of: MemorySource(bytes, name: name), at: place.deeper, body)
        }
    }

    /// Takes the file `inner` of `source` from the budget and reads it by `read`, which gets its name for people and its place.
    /// What is wrong with it is told and does not stop the others; that the budget is spent is thrown, and ends them all.
    func taking(
        _ inner: [UInt8], of source: any ByteSource, at place: PartPlace,
        _ body: (DocumentPart) -> Bool, _ read: (_ name: String, _ place: PartPlace) throws(ReadingError) -> Bool
    ) throws(ReadingError) -> Bool {
        let name = Self.name(source, inner)
        let within = place.within(inner)
        do throws(ReadingError) {
            try place.budget.takeMember(name: name)
            return try read(name, within)
        } catch {
            // Told once, by whoever reads the file: all archives that lie within each other end here.
            if place.budget.isSpent { throw error }
            return body(DocumentPart(path: within.path, document: .failure(error)))
        }
    }
}
