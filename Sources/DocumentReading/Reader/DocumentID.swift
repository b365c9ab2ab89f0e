// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// The ids of documents: a path with whatever would break a line, a column or UTF-8 written as %XX.
public enum DocumentID {
    /// The id of `path`, which is relative to its root and has `/` between folders.
    ///
    /// Bytes up to 0x20, `%`, control characters that are not seen (``Unicode/Scalar/isHiddenControl``), and bytes that
    /// are not part of valid UTF-8 are written %XX, in capitals.
    public static func encode(_ path: [UInt8]) -> String {
        var id: [UInt8] = []
        id.reserveCapacity(path.count)
        var index = 0
        while index < path.count {
            let length = TextDecoding.lengthOfUTF8Sequence(at: index, in: path)
            let character = path[index..<index + max(1, length)]
            if length == 0 || path[index] == 0x20 || path[index] == 0x25 || isHidden(character) {
                for byte in character { id += [0x25, digit(byte >> 4), digit(byte & 0xF)] }
            } else {
                id += character
            }
            index += character.count
        }
        return String(decoding: id, as: UTF8.self)
    }

    /// The path that `id` stands for; nil where a `%` is not followed by two hexadecimal digits.
    public static func decode(_ id: String) -> [UInt8]? {
        let bytes = Array(id.utf8)
        var path: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x25 else {
                path.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.count, let high = bytes[index + 1].asciiHexValue,
                let low = bytes[index + 2].asciiHexValue
            else { return nil }
            path.append(high << 4 | low)
            index += 3
        }
        return path
    }

    /// True if the character of these bytes is a control character that is not seen.
    private static func isHidden(_ character: ArraySlice<UInt8>) -> Bool {
        guard let first = character.first, first < 0x20 || first == 0x7F || first == 0xC2 || first == 0xE2 else {
            return false
        }
        return String(decoding: character, as: UTF8.self).unicodeScalars.first?.isHiddenControl ?? false
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
