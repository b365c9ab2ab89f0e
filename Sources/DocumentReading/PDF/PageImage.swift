// SPDX-License-Identifier: GPL-3.0-or-later

/// A page as a picture in grey: a PGM file, as `pdftoppm -gray` writes it.
struct PageImage {
    /// The file.
    let bytes: [UInt8]
    private let pixels: Range<Int>
    private let width: Int

    /// The picture in `bytes`; nil where they are no PGM of one byte a pixel.
    init?(_ bytes: [UInt8]) {
        // P5, width, height and the greatest value, parted by white space.
        guard bytes.starts(with: [0x50, 0x35]) else { return nil }
        var index = 2
        var numbers: [Int] = []
        while numbers.count < 3, index < bytes.count, index < 64 {
            guard let digit = Self.digit(bytes[index]) else {
                index += 1
                continue
            }
            var number = digit
            index += 1
            while index < bytes.count, index < 64, let digit = Self.digit(bytes[index]) {
                number = number * 10 + digit
                index += 1
            }
            numbers.append(number)
        }
        guard numbers.count == 3, numbers[2] == 255, numbers[0] > 0, numbers[1] > 0,
            bytes.count - index - 1 >= numbers[0] * numbers[1]
        else { return nil }
        self.bytes = bytes
        width = numbers[0]
        pixels = index + 1..<index + 1 + numbers[0] * numbers[1]
    }

    /// True if there is hardly a dark pixel: fewer than the strokes of a short word make. O(pixels).
    var isBlank: Bool {
        var dark = 0
        for index in pixels where bytes[index] < 0x90 {
            dark += 1
            if dark > width / 8 { return false }
        }
        return true
    }

    private static func digit(_ byte: UInt8) -> Int? { byte &- 0x30 < 10 ? Int(byte) - 0x30 : nil }
}
