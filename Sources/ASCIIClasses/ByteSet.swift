// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of bytes that a text is looked through for: most of a text's bytes are of no interest to who looks.
@frozen public struct ByteSet: Sendable {
    /// For each byte whether it is in the set.
    @usableFromInline let members: [Bool]

    /// The bytes that `contains` says true of.
    public init(_ contains: (UInt8) -> Bool) { members = (0...UInt8.max).map(contains) }

    /// The first place from `start` on and before `end` at which a byte of the set stands in `bytes`; `end` where there is
    /// none. O(`end` − `start`).
    @inlinable
    public func first(in bytes: [UInt8], from start: Int, before end: Int) -> Int {
        precondition(start <= end && end <= bytes.count)
        return unsafe members.withUnsafeBufferPointer { members in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                var index = start
                while index < end, unsafe !members[Int(bytes[index])] { index += 1 }
                return index
            }
        }
    }
}
