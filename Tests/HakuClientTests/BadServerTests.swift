// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import HakuClient
import LineProtocol
import NIOCore
import NIOPosix
import TestSupport
import Testing

/// Servers that say too little, too much, or go away.
@Suite(.timeLimit(.minutes(20))) struct BadServerTests {
    private let scratch = TemporaryFolder()

    /// Runs `body` with a server that greets well, and then says `reply` to each connection's further lines; nil hangs up.
    private func serve(
        timeout: Duration = .seconds(600), _ reply: @escaping @Sendable (String) -> String?,
        _ body: (ClientConfiguration) async throws -> Void
    ) async throws {
        let path = scratch("s")
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BadServer(reply))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        var configuration = ClientConfiguration(.unix(path: path))
        configuration.timeout = timeout
        do { try await body(configuration) } catch {
            try await server.close()
            throw error
        }
        try await server.close()
    }

    @Test func aSilentServerIsGivenUpInTime() async throws {
        try await serve(timeout: .milliseconds(300), { _ in "" }) { configuration in
            let client = HakuClient(configuration)
            let error = await #expect(throws: ClientError.self) { try await client.ask(.ping) }
            #expect(error?.code == .timedOut)
        }
    }

    @Test func aServerThatHangsUpOnEveryRequestIsAskedTwice() async throws {
        try await serve({ _ in nil }) { configuration in
            let client = HakuClient(configuration)
            let error = await #expect(throws: ClientError.self) { try await client.ask(.ping) }
            #expect(error?.code == .connectionLost)
        }
    }

    @Test(arguments: ["HTTP/1.1 200 OK\n", "OK\n", "{\"kind\":\"ok\"\n"])
    func whatIsNoReplyEndsTheConnection(said: String) async throws {
        try await serve({ _ in said }) { configuration in
            let client = HakuClient(configuration)
            let error = await #expect(throws: ClientError.self) { try await client.ask(.ping) }
            #expect(error?.code == .malformedReply)
        }
    }

    @Test(arguments: ["x", "{\"kind\":\"line\",\"number\":1,\"text\":\"x\",\"page\":null}\n"])
    func aReplyWithoutEndIsGivenUp(piece: String) async throws {
        try await serve({ _ in String(repeating: piece, count: 3000) }) {
            var configuration = $0
            configuration.longestReply = 2000
            let client = HakuClient(configuration)
            let error = await #expect(throws: ClientError.self) { try await client.ask(.ping) }
            #expect(error?.code == .replyTooLong)
        }
    }

    @Test func anAskThatIsCancelledEndsAtOnce() async throws {
        try await serve({ _ in "" }) {
            var configuration = $0
            configuration.timeout = .seconds(3600)
            let client = HakuClient(configuration)
            let asking = Task { try await client.ask(.ping) }
            asking.cancel()
            let result = await asking.result
            let error = #expect(throws: ClientError.self) { try result.get() }
            #expect(error?.code == .cancelled)
        }
    }
}

/// Replies to the first line of a connection as hakud does, and to the others as it is told.
private final class BadServer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let reply: @Sendable (String) -> String?
    private var isGreeted = false

    init(_ reply: @escaping @Sendable (String) -> String?) { self.reply = reply }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for line in String(buffer: unwrapInboundIn(data)).split(separator: "\n") {
            guard let said = isGreeted ? reply(String(line)) : "{\"kind\":\"ok\"}\n" else {
                return context.close(promise: nil)
            }
            isGreeted = true
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: said)), promise: nil)
        }
    }
}
