// SPDX-License-Identifier: GPL-3.0-or-later

/// The central directory of a ZIP file, after PKWARE's APPNOTE.TXT 6.3, with ZIP64.
struct ZipDirectory {
    /// A file in the archive.
    struct Entry {
        /// Its path as it stands there, decoded.
        var path: [UInt8]
        var flags: UInt16
        var method: UInt16
        var compressedSize: Int64
        var size: Int64
        /// Where its local header stands.
        var offset: Int64
        /// The Unix mode, 0 where none is given.
        var mode: UInt32
        /// True if some of its bytes are those of another, too.
        var isOverlapping = false

        var isEncrypted: Bool { flags & 1 != 0 }
        var isFolder: Bool { path.last == 0x2F }
        /// S_IFMT of the mode: a regular file, or nothing said.
        var isFile: Bool { !isFolder && (mode & 0xF000 == 0x8000 || mode & 0xF000 == 0) }
    }

    var entries: [Entry] = []

    private static let most = 1_000_000
    /// The bytes of a local header, without the name.
    private static let headerSize: Int64 = 30

    /// Reads the directory of `source`.
    ///
    /// - Throws: ``ReadingError`` where there is none, or it breaks the rules.
    init(_ source: any ByteSource) throws(ReadingError) {
        let (start, size, count) = try Self.place(source)
        guard count <= Self.most, size <= 1 << 28, start >= 0, size >= 0, start <= source.size,
            size <= source.size - start
        else {
            throw Self.damaged(source, "its directory cannot be")
        }
        let bytes = try source.bytes(at: start, count: Int(size))
        var index = 0
        for _ in 0..<count {
            guard bytes.number(at: index, 4) == 0x0201_4B50, index + 46 <= bytes.count else {
                throw Self.damaged(source, "its directory ends too early")
            }
            let nameLength = Int(bytes.number(at: index + 28, 2))
            let extraLength = Int(bytes.number(at: index + 30, 2))
            let commentLength = Int(bytes.number(at: index + 32, 2))
            let end = index + 46 + nameLength + extraLength
            guard end <= bytes.count else { throw Self.damaged(source, "its directory ends too early") }
            let flags = UInt16(bytes.number(at: index + 8, 2))
            let isUnix = bytes.number(at: index + 5, 1) == 3
            var entry = Entry(
                path: Self.path(bytes[(index + 46)..<(index + 46 + nameLength)], isUTF8: flags & 0x800 != 0),
                flags: flags, method: UInt16(bytes.number(at: index + 10, 2)),
                compressedSize: Int64(bytes.number(at: index + 20, 4)), size: Int64(bytes.number(at: index + 24, 4)),
                offset: Int64(bytes.number(at: index + 42, 4)),
                mode: isUnix ? UInt32(bytes.number(at: index + 40, 2)) : 0)
            Self.applyZip64(&entry, bytes[(index + 46 + nameLength)..<end])
            entries.append(entry)
            index = end + commentLength
        }
        markOverlaps(below: source.size)
    }

    /// Marks the entries that share bytes with another: no program packs so, but the smallest files
    /// that grow to the largest are made that way. Entries that reach beyond `end` are left to ``stream(of:in:name:budget:)``.
    private mutating func markOverlaps(below end: Int64) {
        var reached: Int64 = 0
        var last: Int?
        let possible = entries.indices.filter { index in
            let entry = entries[index]
            return entry.offset >= 0 && entry.compressedSize >= 0 && entry.offset <= end - Self.headerSize
                && entry.compressedSize <= end - Self.headerSize - entry.offset
        }
        for index in possible.sorted(by: { (entries[$0].offset, $0) < (entries[$1].offset, $1) }) {
            if entries[index].offset < reached {
                entries[index].isOverlapping = true
                if let last { entries[last].isOverlapping = true }
            }
            let end = entries[index].offset + Self.headerSize + entries[index].compressedSize
            if end > reached { (reached, last) = (end, index) }
        }
    }

