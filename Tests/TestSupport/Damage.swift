// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation

/// What a bad disk or a broken download makes of a file.
public enum Damage {
    /// `bytes` with about one in `spacing` of those in `range` changed, half of them by one bit.
    ///
    /// - Parameter sparing: The places that are left as they are.
    public static func changing(
        _ bytes: Data, in range: Range<Int>, oneIn spacing: Int, _ random: inout SeededRandom,
        sparing: (Int) -> Bool = { _ in false }
    ) -> Data {
        var changed = bytes
        for _ in 0..<max(1, range.count / spacing) {
            let place = Int.random(in: range, using: &random)
            if sparing(place) { continue }
            let byte = changed[changed.startIndex + place]
            let isBit = Bool.random(using: &random)
            changed[changed.startIndex + place] =
                isBit ? byte ^ (1 << UInt8.random(in: 0..<8, using: &random)) : UInt8.random(in: 0...255, using: &random)
        }
        return changed
    }
}
