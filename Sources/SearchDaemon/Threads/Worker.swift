// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import Deadlines
internal import LineProtocol

/// The open indexes of one search thread: open indexes, kept up to date and opened again when they got lost.
final class Worker {
    /// Opens one index, or several as one.
    typealias Opening = @Sendable (IndexSelection) throws -> any RequestAnswering

    /// The most selections of several indexes that are kept open, each with descriptors and caches of its own.
    private static let mostJoint = 4

    private let open: Opening
    private var answerers: [(any RequestAnswering)?]
    /// The answerers of several indexes, the one that was asked last at the end.
    private var joint: [(places: [Int], answerer: any RequestAnswering)] = []
    private var epoch = 0
    /// The time that long work has taken since the indexes were opened, and the end of the last of it.
    private var longWork = (time: Duration.zero, end: ContinuousClock.now)

    init(count: Int, _ open: @escaping Opening) {
        self.open = open
        answerers = Array(repeating: nil, count: count)
    }

    /// Opens every index.
    func openAll() throws {
        for place in answerers.indices { answerers[place] = try open(.one(place)) }
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
        joint.removeAll { _, answerer in
            do {
                try answerer.refreshIfStale()
                return false
            } catch {
                return true
            }
        }
    }

    // MARK: - Memory that long work leaves behind

    /// Work that takes longer than this, and all of it together, may fill caches that nobody has a use for any more…
    private static let long = (each: ThreadTimeUsed.shortRequest, all: Duration.seconds(1))
    /// …once this time has gone by since the last of it.
    private static let rest = Duration.seconds(1)

    /// Notes that work was done from `start` to `end`.
    func note(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) {
        guard end - start > Self.long.each else { return }
        longWork = (longWork.time + (end - start), end)
    }

    /// Gives up the indexes, and with them all that their caches hold, where much long work was done on them and is over:
    /// vectors of documents, readings of words and walks through the dictionary take up to some hundred megabytes.
    ///
    /// - Parameter opens: Whether to open them again at once, so that no request waits for it.
    /// - Returns: Whether it did.
    func isRenewed(opening opens: Bool) -> Bool {
        guard longWork.time > Self.long.all, .now - longWork.end > Self.rest else { return false }
        longWork.time = .zero
        joint = []
        for place in answerers.indices where answerers[place] != nil {
            answerers[place] = nil
            if opens { answerers[place] = try? open(.one(place)) }
        }
        return true
    }

    /// Looks for commits, so that the workers which answer find everything prepared.
    func followCommits(epoch newest: Int) {
        forget(before: newest)
        for place in answerers.indices {
            do {
                let answerer = try answerers[place] ?? open(.one(place))
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
        joint = []
        for place in answerers.indices { answerers[place] = nil }
    }

    /// The answer to `request` from the indexes of `selection`. An index that can no longer be read is opened again and
    /// asked once more, so that one replaced by another is never noticed by a client. At `deadline` the answer is 504.
    func answer(_ request: Request, from selection: IndexSelection, by deadline: Deadline) -> Reply {
        if let answerer = take(selection), let reply = try? answerer.answer(request, by: deadline) {
            keep(answerer, for: selection)
            return reply
        }
        let answerer: any RequestAnswering
        do {
            answerer = try open(selection)
        } catch {
            return Reply(.failed(error))
        }
        do {
            let reply = try answerer.answer(request, by: deadline)
            keep(answerer, for: selection)
            return reply
        } catch {
            return Reply(.failed(error))
        }
    }

    /// The answerer for `selection`, which is kept no longer; nil where none is open.
    private func take(_ selection: IndexSelection) -> (any RequestAnswering)? {
        switch selection {
        case .one(let place):
            defer { answerers[place] = nil }
            return answerers[place]
        case .several(let places):
            return joint.firstIndex { $0.places == places }.map { joint.remove(at: $0).answerer }
        }
    }

    private func keep(_ answerer: any RequestAnswering, for selection: IndexSelection) {
        switch selection {
        case .one(let place): answerers[place] = answerer
        case .several(let places):
            joint.append((places, answerer))
            if joint.count > Self.mostJoint { joint.removeFirst() }
        }
    }
}
