// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Glibc

/// Reads text files: UTF-8, UTF-16 with a byte order mark, ISO 8859-1 and Windows-1252.
public struct DocumentReader: Sendable {
    /// The largest file that is read, in bytes.
    public var largest: Int64

    /// A reader of files up to `largest` bytes.
    public init(largest: Int64 = 64 << 20) {
        self.largest = largest
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
        let name = String(decoding: path, as: UTF8.self)
        guard !path.contains(0) else {
            throw ReadingError(.notFound, "no path holds a NUL byte", path: name, errno: ENOENT)
        }
        // Without O_NONBLOCK, opening a pipe waits for its writer.
        let file = unsafe FileSystem.withCPath(path) { unsafe open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
        guard file >= 0 else { throw FileSystem.error(errno, path: name) }
        defer { close(file) }
        let before = try FileSystem.status(of: file, path: name)
        try FileSystem.requireRegular(before, path: name)
        guard before.st_size > 0 else { throw ReadingError(.empty, "is empty; there is nothing to index", path: name) }
        guard Int64(before.st_size) <= largest else {
            throw ReadingError(
                .tooLarge,
                "has \(before.st_size) bytes, more than the limit of \(largest); split it",
                path: name)
        }
        let bytes = try FileSystem.contents(of: file, size: Int(before.st_size), path: name)
        let after = try FileSystem.status(of: file, path: name)
        guard bytes.count == Int(before.st_size), after.st_size == before.st_size,
            FileSystem.modified(after) == FileSystem.modified(before)
        else {
            throw ReadingError(.changedWhileReading, "changed while it was read; run again", path: name)
        }
        let decoded: (text: String, encoding: SourceDocument.Encoding)
        do {
            decoded = try TextDecoding.decode(bytes)
        } catch {
            throw ReadingError(error.code, error.message, path: name)
        }
        return SourceDocument(
            text: decoded.text, encoding: decoded.encoding, pages: Self.pages(of: decoded.text),
            size: Int64(before.st_size), modified: FileSystem.modified(before),
            contentHash: ContentHash.hexadecimal(of: bytes))
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
