// SPDX-License-Identifier: GPL-3.0-or-later

/// Mends text whose UTF-8 was taken for Windows-1252 and written as UTF-8 again: `KylÃ¤` for *Kylä*.
enum DoubleEncoding {
    /// The bytes of the characters of Windows-1252 beyond ASCII; for the five bytes that it leaves out, their own numbers.
    private static let byteOf: [Unicode.Scalar: UInt8] = {
        var bytes: [Unicode.Scalar: UInt8] = [:]
        for byte in UInt8(0x80)...0xFF {
            bytes[byte < 0xA0 ? EightBitText.windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte)] = byte
            bytes[Unicode.Scalar(byte)] = byte
        }
        return bytes
    }()

    /// The signs that ä, ö, å, Ä, Ö and Å become. Nobody writes these.
    private static let marks: [[UInt8]] = ["Ã¤", "Ã¶", "Ã„", "Ã–", "Ã…", "Ã¥"].map { Array($0.utf8) }

    /// `text`, whose UTF-8 is `bytes`, as it was meant; nil where nothing shows that it was encoded twice.
    static func mended(_ text: String, _ bytes: ArraySlice<UInt8>) -> String? {
        // `Ã` is the bytes C3 83, and nearly no text has it.
        var place = bytes.startIndex
        var isFound = false
        while !isFound, let next = bytes[place...].firstIndex(of: 0xC3) {
            isFound = marks.contains { bytes[next...].starts(with: $0) }
            place = next + 1
        }
        guard isFound else { return nil }
        var made = String.UnicodeScalarView()
        var run: [Unicode.Scalar] = []
        func finish() {
            guard !run.isEmpty else { return }
            let bytes = run.compactMap { byteOf[$0] }
            if bytes.count == run.count, let meant = String(validating: bytes, as: UTF8.self) {
                made.append(contentsOf: meant.unicodeScalars)
            } else {
                made.append(contentsOf: run)
            }
            run.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                finish()
                made.append(scalar)
            } else {
                run.append(scalar)
            }
        }
        finish()
        return String(made)
    }
}
