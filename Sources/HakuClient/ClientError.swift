// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
public import LineProtocol

/// Why a server could not be asked. That a server answers with `ERR` is no such error but a ``LineProtocol/Reply``.
public typealias ClientError = CodedError<ClientErrorDetails>

/// The server's answer to the greeting.
public struct ClientErrorDetails: ErrorDetails {
    /// The kinds of trouble, by what a caller can do about it.
    public enum Code: String, Sendable {
        /// Nobody answers at the address, or not as one who is trusted.
        case unreachable
        /// The server did not take the greeting: its ``ClientError/refusal`` says why.
        case refused
        /// The server did not answer in time. Its reply to that request, if one comes, is passed over.
        case timedOut = "timed out"
        /// The connection ended before the reply did.
        case connectionLost = "connection lost"
        /// No line can carry the request: a text of it holds a line end, or its verb is the client's own.
        case invalidRequest = "invalid request"
        /// The server does not speak this protocol.
        case malformedReply = "malformed reply"
        /// A reply is longer than the configuration allows.
        case replyTooLong = "reply too long"
        /// The task that asked was cancelled.
        case cancelled
        /// The client has been closed.
        case closed
    }

    /// The server's own error, where it refused the greeting.
    let refusal: ReplyError?
}

extension CodedError<ClientErrorDetails> {
    /// An error of this kind.
    init(_ code: Code, _ message: String, refusal: ReplyError? = nil) {
        self.init(code, message, ClientErrorDetails(refusal: refusal))
    }

    /// The server's own error, where it refused the greeting.
    public var refusal: ReplyError? { details.refusal }
}

extension ClientErrorDetails.Code: CustomStringConvertible {
    /// A word for it.
    public var description: String { rawValue }
}
