// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines that programs write above a mail, and above what it quotes: `From: Aino <aino@kunta.fi>`. Their English words say
/// nothing of the language that the mail is in.
enum MailHeaderLine {
    private static let names: [StaticString] = ["from", "to", "cc", "bcc", "date", "sent"]

    /// True if the line whose first token begins at `start` of the text `bytes` is one. Constant time.
    static func begins(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        names.contains { name in
            let end = start + name.utf8CodeUnitCount
            guard end < bytes.count, unsafe bytes[end] == UInt8(ascii: ":") else { return false }
            return (start..<end).allSatisfy { unsafe bytes[$0] | 0x20 == name.utf8Start[$0 - start] }
        }
    }
}
