// SPDX-License-Identifier: GPL-3.0-or-later
public import Sayings

/// The answer to one request: data lines, then the final line.
public struct Reply: Hashable, Sendable {
    /// A key of the final line and its value.
    public struct Pair: Hashable, Sendable {
        /// The key: a–z, digits, `-`.
        public var key: String
        /// The value.
        public var value: Value

        /// The pair `key=value`.
        public init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// The end of a reply.
    public enum Final: Hashable, Sendable {
        /// `OK`, with these keys in this order.
        case ok([Pair])
        /// `ERR`.
        case error(ReplyError)
    }

    /// The data lines.
    public var rows: [Row]
    /// The final line.
    public var final: Final
    /// True if the server closes the connection after this reply.
    public var closes: Bool
    /// The sentences of the key `note`, as a server makes them.
    public var sayings: [Saying] = []
    /// The sentences of the key `note` by their codes, in their order; none to a client of version 1, or where not all have one.
    public var said: [CodedSentence] = []
    /// The request for what is left of the reply, where this is a part that others follow: then ``final`` is not written.
    public var rest: Request?

    /// `OK` with `pairs`, after `rows`.
    public init(rows: [Row] = [], _ pairs: [Pair] = [], closes: Bool = false) {
        self.rows = rows
        self.final = .ok(pairs)
        self.closes = closes
    }

    /// `ERR`.
    public init(_ error: ReplyError) {
        self.rows = []
        self.final = .error(error)
        self.closes = error.closes
    }

    /// The error, where the final line is one.
    public var error: ReplyError? {
        if case .error(let error) = final { error } else { nil }
    }

    /// The value of a key of the final line as text; nil where it does not have the key, or is `ERR`.
    public subscript(_ key: String) -> String? { value(key)?.description }

    /// The value of a key of the final line; nil where it does not have the key, or is `ERR`.
    public func value(_ key: String) -> Value? {
        guard case .ok(let pairs) = final else { return nil }
        return pairs.first { $0.key == key }?.value
    }
}
