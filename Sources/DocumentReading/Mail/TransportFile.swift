// SPDX-License-Identifier: GPL-3.0-or-later

/// The text and files that Outlook packs into one file of a mail, `winmail.dat` (TNEF, [MS-OXTNEF]).
struct TransportFile {
    /// The text of the mail, where it lies in here.
    private(set) var text: String?
    private(set) var attachments: [MailMessage.Attachment] = []

    private static let most = 1000

    private static let magic: [UInt8] = [0x78, 0x9F, 0x3E, 0x22]

    /// True if `bytes` are such a file.
    static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

    /// The file in `bytes`; what breaks its rules ends it.
    init(_ bytes: [UInt8]) {
        guard Self.isOne(bytes) else { return }
        var index = 6
        var name: String?
        var data: [UInt8]?
        var properties = OutlookProperties()
        func finish(_ attachments: inout [MailMessage.Attachment]) {
            if let data, !data.isEmpty {
                attachments.append(.init(name: properties.attachmentName ?? name ?? "liite", bytes: data))
            }
            (name, data, properties) = (nil, nil, OutlookProperties())
        }
        // A level, what it is, its length, its bytes, a sum.
        while index + 9 <= bytes.count, attachments.count < Self.most {
            let kind = bytes.number(at: index + 1, 4) & 0xFFFF
            let length = Int(bytes.number(at: index + 5, 4))
            guard length <= bytes.count - index - 9 else { break }
            let value = Array(bytes[(index + 9)..<(index + 9 + length)])
            index += 9 + length + 2
            switch kind {
            case 0x9002: finish(&attachments)
            case 0x8010: name = EightBitText.decodeWindows1252(value.prefix { $0 != 0 })
            case 0x800F: data = value
            case 0x9005: properties = OutlookProperties(stream: value)
            case 0x800C where text == nil: text = EightBitText.decodeWindows1252(value.prefix { $0 != 0 })
            case 0x9003:
                let all = OutlookProperties(stream: value)
                text = all.body ?? text
            default: break
            }
        }
        finish(&attachments)
    }
}
