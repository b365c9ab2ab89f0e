// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// A moment in the time zone of this machine, by which people know when they changed a file.
public struct LocalTime: Hashable, Sendable {
    /// Year · 10,000 + month · 100 + day.
    public let day: Int
    /// Hour · 10,000 + minute · 100 + second.
    public let time: Int

    /// The moment `nanoseconds` after 1970 began in UTC; nil for 0 and below, which no file has of itself.
    public init?(nanoseconds: Int64) {
        guard nanoseconds > 0 else { return nil }
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = unsafe tm()
        guard unsafe localtime_r(&seconds, &parts) != nil else { return nil }
        unsafe day = (Int(parts.tm_year) + 1900) * 10_000 + (Int(parts.tm_mon) + 1) * 100 + Int(parts.tm_mday)
        unsafe time = Int(parts.tm_hour) * 10_000 + Int(parts.tm_min) * 100 + Int(parts.tm_sec)
    }

    /// ISO 8601 to the minute: `2024-03-15 09:30`.
    public var text: String {
        let digits = Array(String(decoding: value, as: UTF8.self))
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(8..<10)):\(part(10..<12))"
    }

    /// Fourteen digits that compare in the order of time: `20240315093012`.
    public var value: [UInt8] {
        let digits = String(time)
        return Schema.dayValue(day) + Array((String(repeating: "0", count: 6 - digits.count) + digits).utf8)
    }
}
