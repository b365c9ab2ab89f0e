// SPDX-License-Identifier: GPL-3.0-or-later

extension Schema.Prefix {
    /// The sum of a document's text, which copies share.
    public static let text = "D"
}

extension Schema {
    /// The sum of `text` by which copies are known: the same of texts that differ in nothing but white space. 0 of a text
    /// without anything else. FNV-1a of 64 bits: two different texts of a million share one with a chance of 1 : 40,000,000.
    public static func textSum(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            var isEmpty = true
            var isGap = false
            for index in bytes.indices {
                let byte = unsafe bytes[index]
                if byte <= 0x20 {
                    isGap = true
                    continue
                }
                if isGap && !isEmpty { hash = (hash ^ 0x20) &* 0x0000_0100_0000_01b3 }
                isGap = false
                isEmpty = false
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            }
            return isEmpty ? 0 : max(1, hash)
        }
    }

    /// The term that all documents of texts with this sum have.
    public static func textTerm(_ sum: UInt64) -> String { Prefix.text + String(sum, radix: 16) }
}
