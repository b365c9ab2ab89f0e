// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts of one byte a character, and names of encodings.
enum EightBitText {
    /// The characters of bytes 0x80–0x9F in Windows-1252, by the WHATWG Encoding Standard's index.
    static let windows1252: [Unicode.Scalar] = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

    /// The characters of bytes 0x80–0xFF in code page 437, by Unicode's mapping table CP437.TXT: in names of ZIP files
    /// that do not say otherwise (APPNOTE.TXT, appendix D).
    private static let codePage437: [Unicode.Scalar] = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)

    /// The bytes in which ISO 8859-15 differs from ISO 8859-1.
    private static let latin9: [UInt8: Unicode.Scalar] = [
        0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]

    static func decodeWindows1252(_ bytes: some Sequence<UInt8>) -> String {
        decode(bytes) { $0 < 0xA0 ? windows1252[Int($0) - 0x80] : Unicode.Scalar($0) }
    }

    static func decodeCodePage437(_ bytes: some Sequence<UInt8>) -> String {
        decode(bytes) { codePage437[Int($0) - 0x80] }
    }

    /// The text of `bytes`, which a page or a mail says are in the encoding `label`; nil where that is unknown here, or
    /// the bytes break it.
    static func decode(_ bytes: [UInt8], label: String) -> String? {
        switch label.lowercased().trimmed({ $0 == " " || $0 == "\"" || $0 == "'" }) {
        case "utf-8", "utf8", "us-ascii", "ascii": String(validating: bytes, as: UTF8.self)
        case "iso-8859-1", "iso8859-1", "latin1", "iso_8859-1", "windows-1252", "cp1252", "x-cp1252":
            // Everybody who says the one may mean the other.
            decodeWindows1252(bytes)
        case "iso-8859-15", "iso8859-15", "latin9", "latin-9":
            decode(bytes) { latin9[$0] ?? ($0 < 0xA0 ? windows1252[Int($0) - 0x80] : Unicode.Scalar($0)) }
        case "iso-8859-2", "latin2": decode(bytes, EightBitTable.iso2)
        case "iso-8859-4", "latin4": decode(bytes, EightBitTable.iso4)
        case "iso-8859-10", "latin6": decode(bytes, EightBitTable.iso10)
        case "iso-8859-13": decode(bytes, EightBitTable.iso13)
        case "windows-1250", "cp1250": decode(bytes, EightBitTable.windows1250)
        case "windows-1257", "cp1257": decode(bytes, EightBitTable.windows1257)
        case "ibm850", "cp850", "850": decode(bytes, EightBitTable.codePage850)
        case "macintosh", "mac", "x-mac-roman": decode(bytes, EightBitTable.macRoman)
        case "x-mac-ce", "x-mac-centraleurroman": decode(bytes, EightBitTable.macCentralEurope)
        case "utf-16", "utf-16le", "utf-16be", "unicode":
            (try? TextDecoding.decode(bytes)).flatMap { $0.encoding.isUTF16 ? $0.text : nil }
        default: nil
        }
    }

    /// The text of `bytes`, those from 0x80 on by `table`.
    static func decode(_ bytes: some Sequence<UInt8>, _ table: [Unicode.Scalar]) -> String {
        decode(bytes) { table[Int($0) - 0x80] }
    }

    private static func decode(_ bytes: some Sequence<UInt8>, _ high: (UInt8) -> Unicode.Scalar) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(byte < 0x80 ? Unicode.Scalar(byte) : high(byte)) }
        return String(text)
    }
}
