// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation

/// The damage that a bad disk or a broken download does to a file.
public enum Damage {
    /// Changes about one in `spacing` of those of `bytes` in `range`, half of them by one bit.
    ///
    /// - Parameters:
    ///   - bytes: What the file holds.
    ///   - range: The places that may be changed.
    ///   - spacing: One byte in so many is.
    ///   - random: Where numbers are taken from.
    ///   - sparing: The places that are left as they are, after all.
    /// - Returns: The changed bytes.
    public static func changing(
        _ bytes: Data, in range: Range<Int>, oneIn spacing: Int, _ random: inout SeededRandom,
        sparing: (Int) -> Bool = { _ in false }
    ) -> Data {
        var changed = bytes
        for _ in 0..<max(1, range.count / spacing) {
            let place = Int.random(in: range, using: &random)
            if sparing(place) { continue }
            let flipped = changed[changed.startIndex + place] ^ (1 << UInt8.random(in: 0..<8, using: &random))
            let other = UInt8.random(in: 0...255, using: &random)
            changed[changed.startIndex + place] = Bool.random(using: &random) ? flipped : other
        }
        return changed
    }
}
