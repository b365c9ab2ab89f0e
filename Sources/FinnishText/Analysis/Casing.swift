// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Letter case as Swift's own `lowercased()` and `uppercased()` have it, at the speed of bytes where the text holds
/// nothing but ASCII and the letters of Latin-1, as nearly all Finnish does.
enum Casing {
    /// `scalar` in lower case, itself where that takes more scalars than one.
    static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value < 0x80 { return scalar.asciiLowercased }
        let mapped = scalar.properties.lowercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first ?? scalar : scalar
    }

    /// `scalar` in upper case, itself where that takes more scalars than one.
    static func uppercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value < 0x80 { return scalar.asciiUppercased }
        let mapped = scalar.properties.uppercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first ?? scalar : scalar
    }

    /// `text.lowercased()`.
    static func lowercased(_ text: String) -> String {
        var text = text
        let fast: String?? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            var changes = false
            var index = 0
            while index < bytes.count {
                let byte = unsafe bytes[index]
                if byte < 0x80 {
                    if byte.isASCIIUppercase { changes = true }
                } else {
                    guard byte == 0xC3 else { return nil }
                    index += 1
                    if unsafe isLatinCapital(bytes[index]) { changes = true }
                }
                index += 1
            }
            guard changes else { return "" }
            return unsafe String(unsafeUninitializedCapacity: bytes.count) { target in
                var afterC3 = false
                for index in 0..<bytes.count {
                    let byte = unsafe bytes[index]
                    let isCapital = afterC3 ? isLatinCapital(byte) : byte.isASCIIUppercase
                    unsafe target[index] = isCapital ? byte | 0x20 : byte
                    afterC3 = byte == 0xC3
                }
                return bytes.count
            }
        }
        guard let fast, let lower = fast else { return text.lowercased() }
        if lower.isEmpty {
            text.makeContiguousUTF8()
            return text
        }
        return lower
    }

    /// True if `text == text.uppercased()`.
    static func isUpper(_ text: some StringProtocol) -> Bool {
        var afterC3 = false
        for byte in text.utf8 {
            if byte < 0x80 {
                if byte.isASCIILowercase { return false }
            } else if afterC3 {
                // ß, the small letters but ÷, and ÿ have capitals.
                if byte >= 0x9F && byte != 0xB7 { return false }
            } else if byte != 0xC3 {
                return text == text.uppercased()
            }
            afterC3 = byte == 0xC3
        }
        return true
    }

    /// True if `text == text.lowercased()`.
    static func isLower(_ text: String) -> Bool {
        var afterC3 = false
        for byte in text.utf8 {
            if byte < 0x80 {
                if byte.isASCIIUppercase { return false }
            } else if afterC3 {
                if isLatinCapital(byte) { return false }
            } else if byte != 0xC3 {
                return text == text.lowercased()
            }
            afterC3 = byte == 0xC3
        }
        return true
    }

    /// True for U+00C0 … U+00DE, but ×, by its second byte.
    private static func isLatinCapital(_ byte: UInt8) -> Bool { byte >= 0x80 && byte <= 0x9E && byte != 0x97 }
}
