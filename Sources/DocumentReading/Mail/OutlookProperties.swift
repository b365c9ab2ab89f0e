// SPDX-License-Identifier: GPL-3.0-or-later

/// The properties of a message or a file in Outlook's formats, by their numbers ([MS-OXPROPS]).
struct OutlookProperties {
    /// Strings, decoded.
    private(set) var strings: [Int: String] = [:]
    /// Bytes.
    private(set) var binaries: [Int: [UInt8]] = [:]

    /// No properties.
    init() {}

    mutating func set(_ number: Int, string: String) { strings[number] = string }
    mutating func set(_ number: Int, binary: [UInt8]) { binaries[number] = binary }

    /// The properties in a stream of TNEF ([MS-OXTNEF], 2.1.3.4); what breaks its rules ends them.
    init(stream bytes: [UInt8]) {
        var index = 4
        for _ in 0..<min(Int(bytes.number(at: 0, 4)), 10_000) {
            guard index + 4 <= bytes.count else { return }
            let type = Int(bytes.number(at: index, 2))
            let number = Int(bytes.number(at: index + 2, 2))
            index += 4
            if number >= 0x8000, !Self.skipName(bytes, &index) { return }
            guard let value = Self.value(of: type, bytes, &index) else { return }
            switch type {
            case 0x1F: strings[number] = Self.utf16(value)
            case 0x1E: strings[number] = EightBitText.decodeWindows1252(value.prefix { $0 != 0 })
            case 0x102: binaries[number] = value
            default: break
            }
        }
    }

    /// The name of the file that this is.
    var attachmentName: String? { strings[0x3707] ?? strings[0x3704] ?? strings[0x3001] }

    /// The text of the message, without its form.
    var body: String? {
        if let body = strings[0x1000], body.contains(where: { !$0.isWhitespace }) { return body }
        if let html = binaries[0x1013] { return HTMLDocument.text(of: html) }
        if let html = strings[0x1013] { return HTMLText.text(of: html) }
        return binaries[0x1009].flatMap { CompressedRTF.expanded($0) }.flatMap { RTFText.text(of: $0) }
    }

    /// UTF-16, the low bytes first, up to a NUL.
    static func utf16(_ bytes: [UInt8]) -> String {
        var units: [UInt16] = []
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let unit = UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
            if unit == 0 { break }
            units.append(unit)
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func skipName(_ bytes: [UInt8], _ index: inout Int) -> Bool {
        let kind = bytes.number(at: index + 16, 4)
        let length = Int(bytes.number(at: index + 20, 4))
        index += 20
        if kind == 0 {
            index += 4
        } else {
            guard length <= bytes.count else { return false }
            index += 4 + (length + 3) / 4 * 4
        }
        return index <= bytes.count
    }

    /// The bytes of a value; nil where its type is unknown or it is longer than what is there.
    private static func value(of type: Int, _ bytes: [UInt8], _ index: inout Int) -> [UInt8]? {
        switch type & 0xFFF {
        case 0x02, 0x03, 0x04, 0x0A, 0x0B: index += 4
        case 0x05, 0x06, 0x07, 0x14, 0x40: index += 8
        case 0x48: index += 16
        case 0x1E, 0x1F, 0x102, 0x0D:
            let count = Int(bytes.number(at: index, 4))
            index += 4
            var value: [UInt8] = []
            for _ in 0..<min(count, 1000) {
                let length = Int(bytes.number(at: index, 4))
                guard index + 4 <= bytes.count, length <= bytes.count - index - 4 else { return nil }
                if value.isEmpty { value = Array(bytes[(index + 4)..<(index + 4 + length)]) }
                index += 4 + (length + 3) / 4 * 4
            }
            return value
        default: return nil
        }
        return index <= bytes.count ? [] : nil
    }
}

/// RTF as Outlook compresses it ([MS-OXRTFCP]).
enum CompressedRTF {
    private static let start = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans "
            + "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
            + "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)

    /// The bytes behind `bytes`; nil where they are no compressed RTF.
    static func expanded(_ bytes: [UInt8]) -> [UInt8]? {
        let size = Int(bytes.number(at: 4, 4))
        guard bytes.count > 16, size <= 64 << 20 else { return nil }
        if bytes.number(at: 8, 4) == 0x414C_454D { return Array(bytes[16...].prefix(size)) }
        guard bytes.number(at: 8, 4) == 0x7546_5A4C else { return nil }
        var window = start + [UInt8](repeating: 0, count: 4096 - start.count)
        var place = start.count
        var made: [UInt8] = []
        var index = 16
        while index < bytes.count, made.count < size {
            let flags = bytes[index]
            index += 1
            for bit in 0..<8 where index < bytes.count && made.count < size {
                if flags >> UInt8(bit) & 1 == 0 {
                    window[place] = bytes[index]
                    made.append(bytes[index])
                    place = (place + 1) & 4095
                    index += 1
                    continue
                }
                guard index + 1 < bytes.count else { return made }
                let pair = Int(bytes[index]) << 8 | Int(bytes[index + 1])
                index += 2
                let from = pair >> 4
                // A reference to where it stands is the end.
                if from == place { return made }
                for step in 0..<((pair & 15) + 2) {
                    let byte = window[(from + step) & 4095]
                    window[place] = byte
                    made.append(byte)
                    place = (place + 1) & 4095
                }
            }
        }
        return made
    }
}
