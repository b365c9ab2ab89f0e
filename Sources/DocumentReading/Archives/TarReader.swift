// SPDX-License-Identifier: GPL-3.0-or-later

/// The files of a tar archive, one after the other: POSIX ustar and pax, GNU's long names.
final class TarReader {
    /// A file's header.
    struct Entry {
        var path: [UInt8]
        var size: Int64
        /// True if it is a regular file: no folder, no link, no device.
        var isFile: Bool
        /// The target of a link; nil where it is no link.
        var target: [UInt8]?
    }

    private let stream: any ByteStream
    private let name: String
    private var buffer: [UInt8] = []
    private var used = 0
    /// The bytes left of the file whose header was read, and of its padding.
    private var left: Int64 = 0
    private var padding: Int64 = 0

    /// Headers of names and attributes are not longer.
    private static let longestHeader: Int64 = 1 << 20

    init(_ stream: any ByteStream, name: String) {
        self.stream = stream
        self.name = name
    }

    /// True if `block` is a tar header: its sum is right.
    static func isHeader(_ block: ArraySlice<UInt8>) -> Bool {
        guard block.count >= 512, block.contains(where: { $0 != 0 }) else { return false }
        let block = Array(block.prefix(512))
        var sum: Int64 = 0
        for (index, byte) in block.enumerated() { sum += (148..<156).contains(index) ? 0x20 : Int64(byte) }
        return octal(block[148..<156]) == sum
    }

    /// The next file; nil at the end. What is left of the last one is passed over.
    func next() throws(ReadingError) -> Entry? {
        var longPath: [UInt8]?
        var longSize: Int64?
        while true {
            try skip(left)
            try skip(padding)
            (left, padding) = (0, 0)
            guard let block = try read(512, isEndAllowed: true), block.contains(where: { $0 != 0 }) else { return nil }
            guard Self.isHeader(block[...]), let stated = Self.octal(block[124..<136]), stated >= 0 else {
                throw damaged("a header's sum is wrong")
            }
            let size = longSize ?? stated
            let kind = block[156]
            left = size
            padding = (512 - size % 512) % 512
            switch kind {
            case 0x4C:
                // GNU: the next file's path.
                longPath = try header().prefix { $0 != 0 }.map { $0 }
            case 0x78:
                let attributes = Self.attributes(try header())
                longPath = attributes["path"] ?? longPath
                longSize = attributes["size"].flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? longSize
                if let longSize, longSize < 0 { throw damaged("a file's size is negative") }
            case 0x67, 0x4B: _ = try header()
            default:
                var path = block[..<100].prefix { $0 != 0 }.map { $0 }
                let prefix = block[345..<500].prefix { $0 != 0 }
                if block[257..<263].elementsEqual("ustar\0".utf8), !prefix.isEmpty { path = prefix + [0x2F] + path }
                return Entry(
                    path: longPath ?? path, size: size,
                    isFile: (kind == 0x30 || kind == 0 || kind == 0x37)
                        && (longPath ?? path).last != 0x2F,
                    target: kind == 0x31 || kind == 0x32 ? block[157..<257].prefix { $0 != 0 }.map { $0 } : nil)
            }
        }
    }

    /// The content of the file whose header came last.
    func contents() throws(ReadingError) -> [UInt8] {
        let count = Int(left)
        left = 0
        guard let bytes = try read(count, isEndAllowed: false) else { throw damaged("it ends too early") }
        return bytes
    }

    // MARK: - Parts

    private func header() throws(ReadingError) -> [UInt8] {
        guard left <= Self.longestHeader else { throw damaged("a header is too long") }
        return try contents()
    }

    private func read(_ count: Int, isEndAllowed: Bool) throws(ReadingError) -> [UInt8]? {
        while buffer.count - used < count {
            let more = try stream.next()
            if more.isEmpty {
                if isEndAllowed && buffer.count == used { return nil }
                throw damaged("it ends too early")
            }
            buffer.removeFirst(used)
            used = 0
            buffer += more
        }
        defer { used += count }
        return Array(buffer[used..<used + count])
    }

    private func skip(_ count: Int64) throws(ReadingError) {
        var count = count
        while count > 0 {
            if used == buffer.count {
                buffer = try stream.next()
                used = 0
                // Some programs leave the last padding out.
                if buffer.isEmpty { return }
            }
            let step = min(count, Int64(buffer.count - used))
            used += Int(step)
            count -= step
        }
    }

    /// A number in octal digits; in GNU's form, big numbers in binary behind 0x80.
    private static func octal(_ field: ArraySlice<UInt8>) -> Int64? {
        if let first = field.first, first == 0x80 {
            return field.dropFirst().reduce(Int64(0)) { value, byte in value << 8 | Int64(byte) }
        }
        let digits = field.drop { $0 == 0x20 || $0 == 0 }.prefix { $0 >= 0x30 && $0 <= 0x37 }
        return digits.isEmpty ? 0 : Int64(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    /// The attributes of a pax header: `length key=value` lines, the length that of the line.
    private static func attributes(_ bytes: [UInt8]) -> [String: [UInt8]] {
        var attributes: [String: [UInt8]] = [:]
        var rest = bytes[...]
        while let space = rest.firstIndex(of: 0x20),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > 0, length <= rest.count
        {
            let line = rest[(space + 1)..<max(space + 1, rest.startIndex + length - 1)]
            if let equals = line.firstIndex(of: 0x3D) {
                attributes[String(decoding: line[..<equals], as: UTF8.self)] = Array(line[(equals + 1)...])
            }
            rest = rest.dropFirst(length)
        }
        return attributes
    }

    private func damaged(_ why: String) -> ReadingError {
        ReadingError(.damaged, "is a damaged tar archive: \(why)", path: name)
    }
}
