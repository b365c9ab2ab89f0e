// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import NIOCore
internal import NIOHTTP1

/// One request of Prometheus over HTTP: `GET /metrics`, answered with the figures, then the connection is closed.
///
/// Where the server has a token it is asked for here too: `Authorization: Bearer TOKEN` (RFC 6750, 2.1).
final class MetricsHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// The longest that a client may take.
    private static let patience = TimeAmount.seconds(10)

    private let registry: ConnectionRegistry
    private let token: AccessToken?
    private var head: HTTPRequestHead?
    private var timer: Scheduled<Void>?

    init(registry: ConnectionRegistry, token: AccessToken?) {
        self.registry = registry
        self.token = token
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            if let head { receive(head, context) }
        }
    }

    /// Answers `request` at the pace at which tokens may be tried.
    private func receive(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        head = nil
        guard let token else { return answer(request, isAuthorised: true, context) }
        let origin = TokenAttempts.Origin(context.remoteAddress)
        if let delay = registry.attempts.begin(origin) {
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: delay) {
                let (handler, context) = bound.value
                if context.channel.isActive { handler.receive(request, context) }
            }
            return
        }
        let isAuthorised = isAuthorised(request, token)
        registry.attempts.end(origin, isRight: isAuthorised)
        answer(request, isAuthorised: isAuthorised, context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ request: HTTPRequestHead, isAuthorised: Bool, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders([("Connection", "close")])
        headers.add(name: "Content-Type", value: "text/plain; version=0.0.4; charset=utf-8")
        let status: HTTPResponseStatus
        var body = ""
        if !isAuthorised {
            status = .unauthorized
            headers.add(name: "WWW-Authenticate", value: "Bearer")
            body = "This needs the token of the server: Authorization: Bearer TOKEN\n"
        } else if request.uri != "/metrics" && !request.uri.hasPrefix("/metrics?") {
            status = .notFound
            body = "There is only /metrics here.\n"
        } else if request.method != .GET && request.method != .HEAD {
            status = .methodNotAllowed
            headers.add(name: "Allow", value: "GET, HEAD")
            body = "/metrics takes GET and HEAD.\n"
        } else {
            status = .ok
            body = registry.log.metrics.lines().map { $0 + "\n" }.joined()
        }
        headers.add(name: "Content-Length", value: String(body.utf8.count))
        let channel = context.channel
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }

    private func isAuthorised(_ request: HTTPRequestHead, _ token: AccessToken) -> Bool {
        guard let given = request.headers.first(name: "Authorization") else { return false }
        // The scheme is read in any case (RFC 9110, 11.1).
        let parts = given.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        return token.matches(String(parts[1].drop { $0 == " " }))
    }
}
