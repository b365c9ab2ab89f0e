// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOConcurrencyHelpers

/// The replies that a server's threads share, for each selection of its indexes.
public final class ReplyCaches: Sendable {
    /// The most selections of several indexes whose replies are kept.
    private static let mostJoint = 4

    private let single: [ReplyCache]
    private let bytes: Int
    /// The replies of several indexes, the latest at the end.
    private let joint = NIOLockedValueBox<[(places: [Int], replies: ReplyCache)]>([])

    /// Keeps about `bytes` bytes of replies for each of `count` indexes, and for some selections of several.
    public init(count: Int, bytes: Int) {
        single = (0..<count).map { _ in ReplyCache(bytes: bytes) }
        self.bytes = bytes
    }

    /// The replies to what is asked of the indexes of these numbers, rising.
    public func replies(for places: [Int]) -> ReplyCache {
        if places.count == 1 { return single[places[0]] }
        return joint.withLockedValue { joint in
            if let known = joint.first(where: { $0.places == places }) { return known.replies }
            let new = ReplyCache(bytes: bytes)
            joint.append((places, new))
            if joint.count > Self.mostJoint { joint.removeFirst() }
            return new
        }
    }
}
