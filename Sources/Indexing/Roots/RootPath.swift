// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentIDs

/// Paths as the file of roots holds them: as a person writes them, with controls, `%` and what is not UTF-8 written %XX.
enum RootPath {
    /// The text of a path, which is one line.
    static func encode(_ path: [UInt8]) -> String {
        var text = ""
        var index = 0
        while index < path.count {
            guard let (scalar, length) = scalar(at: index, in: path), !isEscaped(scalar) else {
                text += escape(path[index])
                index += 1
                continue
            }
            text.unicodeScalars.append(scalar)
            index += length
        }
        return text
    }

    /// The path of a text; nil where a `%` is not followed by two hexadecimal digits.
    static func decode(_ text: String) -> [UInt8]? { DocumentID.decode(text) }

    /// The scalar whose UTF-8 begins at `index`, and how many bytes that takes; nil where there is none.
    private static func scalar(at index: Int, in bytes: [UInt8]) -> (Unicode.Scalar, Int)? {
        for length in 1...min(4, bytes.count - index) {
            let text = String(validating: bytes[index..<index + length], as: UTF8.self)
            if let scalar = text?.unicodeScalars.first { return (scalar, length) }
        }
        return nil
    }

    /// Controls and what a terminal or an editor takes for the end of a line or a change of direction.
    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: scalar == "%"
        }
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (byte < 16 ? "0" : "") + digits
    }
}
