// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol
internal import Logging

/// The record of requests: figures of all, a line in the log of those that took long or failed.
///
/// The text of a request is somebody's business and not the log's, unless the configuration asks for it.
struct RequestLog: Sendable {
    let metrics: Metrics
    let logger: Logger
    /// The time from which on a request is logged; nil to log none.
    let slow: Duration?
    /// True if the text of requests may be logged.
    let holdsQueries: Bool

    /// A line was no request.
    func refused(_ error: ReplyError?) { metrics.count(nil, error, taking: .zero) }

    /// A request was answered.
    func answered(_ request: Request, _ error: ReplyError?, taking time: Duration) {
        metrics.count(request.verb, error, taking: time)
        if error?.code == .outOfTime {
            logger.warning("A request was out of time", metadata: ["verb": "\(request.verb.rawValue)"])
        }
        if let error, let cause = error.cause {
            logger.error(
                "A request could not be answered",
                metadata: [
                    "verb": "\(request.verb.rawValue)", "reference": "\(error.reference ?? "")", "error": "\(cause)",
                ])
        }
        if let slow, time >= slow { logSlow(request, error, time) }
    }

    private func logSlow(_ request: Request, _ error: ReplyError?, _ time: Duration) {
        metrics.countSlow()
        var metadata: Logger.Metadata = [
            "verb": "\(request.verb.rawValue)",
            "ms": "\(Double((time / .microseconds(1)).rounded()) / 1000)",
        ]
        if let error { metadata["error"] = "\(error.code.number)" }
        if let index = request.index { metadata["index"] = "\(index.value)" }
        if holdsQueries {
            let options = request.options.filter { $0.key != "token" }.map { "\($0.key)=\($0.value)" }
            metadata["request"] = "\((options + [String(request.rest.prefix(1000))]).joined(separator: " "))"
        }
        logger.notice("Slow request", metadata: metadata)
    }
}
