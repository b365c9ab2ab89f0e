// SPDX-License-Identifier: GPL-3.0-or-later

/// A mail that Outlook saved, `.msg` ([MS-OXMSG]).
struct OutlookMessage {
    /// The mail, and what came with it.
    private(set) var message = MailMessage()

    private static let deepest = 8
    private static let mostAttachments = 5000

    init(_ file: CompoundFile) {
        guard let root = file.entries.first else { return }
        message = Self.message(root, file, depth: 0)
    }

    private static func message(_ storage: CompoundFile.Entry, _ file: CompoundFile, depth: Int) -> MailMessage {
        var message = MailMessage()
        let properties = properties(of: storage, file)
        let address = properties.strings[0x5D01] ?? properties.strings[0x0C1F] ?? properties.strings[0x0065]
        var sender = properties.strings[0x0C1A] ?? properties.strings[0x0042]
        if let address, address.contains("@"), sender?.contains(address) != true {
            sender = sender.map { "\($0) <\(address)>" } ?? address
        }
        message.setHeaders(
            subject: properties.strings[0x0037], from: sender, to: properties.strings[0x0E04],
            copies: properties.strings[0x0E03], date: date(storage, file, properties.strings[0x007D]))
        if let body = properties.body { message.add(body) }
        for child in file.children(of: storage).prefix(mostAttachments) where child.isStorage {
            guard child.name.hasPrefix("__attach_version1.0_") else { continue }
            let properties = Self.properties(of: child, file)
            if let bytes = properties.binaries[0x3701] {
                message.attach(properties.attachmentName ?? "liite", bytes)
            } else if let inner = file.entry("__substg1.0_3701000D", in: child), depth < deepest {
                // A mail in the mail: its text here, and what came with it.
                let mail = Self.message(inner, file, depth: depth + 1)
                message.attach("viesti.txt", Array(mail.text.utf8))
                for attachment in mail.attachments { message.attach(attachment.name, attachment.bytes) }
            }
        }
        return message
    }

    /// The properties whose streams lie in `storage`: `__substg1.0_`, the number and the type.
    private static func properties(of storage: CompoundFile.Entry, _ file: CompoundFile) -> OutlookProperties {
        var properties = OutlookProperties()
        let prefix = "__substg1.0_"
        for child in file.children(of: storage) where !child.isStorage && child.name.hasPrefix(prefix) {
            let digits = child.name.dropFirst(prefix.count)
            guard digits.count >= 8, let number = Int(digits.prefix(4), radix: 16),
                let type = Int(digits.dropFirst(4).prefix(4), radix: 16)
            else { continue }
            let bytes = file.contents(of: child)
            switch type {
            case 0x1F: properties.set(number, string: OutlookProperties.utf16(bytes))
            case 0x1E: properties.set(number, string: EightBitText.decodeWindows1252(bytes.prefix { $0 != 0 }))
            case 0x102: properties.set(number, binary: bytes)
            default: break
            }
        }
        return properties
    }

    /// When it was sent: by its headers, else by its property of 100-nanosecond steps since 1601, as a day.
    private static func date(_ storage: CompoundFile.Entry, _ file: CompoundFile, _ headers: String?) -> String? {
        if let headers {
            var end = 0
            if let value = MailHeaders(Array(headers.utf8)[...], end: &end).value("date") { return value }
        }
        guard let stream = file.entry("__properties_version1.0", in: storage) else { return nil }
        let bytes = file.contents(of: stream)
        for start in stride(from: bytes.count % 16, to: bytes.count - 15, by: 16) {
            let number = bytes.number(at: start + 2, 2)
            guard bytes.number(at: start, 2) == 0x40, number == 0x0039 || number == 0x0E06 else { continue }
            let days = Int(clamping: bytes.number(at: start + 8, 8) / 864_000_000_000) - 134_774
            return MailDate.day(since1970: days)
        }
        return nil
    }
}
