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

    private let metrics: Metrics
    private let token: AccessToken?
    private var head: HTTPRequestHead?
    private var timer: Scheduled<Void>?

    init(metrics: Metrics, token: AccessToken?) {
        self.metrics = metrics
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
            if let head { answer(head, context) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        head = nil
        var headers = HTTPHeaders([("Connection", "close")])
        headers.add(name: "Content-Type", value: "text/plain; version=0.0.4; charset=utf-8")
        let status: HTTPResponseStatus
        var body = ""
        if let token, !isAuthorised(request, token) {
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
            body = metrics.lines().map { $0 + "\n" }.joined()
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
        let prefix = "Bearer "
        guard let given = request.headers.first(name: "Authorization"), given.hasPrefix(prefix) else { return false }
        return token.matches(String(given.dropFirst(prefix.count)))
    }
}