    /// The compressed bytes of `entry` and the stream that expands them.
    ///
    /// - Throws: ``ReadingError`` where its header is wrong, it is encrypted, or its method is not known.
    static func stream(
        of entry: Entry, in source: any ByteSource, name: String, budget: ExpansionBudget
    ) throws(ReadingError) -> any ByteStream {
        guard !entry.isEncrypted else {
            throw ReadingError(.encrypted, "is encrypted; pack it without a password", path: name)
        }
        guard !entry.isOverlapping else {
            throw ReadingError(
                .damaged, "was left out: its bytes are those of another file of its archive, too", path: name)
        }
        let header = try source.bytes(at: entry.offset, count: 30)
        guard header.count == 30, header.number(at: 0, 4) == 0x0403_4B50 else {
            throw ReadingError(.damaged, "is damaged: the archive has no such file where it says", path: name)
        }
        let start = entry.offset + 30 + Int64(header.number(at: 26, 2)) + Int64(header.number(at: 28, 2))
        guard entry.compressedSize >= 0, start <= source.size, entry.compressedSize <= source.size - start else {
            throw ReadingError(.damaged, "is damaged: the archive ends too early", path: name)
        }
        let stream = SourceStream(source, start..<start + entry.compressedSize)
        switch entry.method {
        case 0:
            // Nothing is expanded, but many names may stand for the same bytes.
            try budget.take(Int(clamping: entry.compressedSize), name: name)
            return stream
        case 8: return try Inflater(stream, .none, name: name, budget: budget)
        default:
            throw ReadingError(
                .binary, "is compressed in a way that is not read (method \(entry.method)); pack it with deflate",
                path: name)
        }
    }

    // MARK: - Parts

    /// Where the directory stands, its size, and how many entries it has.
    private static func place(_ source: any ByteSource) throws(ReadingError) -> (Int64, Int64, Int) {
        // The record stands at the end, before a comment of up to 65,535 bytes.
        let tailSize = Int(min(source.size, 65_557))
        let tail = try source.bytes(at: source.size - Int64(tailSize), count: tailSize)
        var index = tail.count - 22
        while index >= 0, tail.number(at: index, 4) != 0x0605_4B50 { index -= 1 }
        guard index >= 0 else { throw damaged(source, "it has no directory, or ends too early") }
        let count = Int(tail.number(at: index + 10, 2))
        let size = Int64(tail.number(at: index + 12, 4))
        let start = Int64(tail.number(at: index + 16, 4))
        guard count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF,
            index >= 20, tail.number(at: index - 20, 4) == 0x0706_4B50
        else { return (start, size, count) }
        let place = Int64(clamping: tail.number(at: index - 20 + 8, 8))
        let record = try source.bytes(at: place, count: 56)
        guard record.count == 56, record.number(at: 0, 4) == 0x0606_4B50 else {
            throw damaged(source, "its directory is not where it says")
        }
        return (
            Int64(clamping: record.number(at: 48, 8)), Int64(clamping: record.number(at: 40, 8)),
            Int(clamping: record.number(at: 32, 8))
        )
    }

    private static func applyZip64(_ entry: inout Entry, _ extra: ArraySlice<UInt8>) {
        let extra = Array(extra)
        var index = 0
        while index + 4 <= extra.count {
            let length = Int(extra.number(at: index + 2, 2))
            if extra.number(at: index, 2) == 1 {
                var place = index + 4
                let end = min(extra.count, place + length)
                func take(_ value: inout Int64) {
                    guard value == 0xFFFF_FFFF, place + 8 <= end else { return }
                    value = Int64(clamping: extra.number(at: place, 8))
                    place += 8
                }
                take(&entry.size)
                take(&entry.compressedSize)
                take(&entry.offset)
                return
            }
            index += 4 + length
        }
    }

    /// A name is UTF-8 where it says so or happens to be, else of code page 437, as the DOS of Finland's letters too.
    private static func path(_ bytes: ArraySlice<UInt8>, isUTF8: Bool) -> [UInt8] {
        var path = Array(bytes)
        if !isUTF8, String(validating: path, as: UTF8.self) == nil {
            path = Array(EightBitText.decodeCodePage437(path).utf8)
        }
        // Some Windows programs write their own separator.
        return path.contains(0x2F) ? path : path.map { $0 == 0x5C ? 0x2F : $0 }
    }

    private static func damaged(_ source: any ByteSource, _ why: String) -> ReadingError {
        ReadingError(.damaged, "is a damaged ZIP archive: \(why)", path: source.name)
    }
}

extension [UInt8] {
    /// The number in the `count` bytes from `index` on, the least first; bytes beyond the end are 0.
    func number(at index: Int, _ count: Int) -> UInt64 {
        var number: UInt64 = 0
        for offset in 0..<count where indices.contains(index + offset) {
            number |= UInt64(self[index + offset]) << UInt64(8 * offset)
        }
        return number
    }
}
