// SPDX-License-Identifier: GPL-3.0-or-later
public import Sayings

/// Why a request is not answered: the final line `ERR code name message`.
public struct ReplyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A number and its name, which a client can act on.
    public struct Code: Hashable, Sendable {
        /// The number.
        public let number: Int
        /// The name, one word.
        public let name: String

        /// A code of this library, or one that a newer server replied.
        init(_ number: Int, _ name: String) {
            self.number = number
            self.name = name
        }

        /// The line, an option or the query is not well-formed.
        public static let syntax = Code(400, "syntax")
        /// The connection has to say HELLO with the token first.
        public static let tokenNeeded = Code(401, "token-needed")
        /// The server was not started with what the request needs.
        public static let notAllowed = Code(403, "not-allowed")
        /// There is no such document.
        public static let noSuchDocument = Code(404, "no-such-document")
        /// The server has no such index. Clients of version 1 are told ``syntax``.
        public static let noSuchIndex = Code(404, "no-such-index")
        /// There is no such verb.
        public static let noSuchVerb = Code(405, "no-such-verb")
        /// The line has more than ``RequestDecoder/longestLine`` bytes.
        public static let lineTooLong = Code(413, "line-too-long")
        /// The query has too many words, or too many hits are asked for.
        public static let tooLarge = Code(422, "too-large")
        /// The server has as many connections as it takes.
        public static let tooManyConnections = Code(429, "too-many-connections")
        /// The server cannot answer, by no fault of the request.
        public static let `internal` = Code(500, "internal")
        /// The server is about to end.
        public static let draining = Code(503, "draining")
        /// Answering took longer than the server allows.
        public static let outOfTime = Code(504, "out-of-time")
    }

    /// The kind of error, for a program.
    public var code: Code
    /// The trouble and its remedy, for a person. The place is in ``column``, not here.
    public var message: String
    /// ``message`` as the server makes it; nil where it came from one.
    public var saying: Saying?
    /// ``message`` by its code; none where the server told none.
    public var said: [CodedSentence] = []
    /// The place in the line, in Unicode scalars from 1, where there is one.
    public var column: Int?
    /// The cause in the words of whoever runs the server, which may name its files: for the log, never for a client.
    public var cause: String?
    /// True if the server closes the connection after this reply.
    public var closes: Bool
    /// The word in the message by which the log tells ``cause``.
    public var reference: String?

    /// An error of this code, which `saying` tells.
    public init(
        _ code: Code, _ saying: Saying, column: Int? = nil, cause: String? = nil, closes: Bool = false
    ) {
        self.code = code
        self.message = saying.description
        self.saying = saying
        self.column = column
        self.cause = cause
        self.closes = closes
    }

    /// The error of a server that cannot answer for `cause`. The client is told no more than that, and a reference of six
    /// digits by which the log tells the rest.
    public static func failed(_ cause: any Error) -> ReplyError {
        let digits = String(UInt32.random(in: 0...0xFF_FFFF), radix: 16)
        let reference = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        var error = ReplyError(
            .internal, "the index cannot be read; the server's log tells why, under the reference \(reference)",
            cause: "\(cause)")
        error.reference = reference
        return error
    }

    /// The message, with the place where there is one.
    public var description: String {
        column.map { "\(message) (column \($0))" } ?? message
    }
}
