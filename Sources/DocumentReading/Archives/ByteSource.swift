// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes that can be read at any place: an open file, or a member of an archive in memory.
protocol ByteSource: AnyObject {
    /// Its name in errors.
    var name: String { get }
    /// The number of bytes.
    var size: Int64 { get }
    /// `count` bytes from `offset` on; fewer at the end.
    func bytes(at offset: Int64, count: Int) throws(ReadingError) -> [UInt8]
    /// The input for converters.
    func input() throws(ReadingError) -> InputSource
    /// Throws where the bytes are no longer what they were.
    func requireUnchanged() throws(ReadingError)
}

extension OpenFile: ByteSource {
    func input() -> InputSource { InputSource(file: file, name: name) }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
    let name: String
    private let all: [UInt8]

    init(_ bytes: [UInt8], name: String) {
        all = bytes
        self.name = name
    }

    var size: Int64 { Int64(all.count) }

    func bytes(at offset: Int64, count: Int) -> [UInt8] {
        let start = Int(clamping: max(0, min(offset, size)))
        return Array(all[start..<min(all.count, start + max(0, count))])
    }

    func input() throws(ReadingError) -> InputSource { try InputSource(all, name: name) }
    func requireUnchanged() {}
}

/// Bytes that come one after the other.
protocol ByteStream: AnyObject {
    /// The next bytes; none at the end.
    func next() throws(ReadingError) -> [UInt8]
}

/// A part of a source, in order.
final class SourceStream: ByteStream {
    private let source: any ByteSource
    private var range: Range<Int64>
    private static let chunk: Int64 = 1 << 18

    init(_ source: any ByteSource, _ range: Range<Int64>? = nil) {
        self.source = source
        self.range = range ?? 0..<source.size
    }

    /// The number of bytes read.
    var consumed: Int64 = 0

    func next() throws(ReadingError) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        let bytes = try source.bytes(
            at: range.lowerBound, count: Int(min(Self.chunk, range.upperBound - range.lowerBound)))
        range = range.lowerBound + Int64(bytes.count)..<range.upperBound
        consumed += Int64(bytes.count)
        if bytes.isEmpty { range = range.upperBound..<range.upperBound }
        return bytes
    }
}

/// A stream of which a beginning was taken already.
final class ContinuedStream: ByteStream {
    private var head: [UInt8]
    private let rest: any ByteStream

    init(_ head: [UInt8], _ rest: any ByteStream) {
        self.head = head
        self.rest = rest
    }

    func next() throws(ReadingError) -> [UInt8] {
        guard head.isEmpty else {
            defer { head = [] }
            return head
        }
        return try rest.next()
    }
}
