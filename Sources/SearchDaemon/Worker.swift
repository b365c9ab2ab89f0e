// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol

/// What one search thread answers with: an open index that is kept up to date and opened again when it got lost.
final class Worker {
    private let makeAnswerer: @Sendable () throws -> any RequestAnswering
    private var answerer: (any RequestAnswering)?
    private var epoch = 0
    private var refreshed = ContinuousClock.now

    /// How old what a request sees may be, at most.
    private static let staleness = Duration.milliseconds(250)

    init(_ makeAnswerer: @escaping @Sendable () throws -> any RequestAnswering) {
        self.makeAnswerer = makeAnswerer
    }

    /// Opens the index.
    func open() throws {
        answerer = nil
        answerer = try makeAnswerer()
        refreshed = .now
    }

    /// Follows the commits of the writer, and opens the index again where `epoch` has been raised.
    func keepUp(epoch newest: Int) {
        if epoch != newest {
            epoch = newest
            answerer = nil
        }
        guard let answerer, .now - refreshed > Self.staleness else { return }
        refreshed = .now
        do {
            try answerer.refresh()
        } catch {
            self.answerer = nil
        }
    }

    /// The answer to `request`. An index that fails is opened again and asked once more, so that one replaced by
    /// another is never noticed by a client.
    func answer(_ request: Request) -> Reply {
        if let reply = Answerer.answerWithoutIndex(request) { return reply }
        if let answerer {
            let reply = answerer.answer(request)
            if reply.error?.code != .internal { return reply }
        }
        do {
            try open()
        } catch {
            return Reply(ReplyError(.internal, "the index cannot be read: \(error)"))
        }
        guard let reply = answerer?.answer(request) else {
            return Reply(ReplyError(.internal, "the index cannot be read"))
        }
        if reply.error?.code == .internal { answerer = nil }
        return reply
    }
}
