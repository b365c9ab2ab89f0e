// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOSSL

/// The certificate that a server shows, and its key: read again on request, so that a renewed one is taken up.
///
/// TLS 1.3, or 1.2 with a key that is made for the connection and a cipher that authenticates what it encrypts (RFC 8996
/// ends what is older, RFC 9325, 4.2, the other ciphers of 1.2).
public final class TLSIdentity: Sendable {
    private let certificatePath: String
    private let keyPath: String
    private let current: NIOLockedValueBox<NIOSSLContext>

    /// Reads a chain of certificates and a key, both in PEM form.
    ///
    /// - Parameters:
    ///   - certificate: The path of the certificate, with those of its issuers after it.
    ///   - key: The path of its key, which has no passphrase.
    /// - Throws: ``DaemonError`` with the code ``DaemonError/Code/tls`` that names the file that is at fault.
    public init(certificate: String, key: String) throws(DaemonError) {
        certificatePath = certificate
        keyPath = key
        let context = try Self.read(certificate, key)
        current = NIOLockedValueBox(context)
    }

    /// Reads the files again; what was read before stays where that fails.
    public func reload() throws(DaemonError) {
        let context = try Self.read(certificatePath, keyPath)
        current.withLockedValue { $0 = context }
    }

    /// Returns a handler that turns the bytes of a new connection into TLS.
    func makeHandler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(context: current.withLockedValue { $0 })
    }

    private static func read(_ certificate: String, _ key: String) throws(DaemonError) -> NIOSSLContext {
        let chain = try attempt("the certificate \(certificate) cannot be read; it is a file in PEM form") {
            try NIOSSLCertificate.fromPEMFile(certificate)
        }
        guard !chain.isEmpty else { throw DaemonError(.tls, "the file \(certificate) holds no certificate") }
        let key = try attempt("the key \(key) cannot be read; it is a file in PEM form without a passphrase") {
            try NIOSSLPrivateKey(file: key, format: .pem)
        }
        return try attempt("the certificate \(certificate) and its key do not make a pair") {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.cipherSuiteValues = ciphers
            return try NIOSSLContext(configuration: configuration)
        }
    }

    /// The ciphers of TLS 1.2; those of 1.3 are all of this kind.
    private static let ciphers: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]

    private static func attempt<R>(_ message: String, _ body: () throws -> R) throws(DaemonError) -> R {
        do {
            return try body()
        } catch {
            throw DaemonError(.tls, "\(message) (\(error))")
        }
    }
}
