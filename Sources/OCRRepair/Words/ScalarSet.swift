// SPDX-License-Identifier: GPL-3.0-or-later

/// A few signs, of which it is asked for each letter of a text whether it is one of them.
struct ScalarSet: Sendable {
    /// The signs below 128, as bits.
    private let low: (UInt64, UInt64)
    /// The others.
    private let others: [Unicode.Scalar]

    /// The signs of `text`.
    init(_ text: String) {
        var bits: (UInt64, UInt64) = (0, 0)
        for scalar in text.unicodeScalars where scalar.value < 128 {
            if scalar.value < 64 {
                bits.0 |= 1 << UInt64(scalar.value)
            } else {
                bits.1 |= 1 << UInt64(scalar.value - 64)
            }
        }
        low = bits
        others = text.unicodeScalars.filter { $0.value >= 128 }
    }

    /// True if `scalar` is one of them.
    @inline(__always)
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<64: low.0 >> UInt64(scalar.value) & 1 != 0
        case 64..<128: low.1 >> UInt64(scalar.value - 64) & 1 != 0
        default: others.contains(scalar)
        }
    }
}
