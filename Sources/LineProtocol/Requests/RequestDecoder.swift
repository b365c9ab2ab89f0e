// SPDX-License-Identifier: GPL-3.0-or-later
public import NIOCore
internal import Sayings

/// Cuts a stream of bytes into request lines.
///
/// Lines end with LF or CRLF; what follows the last of them when the stream ends is a line too. Empty lines are passed
/// over. Every other line comes to exactly one ``RequestLine``: nothing that a client sends is an error of the stream.
/// A line over ``longestLine`` bytes is refused as soon as that is certain, and discarded as it arrives, so that at
/// most ``longestLine`` + 1 bytes need to be kept for the decoder.
public struct RequestDecoder: NIOSingleStepByteToMessageDecoder, Sendable {
    /// The values that are made of the bytes.
    public typealias InboundOut = RequestLine

    /// The longest line, in bytes without its line end.
    public static let longestLine = 65_536

    /// The number of bytes from the reader index on that are known to hold no LF.
    private var scanned = 0
    /// True if the bytes up to the next LF belong to a line that has been refused.
    private var isDiscarding = false

    /// A decoder at the beginning of a stream.
    public init() {}

    /// Takes the next line out of `buffer`; nil if it holds none that is whole.
    ///
    /// Cost: linear in the bytes not looked at before.
    public mutating func decode(buffer: inout ByteBuffer) -> RequestLine? {
        while let end = lineEnd(in: buffer) {
            let start = buffer.readerIndex
            let line = isDiscarding ? nil : Self.read(buffer, start..<end)
            isDiscarding = false
            buffer.moveReaderIndex(to: end + 1)
            scanned = 0
            if let line { return line }
        }
        if isDiscarding {
            discardAll(&buffer)
        } else if buffer.readableBytes > Self.longestLine + 1
            || (buffer.readableBytes == Self.longestLine + 1 && buffer.readableBytesView.last != carriageReturn)
        {
            let line = Self.tooLong(buffer.readableBytesView)
            isDiscarding = true
            discardAll(&buffer)
            return line
        }
        return nil
    }

    /// Takes the next line out of `buffer`, to which nothing will be added when `seenEOF`.
    public mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) -> RequestLine? {
        if let line = decode(buffer: &buffer) { return line }
        guard seenEOF, buffer.readableBytes > 0 else { return nil }
        let whole = buffer.readerIndex..<buffer.writerIndex
        let line = Self.read(buffer, whole)
        discardAll(&buffer)
        return line
    }

    /// True if the verb of the next line of `buffer` asks for documents (``Verb/asksDocuments``); false for a line that
    /// is no request. Looks at the line's beginning only.
    public static func nextLineAsksDocuments(in buffer: ByteBuffer) -> Bool {
        let line = buffer.readableBytesView.drop { $0 == lineFeed || $0 == carriageReturn }
        let word = line.prefix(longestVerb + 1).prefix { (0x41...0x5A).contains($0 & 0xDF) }
        return Verb(spelled: word)?.asksDocuments ?? false
    }

    private mutating func discardAll(_ buffer: inout ByteBuffer) {
        buffer.moveReaderIndex(to: buffer.writerIndex)
        scanned = 0
    }

    /// The index of the next LF in `buffer`.
    private mutating func lineEnd(in buffer: ByteBuffer) -> Int? {
        let view = buffer.readableBytesView
        if let end = view[(view.startIndex + min(scanned, view.count))...].firstIndex(of: lineFeed) { return end }
        scanned = view.count
        return nil
    }

    /// The line that stands in `range`, without its LF; nil if it is empty.
    private static func read(_ buffer: ByteBuffer, _ range: Range<Int>) -> RequestLine? {
        guard var line = buffer.viewBytes(at: range.lowerBound, length: range.count) else { return nil }
        if line.last == carriageReturn { line = line.dropLast() }
        if line.isEmpty { return nil }
        if line.count > longestLine { return tooLong(line) }
        if isForeign(line) { return .refused(foreign, format: nil) }
        return unsafe line.withContiguousStorageIfAvailable { unsafe parsed($0) } ?? parsed(line)
    }

    private static func parsed<Line: RandomAccessCollection<UInt8>>(_ line: Line) -> RequestLine
    where Line.Index == Int {
        var parser = RequestParser(line)
        do throws(ReplyError) {
            return .request(try parser.parse())
        } catch {
            return .refused(error, format: parser.format)
        }
    }

    private static func tooLong(_ line: ByteBufferView) -> RequestLine {
        if isForeign(line) { return .refused(foreign, format: nil) }
        return .refused(
            ReplyError(.lineTooLong, "a line has at most \(longestLine) bytes; this one was passed over"), format: nil)
    }
}

private let longestVerb = 9
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
