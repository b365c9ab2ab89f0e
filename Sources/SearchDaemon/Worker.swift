// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol

/// What one search thread answers with: open indexes, kept up to date and opened again when they got lost.
final class Worker {
    /// Opens the index of a number, from 0.
    typealias Opening = @Sendable (Int) throws -> any RequestAnswering

    private let open: Opening
    private var answerers: [(any RequestAnswering)?]
    private var epoch = 0
    private var refreshed = ContinuousClock.now

    /// How old what a request sees may be, at most.
    private static let staleness = Duration.milliseconds(250)

    init(count: Int, _ open: @escaping Opening) {
        self.open = open
        answerers = Array(repeating: nil, count: count)
    }

    /// Opens every index.
    func openAll() throws {
        for place in answerers.indices { answerers[place] = try open(place) }
        refreshed = .now
    }

    /// Follows the commits of the writer, and opens the index again where `epoch` has been raised.
    func keepUp(epoch newest: Int) {
        if epoch != newest {
            epoch = newest
            for place in answerers.indices { answerers[place] = nil }
        }
        guard .now - refreshed > Self.staleness else { return }
        refreshed = .now
        for (place, answerer) in answerers.enumerated() {
            do {
                try answerer?.refresh()
            } catch {
                answerers[place] = nil
            }
        }
    }

    /// The answer to `request` from the index of number `place`. An index that fails is opened again and asked once more, so that one replaced by
    /// another is never noticed by a client.
    func answer(_ request: Request, from place: Int) -> Reply {
        if let reply = Answerer.answerWithoutIndex(request) { return reply }
        if let answerer = answerers[place] {
            let reply = answerer.answer(request)
            if reply.error?.code != .internal { return reply }
        }
        do {
            answerers[place] = nil
            let answerer = try open(place)
            let reply = answerer.answer(request)
            if reply.error?.code != .internal { answerers[place] = answerer }
            return reply
        } catch {
            return Reply(ReplyError(.internal, "the index cannot be read: \(error)"))
        }
    }
}
