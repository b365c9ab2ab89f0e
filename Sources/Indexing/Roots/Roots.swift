// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs
internal import DocumentReading
internal import Glibc

/// The roots as the index keeps them in its metadata, beside those of its ``RootList``: a line each, the number, a space,
/// the path %-encoded, without spaces.
enum Roots {
    static let key = "roots"

    static func decode(_ bytes: [UInt8]?) -> [IndexRoot] {
        String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").compactMap { line in
            guard let space = line.firstIndex(of: " "), let number = UInt32(line[..<space]),
                let path = DocumentID.decode(String(line[line.index(after: space)...]))
            else { return nil }
            return IndexRoot(number: number, path: path)
        }
    }

    static func encode(_ roots: [IndexRoot]) -> [UInt8] {
        Array(roots.map { "\($0.number) \(DocumentID.encodeWithoutSpaces($0.path))\n" }.joined().utf8)
    }

    /// The absolute path of `path` without `.`, `..` and links where it exists; else put together by its text.
    static func absolute(_ path: String) -> [UInt8] {
        if let real = unsafe realpath(path, nil) {
            defer { unsafe free(real) }
            return unsafe Array(UnsafeBufferPointer(start: real, count: strlen(real))).map { UInt8(bitPattern: $0) }
        }
        var full = Array(path.utf8)
        if full.first != 0x2F, let here = unsafe getcwd(nil, 0) {
            defer { unsafe free(here) }
            full = Array(unsafe String(cString: here).utf8) + [0x2F] + full
        }
        var parts: [ArraySlice<UInt8>] = []
        for part in full.split(separator: 0x2F) {
            if part.elementsEqual([0x2E]) { continue }
            if part.elementsEqual([0x2E, 0x2E]) { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.flatMap { [0x2F] + $0 }
    }
}
