// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// The moment by which the work for a request has to end.
///
/// Who works for long asks for it often, some twenty nanoseconds each time, and gives up once it has passed. It counts by
/// the system's monotonic clock (`CLOCK_MONOTONIC`), which nobody sets.
public struct Deadline: Hashable, Sendable, Comparable {
    /// The moment, in nanoseconds of the monotonic clock; `UInt64.max` never comes.
    public let nanoseconds: UInt64

    /// No deadline.
    public static let never = Deadline(nanoseconds: .max)

    /// The moment after `duration` from now on; never where that is too far away to be counted.
    public init(after duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let now = Self.now
        let (whole, isFar) = UInt64(max(0, seconds)).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isFarther) = now.addingReportingOverflow(whole)
        let (moment, isFarthest) = sum.addingReportingOverflow(UInt64(max(0, attoseconds) / 1_000_000_000))
        nanoseconds = isFar || isFarther || isFarthest ? .max : moment
    }

    private init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    /// True once the moment has come.
    public var hasPassed: Bool { nanoseconds != .max && Self.now >= nanoseconds }

    /// The time until the moment; zero once it has come, nil where it never does.
    public var remaining: Duration? {
        guard nanoseconds != .max else { return nil }
        let now = Self.now
        return .nanoseconds(Int64(clamping: nanoseconds > now ? nanoseconds - now : 0))
    }

    /// The earlier deadline is the lesser.
    public static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }

    private static var now: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
