// SPDX-License-Identifier: GPL-3.0-or-later
public import LineProtocol

/// Why a server could not be asked. That a server answers with `ERR` is no such error but a ``LineProtocol/Reply``.
public struct ClientError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of trouble, by what a caller can do about it.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// A word for it.
        public let description: String

        /// Nobody answers at the address, or not as one who is trusted.
        public static let unreachable = Code(description: "unreachable")
        /// The server did not take the greeting: its ``ClientError/refusal`` says why.
        public static let refused = Code(description: "refused")
        /// The server did not answer in time. Its reply to that request, if one comes, is passed over.
        public static let timedOut = Code(description: "timed out")
        /// The connection ended before the reply did.
        public static let connectionLost = Code(description: "connection lost")
        /// No line can carry the request: a text of it holds a line end, or its verb is the client's own.
        public static let invalidRequest = Code(description: "invalid request")
        /// The server does not speak this protocol.
        public static let malformedReply = Code(description: "malformed reply")
        /// A reply is longer than the configuration allows.
        public static let replyTooLong = Code(description: "reply too long")
        /// The task that asked was cancelled.
        public static let cancelled = Code(description: "cancelled")
        /// The client has been closed.
        public static let closed = Code(description: "closed")
    }

    /// The kind of trouble.
    public let code: Code
    /// A sentence for a person.
    public let message: String
    /// The server's own error, where it refused the greeting.
    public let refusal: ReplyError?

    /// An error of this kind.
    init(_ code: Code, _ message: String, refusal: ReplyError? = nil) {
        self.code = code
        self.message = message
        self.refusal = refusal
    }

    /// The message.
    public var description: String { message }
}
