// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
    /// The string of `scalars`.
    ///
    /// A string's own view of scalars takes them one by one, through several functions each: a tenth of a microsecond a
    /// letter.
    package init(scalars: [Unicode.Scalar]) {
        var size = 0
        for scalar in scalars { size += UTF8.width(scalar) }
        self = unsafe String(unsafeUninitializedCapacity: size) { bytes in
            var used = 0
            func put(_ value: UInt32) {
                unsafe bytes[used] = UInt8(truncatingIfNeeded: value)
                used += 1
            }
            for scalar in scalars {
                let value = scalar.value
                switch value {
                case 0..<0x80: put(value)
                case 0x80..<0x800:
                    put(0xC0 | value >> 6)
                    put(0x80 | value & 0x3F)
                case 0x800..<0x1_0000:
                    put(0xE0 | value >> 12)
                    put(0x80 | value >> 6 & 0x3F)
                    put(0x80 | value & 0x3F)
                default:
                    put(0xF0 | value >> 18)
                    put(0x80 | value >> 12 & 0x3F)
                    put(0x80 | value >> 6 & 0x3F)
                    put(0x80 | value & 0x3F)
                }
            }
            return used
        }
    }
}
