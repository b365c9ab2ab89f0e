// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol

/// The open indexes of one search thread: open indexes, kept up to date and opened again when they got lost.
final class Worker {
    /// Opens the index of a number, from 0.
    typealias Opening = @Sendable (Int) throws -> any RequestAnswering

    private let open: Opening
    private var answerers: [(any RequestAnswering)?]
    private var epoch = 0

    init(count: Int, _ open: @escaping Opening) {
        self.open = open
        answerers = Array(repeating: nil, count: count)
    }

    /// Opens every index.
    func openAll() throws {
        for place in answerers.indices { answerers[place] = try open(place) }
    }

    /// Follows the commits of the writer, and opens the index again where `epoch` has been raised.
    func refreshIfStale(epoch newest: Int) {
        forget(before: newest)
        for (place, answerer) in answerers.enumerated() {
            do {
                try answerer?.refreshIfStale()
            } catch {
                answerers[place] = nil
            }
        }
    }

    /// Looks for commits, so that the workers which answer find everything prepared.
    func followCommits(epoch newest: Int) {
        forget(before: newest)
        for place in answerers.indices {
            do {
                let answerer = try answerers[place] ?? open(place)
                answerers[place] = answerer
                try answerer.followCommits()
            } catch {
                answerers[place] = nil
            }
        }
    }

    /// Closes the indexes if `epoch` has been raised.
    private func forget(before newest: Int) {
        guard epoch != newest else { return }
        epoch = newest
        for place in answerers.indices { answerers[place] = nil }
    }

    /// The answer to `request` from the index of number `place`. An index that can no longer be read is opened again and
    /// asked once more, so that one replaced by another is never noticed by a client.
    func answer(_ request: Request, from place: Int) -> Reply {
        if let answerer = answerers[place], let reply = try? answerer.answer(request) { return reply }
        answerers[place] = nil
        let answerer: any RequestAnswering
        do {
            answerer = try open(place)
        } catch {
            return Reply(.failed(error))
        }
        do {
            let reply = try answerer.answer(request)
            answerers[place] = answerer
            return reply
        } catch {
            return Reply(.failed(error))
        }
    }
}
