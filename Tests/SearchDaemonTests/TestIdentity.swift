// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A certificate for `localhost` and its key, made for these tests and good for nothing else.
struct TestIdentity {
    let certificate: String
    let key: String

    /// Writes the files into `folder`.
    init(in folder: String) throws {
        certificate = folder + "/certificate.pem"
        key = folder + "/key.pem"
        try Self.certificateText.write(toFile: certificate, atomically: true, encoding: .utf8)
        try Self.keyText.write(toFile: key, atomically: true, encoding: .utf8)
    }

    /// What comes back over TLS for `text`, after which the sending half is closed.
    func ask(_ text: String, port: Int) async throws -> String {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(certificate)
        let context = try NIOSSLContext(configuration: configuration)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            outbound.finish()
            var answer = ByteBuffer()
            for try await bytes in inbound { answer.writeImmutableBuffer(bytes) }
            return String(buffer: answer)
        }
    }

    private static let certificateText = """
        -----BEGIN CERTIFICATE-----
        MIIBlTCCATugAwIBAgIUeI89dHA/rd6I9pb0gw30WUo78+cwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA3MTMxOVoYDzIxMjYxMDI4
        MDcxMzE5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQbbODCMjE8Av8O5kqEEc3LoRgfHUNErBVxbbXVkcj5yr63KDwcgbo+
        nn3t7Hq+1jCbwq177wJK5FCFnDg/OhZmo2kwZzAdBgNVHQ4EFgQUW2wavUWcsMFH
        qb0fcx/NWx70QOMwHwYDVR0jBBgwFoAUW2wavUWcsMFHqb0fcx/NWx70QOMwDwYD
        VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
        SAAwRQIgA3ikY0VycS0zpuCPK++mcqoKfo7n7YljyIbYX/mR+uYCIQDdkoREe6TV
        oL1+mxeQyFvEr300VDc4tpN2iZeIC+t3ug==
        -----END CERTIFICATE-----
        """

    private static let keyText = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIDnTrWSnTLO/KZgw036KXcWI6Lbafhvdx4EZ+YJ1TYowoAoGCCqGSM49
        AwEHoUQDQgAEG2zgwjIxPAL/DuZKhBHNy6EYHx1DRKwVcW211ZHI+cq+tyg8HIG6
        Pp597ex6vtYwm8Kte+8CSuRQhZw4PzoWZg==
        -----END EC PRIVATE KEY-----
        """
}
