// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Why a server could not start.
public struct DaemonError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of an error, in terms a caller can act on.
    public struct Code: Hashable, Sendable {
        private enum Wrapped: Hashable, Sendable {
            case alreadyServed, socket, address, insecure, tokenFile, tls
        }

        private let wrapped: Wrapped

        /// Another server answers on this socket.
        public static let alreadyServed = Code(wrapped: .alreadyServed)
        /// The Unix socket cannot be made.
        public static let socket = Code(wrapped: .socket)
        /// The TCP address cannot be read, resolved or bound.
        public static let address = Code(wrapped: .address)
        /// The TCP address can be reached from elsewhere, and nothing protects it.
        public static let insecure = Code(wrapped: .insecure)
        /// The token's file cannot be read or holds none.
        public static let tokenFile = Code(wrapped: .tokenFile)
        /// The certificate or its key cannot be read.
        public static let tls = Code(wrapped: .tls)
    }

    /// The kind of error.
    public let code: Code
    /// A sentence for a person: what was wrong and what to do.
    public let message: String
    /// The system's error number; 0 where it gave none.
    public let errorNumber: Int32

    /// An error of this code; what the system says about `errorNumber` ends the message.
    init(_ code: Code, _ message: String, _ errorNumber: Int32 = 0) {
        self.code = code
        self.errorNumber = errorNumber
        let reason = unsafe String(cString: strerror(errorNumber))
        self.message = errorNumber == 0 ? message : "\(message): \(reason)"
    }

    /// The message.
    public var description: String { message }
}
