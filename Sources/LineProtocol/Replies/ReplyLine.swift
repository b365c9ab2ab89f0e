// SPDX-License-Identifier: GPL-3.0-or-later

/// The part that a line has in a reply, told by its beginning in either form.
public enum ReplyLine: Hashable, Sendable {
    /// A line before the final one.
    case data
    /// The final line `OK…`.
    case ok
    /// The final line `ERR…`.
    case error

    /// The most bytes of a line that need to be known to tell its part.
    public static let tellingLength = 15

    /// The part of the line whose first ``tellingLength`` bytes, or all where it has fewer, are `head`.
    public init(_ head: some Collection<UInt8>) {
        if head.starts(with: "ERR ".utf8) || head.starts(with: "{\"kind\":\"error".utf8) {
            self = .error
        } else if head.elementsEqual("OK".utf8) || head.starts(with: "OK ".utf8)
            || head.starts(with: "{\"kind\":\"ok\"".utf8)
        {
            self = .ok
        } else {
            self = .data
        }
    }

    /// True if the reply ends with the line.
    public var isFinal: Bool { self != .data }
}
