// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// The codings that mail puts bytes in (RFC 2045, 6.7 and 6.8). What breaks their rules is passed over.
enum TransferCoding {
    /// The bytes behind base64.
    static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    /// The bytes behind quoted-printable.
    static func quotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let decoded = HexEscapes.decode(Array(text), mark: UInt8(ascii: "=")) { text, place, bytes in
            // A line end that is none: `=`, perhaps spaces, and the line's end.
            var end = place + 1
            while let byte = text.element(at: end), byte == 0x20 || byte == 0x09 || byte == 0x0D { end += 1 }
            if end >= text.count || text[end] == 0x0A { return end + 1 }
            bytes.append(text[place])
            return place + 1
        }
        return decoded ?? []
    }
}
