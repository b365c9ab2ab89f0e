// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc

/// Why a server could not start.
public typealias DaemonError = CodedError<DaemonErrorDetails>

/// The system's reason.
public struct DaemonErrorDetails: ErrorDetails {
    /// The system's error number; 0 where it gave none.
    let errorNumber: Int32

    /// The kinds of errors.
    public enum Code: String, Sendable {
        /// Another server answers on this socket.
        case alreadyServed
        /// The Unix socket cannot be made.
        case socket
        /// The TCP address cannot be read, resolved or bound.
        case address
        /// The TCP address can be reached from elsewhere, and nothing protects it.
        case insecure
        /// The token's file cannot be read or holds none.
        case tokenFile
        /// The certificate or its key cannot be read.
        case tls
    }
}

extension CodedError<DaemonErrorDetails> {
    /// An error of this code; what the system says about `errorNumber` ends the message.
    init(_ code: Code, _ message: String, _ errorNumber: Int32 = 0) {
        let reason = unsafe String(cString: strerror(errorNumber))
        self.init(
            code, errorNumber == 0 ? message : "\(message): \(reason)", DaemonErrorDetails(errorNumber: errorNumber))
    }

    /// The system's error number; 0 where it gave none.
    public var errorNumber: Int32 { details.errorNumber }
}
