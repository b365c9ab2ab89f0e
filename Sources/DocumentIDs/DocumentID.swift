// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import FinnishText

/// The ids of documents: a path as a person writes it, with what would break a line or a column written as %XX.
public enum DocumentID {
    /// The id of `path`, which is relative to its root and has `/` between folders.
    ///
    /// Letters come in Unicode's normalisation form C, so that a name is the same whichever system wrote it. Control
    /// characters that are not seen (``Unicode/Scalar/isHiddenControl``), what is not UTF-8, `%`, `:` and the marks of
    /// snippets (`«»`) are written %XX, in capitals.
    public static func encode(_ path: [UInt8]) -> String {
        if let text = String(validating: path, as: UTF8.self) { return escape(Composition.canonical(text)) }
        var id = ""
        var rest = path[...]
        while !rest.isEmpty {
            let valid = validPrefix(of: rest)
            if valid > 0 {
                id += escape(Composition.canonical(String(decoding: rest.prefix(valid), as: UTF8.self)))
                rest = rest.dropFirst(valid)
            } else {
                id += escape(byte: rest.removeFirst())
            }
        }
        return id
    }

    /// The id of `path` in the form of older indexes, in which spaces, too, are written %XX and letters are as they came.
    /// It has no spaces, so that it is one word in a list of words.
    public static func encodeWithoutSpaces(_ path: [UInt8]) -> String {
        var id = ""
        var rest = path[...]
        while !rest.isEmpty {
            let valid = validPrefix(of: rest)
            for scalar in String(decoding: rest.prefix(valid), as: UTF8.self).unicodeScalars {
                let isEscaped = scalar.value <= 0x20 || scalar.value == 0x7F || scalar == "%"
                if isEscaped { id += escape(byte: UInt8(scalar.value)) } else { id.unicodeScalars.append(scalar) }
            }
            rest = rest.dropFirst(valid)
            if !rest.isEmpty { id += escape(byte: rest.removeFirst()) }
        }
        return id
    }

    /// An id of `path` for where another file has the one that ``encode(_:)`` gives: what is not ASCII is written %XX.
    public static func encodeApart(_ path: [UInt8]) -> String {
        path.reduce(into: "") { id, byte in
            let scalar = Unicode.Scalar(byte)
            if byte >= 0x80 || isEscaped(scalar) {
                id += escape(byte: byte)
            } else {
                id.unicodeScalars.append(scalar)
            }
        }
    }

    /// The path that `id` stands for, but for the form of its letters; nil where a `%` is not followed by two
    /// hexadecimal digits.
    public static func decode(_ id: String) -> [UInt8]? {
        HexEscapes.decode(Array(id.utf8), mark: UInt8(ascii: "%")) { _, _, _ in nil }
    }

    /// `id` as ``encode(_:)`` writes it, whatever more of it is escaped, and in whichever form its letters come. What is
    /// no id is only brought into normalisation form C.
    public static func canonical(_ id: String) -> String {
        // Nearly all are: no escape, no sign to escape, no mark that combines (which begin at U+0300).
        let isPlain = id.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != 0x25 && $0 != 0x3A || $0 == 0xC3 || $0 & 0xC0 == 0x80
        }
        return isPlain ? id : decode(id).map(encode) ?? Composition.canonical(id)
    }

    /// The number of bytes at the beginning of `bytes` that are whole characters of UTF-8.
    private static func validPrefix(of bytes: ArraySlice<UInt8>) -> Int {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes.count }
        var count = 0
        var decoder = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        while case .valid(let sequence) = decoder.parseScalar(from: &iterator) { count += sequence.count }
        return count
    }

    private static func escape(_ text: String) -> String {
        // Nearly all names need none.
        guard
            text.utf8.contains(where: {
                $0 < 0x20 || $0 == 0x7F || $0 == 0x25 || $0 == 0x3A || $0 == 0xC2 || $0 == 0xE2
            })
        else { return text }
        var id = ""
        for scalar in text.unicodeScalars {
            if isEscaped(scalar) {
                for byte in UTF8.encode(scalar) ?? .init() { id += escape(byte: byte) }
            } else {
                id.unicodeScalars.append(scalar)
            }
        }
        return id
    }

    /// True of control characters that are not seen, `%`, `:`, `«` and `»`.
    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isHiddenControl || scalar == "%" || scalar == ":" || scalar == "«" || scalar == "»"
    }

    /// `byte` as `%` and two hexadecimal digits in capitals.
    static func escape(byte: UInt8) -> String {
        "%" + String(byte >> 4, radix: 16, uppercase: true) + String(byte & 0xF, radix: 16, uppercase: true)
    }
}
