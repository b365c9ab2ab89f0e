// SPDX-License-Identifier: GPL-3.0-or-later

/// The indexes that a request asks, by their numbers from 0.
public enum IndexSelection: Hashable, Sendable {
    /// One.
    case one(Int)
    /// Two or more, rising, as if they were one.
    case several([Int])

    /// The selection of `places`, at least one, in any order.
    init(_ places: [Int]) {
        let rising = Set(places).sorted()
        self = rising.count == 1 ? .one(rising[0]) : .several(rising)
    }

    /// The numbers.
    public var places: [Int] {
        switch self {
        case .one(let place): [place]
        case .several(let places): places
        }
    }
}
