// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes written as a mark and two hexadecimal digits: `%C3` in addresses and ids, `=C3` in mail.
public enum HexEscapes {
    /// Decodes `text`, in which `mark` begins an escape.
    ///
    /// - Parameters:
    ///   - text: The bytes with escapes.
    ///   - mark: The byte that begins an escape.
    ///   - broken: Called for a mark without two digits behind it, with `text`, its place and the bytes so far, to which it
    ///     may add; answers the place to go on at, after that of the mark; nil ends the decoding.
    /// - Returns: The bytes that are meant; nil where `broken` ended it.
    public static func decode(
        _ text: [UInt8], mark: UInt8, broken: (_ text: [UInt8], _ place: Int, _ bytes: inout [UInt8]) -> Int?
    ) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            if text[place] != mark {
                bytes.append(text[place])
                place += 1
            } else if place + 2 < text.count, let high = text[place + 1].asciiHexValue,
                let low = text[place + 2].asciiHexValue
            {
                bytes.append(high << 4 | low)
                place += 3
            } else if let next = broken(text, place, &bytes) {
                place = next
            } else {
                return nil
            }
        }
        return bytes
    }
}
