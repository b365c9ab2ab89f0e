// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Glibc
internal import LineProtocol
internal import NIOCore
internal import NIOPosix

/// A connection to hakud over which a program without tasks sends lines as they are, and gets replies as they come:
/// `haku ask`. Programs that want replies as values use ``HakuClient``.
///
/// It sends and receives at once, so that neither side waits for the other however much there is to say. Its calls block
/// and are made by one thread: ``greet(token:index:)`` if at all, then ``relay(input:output:)`` or ``ask(_:output:)``,
/// once. The connection ends with the object.
public final class LineRelay: Sendable {
    /// The most bytes that are read and not yet sent.
    private static let pieceSize = 65_536

    /// True if the server is asked over TCP, and not over TLS.
    private let isPlain: Bool
    private let channel: any Channel
    private let handler: NIOLoopBound<RelayHandler>

    /// Connects as `configuration` says; its token and index are for ``greet(token:index:)`` to give.
    ///
    /// - Throws: ``ClientError`` where nobody answers there, or not as one who is trusted.
    public init(_ configuration: ClientConfiguration) throws(ClientError) {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let timeout = TimeAmount(configuration.timeout)
        if case .tcp = configuration.address { isPlain = configuration.trust == nil } else { isPlain = false }
        do {
            handler = try loop.submit { NIOLoopBound(RelayHandler(timeout: timeout, on: loop), eventLoop: loop) }.wait()
            channel = try Connector(configuration).connect(on: loop, allowsHalfClosure: true) { [handler] channel in
                try channel.pipeline.syncOperations.addHandler(handler.value)
            }.wait()
        } catch {
            throw error as? ClientError ?? ClientError(.unreachable, "\(error)")
        }
    }

    deinit {
        channel.close(promise: nil)
    }

    /// Says HELLO with the token that the server asks for, and chooses one of its indexes, before anything else is asked.
    ///
    /// - Parameters:
    ///   - token: The server's token; nil to give none.
    ///   - index: The name of the index to ask; nil for the server's first.
    /// - Throws: ``ClientError`` where the server refuses, with what it said.
    public func greet(token: String?, index: String?) throws(ClientError) {
        for (key, value) in [("token", token), ("index", index)] {
            guard value?.utf8.contains(where: { $0 < 0x20 }) != true else {
                throw ClientError(.invalidRequest, "the \(key) holds a control character")
            }
        }
        let line = Greeting.line(token, index, .tsv) ?? []
        onLoop { handler in
            handler.owe(line)
            handler.send(line)
        }
        var reply: [UInt8] = []
        while reply.last != UInt8(ascii: "\n") {
            guard case .bytes(let bytes) = try next(after: 0) else {
                throw isPlain && reply.isEmpty
                    ? Self.speaksTLS : ClientError(.connectionLost, "the server closed the connection")
            }
            reply += bytes.readableBytesView
            if isPlain, reply.first == Self.alert { throw Self.speaksTLS }
        }
        onLoop { $0.forgetOwed() }
        guard ReplyLine(reply.prefix(ReplyLine.tellingLength)) == .ok else {
            throw ClientError(.refused, "the server said: \(String(decoding: reply.dropLast(), as: UTF8.self))")
        }
    }

    /// Sends `lines`, each with an LF, and gives what comes back to `output` as it comes.
    ///
    /// - Returns: The replies that came, when the server has closed the connection.
    /// - Throws: ``ClientError`` where the server goes away early or is too late, and what `output` throws.
    public func ask(_ lines: [String], output: ([UInt8]) throws -> Void) throws -> Tally {
        let request = lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
        onLoop { $0.owe(request) }
        feed { send in
            for start in stride(from: 0, to: request.count, by: Self.pieceSize) {
                guard send(Array(request[start..<min(start + Self.pieceSize, request.count)])) else { return }
            }
        }
        return try receive(output)
    }

    /// Sends what comes from the descriptor `input` until its end, and gives what comes back to `output` as it comes.
    ///
    /// A thread reads `input`; where the server was the one to end, it stays there until there is more to read.
    ///
    /// - Returns: The replies that came, when the server has closed the connection.
    /// - Throws: ``ClientError`` where the server goes away early or is too late, and what `output` throws.
    public func relay(input: Int32, output: ([UInt8]) throws -> Void) throws -> Tally {
        let handler = handler
        let take = { @Sendable () -> [UInt8] in
            let piece = Self.piece(of: input)
            try? handler.eventLoop.submit { handler.value.owe(piece) }.wait()
            return piece
        }
        // What is there already is owed a reply before a server that hangs up at once is believed.
        var polled = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        let first = unsafe poll(&polled, 1, 0) > 0 ? take() : nil
        feed { send in
            var piece = first ?? take()
            while !piece.isEmpty, send(piece) { piece = take() }
        }
        return try receive(output)
    }

    /// The next bytes of `input`; none at its end, or where it cannot be read.
    private static func piece(of input: Int32) -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: pieceSize)
        while true {
            let count = unsafe read(input, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            return Array(piece[..<max(0, count)])
        }
    }

    /// Runs `body` on a thread of its own with a function that sends and waits until what it sent is taken, and that is
    /// false when no more is; afterwards closes the sending half.
    private func feed(_ body: @escaping @Sendable (_ send: ([UInt8]) -> Bool) -> Void) {
        let handler = handler
        NIOThreadPool.singleton.submit { _ in
            body { bytes in
                (try? handler.eventLoop.flatSubmit { handler.value.send(bytes) }.wait()) != nil
            }
            handler.eventLoop.execute { handler.value.finishSending() }
        }
    }

    /// Gives what comes to `output` until the server closes the connection.
    private func receive(_ output: ([UInt8]) throws -> Void) throws -> Tally {
        var tally = Tally()
        while true {
            switch try next(after: tally.replies) {
            case .bytes(let bytes):
                let bytes = Array(bytes.readableBytesView)
                if isPlain, tally.replies == 0, bytes.first == Self.alert { throw Self.speaksTLS }
                tally.count(bytes)
                try output(bytes)
            case .end(let owed):
                guard tally.replies >= owed else {
                    if isPlain, tally.replies == 0 { throw Self.speaksTLS }
                    throw ClientError(
                        .connectionLost,
                        "the server closed the connection after \(tally.replies) of \(owed) replies")
                }
                return tally
            }
        }
    }

    /// The first byte of what a server of TLS says to one who does not speak it (an alert: RFC 8446, 5.1).
    private static let alert: UInt8 = 21

    /// The likely reason why a server that is asked without TLS hangs up before any reply.
    private static let speaksTLS = ClientError(
        .connectionLost, "the server closed the connection without a reply; if it speaks TLS, say --tls (or --ca FILE)")

    private func next(after replies: Int) throws(ClientError) -> RelayHandler.Received {
        let (loop, handler) = (channel.eventLoop, handler)
        do {
            return try loop.flatSubmit { handler.value.next(after: replies) }.wait()
        } catch {
            throw error as? ClientError ?? ClientError(.connectionLost, "\(error)")
        }
    }

    private func onLoop(_ body: @escaping @Sendable (RelayHandler) -> Void) {
        let handler = handler
        // The loop is never shut down.
        try? channel.eventLoop.submit { body(handler.value) }.wait()
    }
}
