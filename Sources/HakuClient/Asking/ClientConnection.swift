// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import LineProtocol
internal import NIOCore
internal import NIOPosix

/// One connection of a ``HakuClient``, greeted, whose replies are in the form `json`.
final class ClientConnection: Sendable {
    private let channel: any Channel

    private init(_ channel: any Channel) { self.channel = channel }

    deinit { channel.close(promise: nil) }

    /// Connects as `configuration` says, and says HELLO.
    static func open(_ configuration: ClientConfiguration) async throws(ClientError) -> ClientConnection {
        let version = configuration.protocolVersion
        guard let greeting = Greeting.line(configuration.token, configuration.index, .json, version: version) else {
            throw ClientError(.invalidRequest, "the token or the index's name holds a line end")
        }
        let connection: ClientConnection
        do {
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            let connecting = Connector(configuration).connect(on: loop) { channel in
                try channel.pipeline.syncOperations.addHandler(ReplyHandler(longestReply: configuration.longestReply))
            }
            connection = ClientConnection(try await connecting.get())
        } catch {
            throw error as? ClientError ?? ClientError(.unreachable, "\(error)")
        }
        let reply = try await connection.ask([greeting], before: .now() + TimeAmount(configuration.timeout))[0]
        if let error = reply.error {
            await connection.close()
            throw .refused(error)
        }
        return connection
    }

    /// True until either side has closed the connection.
    var isOpen: Bool { channel.isActive }

    /// Sends `lines`, each of which ends with an LF, and returns the replies to them.
    func ask(_ lines: [[UInt8]], before deadline: NIODeadline) async throws(ClientError) -> [Reply] {
        let (channel, loop) = (channel, channel.eventLoop)
        let questions = lines.map { line in
            ReplyHandler.Question(
                line: ByteBuffer(bytes: line), deadline: deadline, promise: loop.makePromise(of: Reply.self))
        }
        loop.execute {
            for question in questions {
                channel.write(question).whenFailure { _ in question.promise.fail(ClientError.connectionLost) }
            }
            channel.flush()
        }
        let replies = EventLoopFuture.whenAllSucceed(questions.map(\.promise.futureResult), on: loop)
        do {
            return try await withTaskCancellationHandler {
                try await replies.get()
            } onCancel: {
                for question in questions {
                    question.promise.fail(ClientError(.cancelled, "the task was cancelled"))
                }
            }
        } catch {
            throw error as? ClientError ?? ClientError(.connectionLost, "\(error)")
        }
    }

    /// Closes the connection and returns when it is closed.
    func close() async { try? await channel.close().get() }
}

extension ClientError {
    static var connectionLost: ClientError { ClientError(.connectionLost, "the server closed the connection") }

    /// The server does not take the connection, and said why.
    static func refused(_ error: ReplyError) -> ClientError {
        ClientError(.refused, "the server said: ERR \(error.code.number) \(error.code.name) \(error)", refusal: error)
    }
}
