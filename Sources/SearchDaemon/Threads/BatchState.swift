// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import NIOCore

/// The requests that a thread takes from a batch.
enum Reach: Int, CaseIterable, Sendable {
    /// All requests.
    case all
    /// All requests, each for a short time only (``ThreadTimeUsed/shortRequest``): what needs longer is left to others.
    case short
    /// Requests for no documents.
    case quick
}

/// The part of a ``Batch`` that its lock guards.
struct BatchState {
    /// A request that was read and whose reply is not written yet.
    struct Claim {
        /// Counts the claims of the batch from 0.
        let number: Int
        let request: Request
        let format: ReplyFormat
        /// The indexes that it asks.
        let index: IndexSelection
        /// When its clock began to run.
        let since: ContinuousClock.Instant
        /// The thread that answers it; nil where it waits for one.
        var taker: Reach?
        /// True if a thread that has a short time only has tried it.
        var isLong = false
        /// The conversation and the input right after it; nil while the outcome has them, for nothing more was read.
        var after: (session: Session, input: ByteBuffer)?
        /// The reply, while one before it is still being made.
        var reply: [UInt8]?
        /// The request for the rest of the reply, where that is a part.
        var rest: Request?
        /// The replies to lines after it that needed no thread.
        var following: [UInt8] = []

        /// True if a thread of `reach` may answer it.
        func isFor(_ reach: Reach) -> Bool {
            guard taker == nil, reply == nil else { return false }
            return switch reach {
            case .all: true
            case .short: !isLong
            case .quick: !request.verb.asksDocuments
            }
        }
    }

    /// The way it came to its end.
    enum Ending {
        case brought
        /// A request of it was late.
        case takenBack
        /// Its client has gone.
        case abandoned
    }

    /// The conversation and the input after all that was read, and the replies before the first claim.
    var outcome: Batch.Outcome
    /// The claims in the order of the lines; the first is still being answered.
    var claims: [Claim] = []
    private var claimed = 0
    /// The bytes of all replies so far.
    private(set) var size = 0
    /// When a thread began to work.
    var begun: ContinuousClock.Instant?
    /// When the clock of the line next to be read began to run: when the batch was made, or the line before it was read.
    var since: ContinuousClock.Instant
    /// True if nothing is read any more.
    var isClosed = false
    var ending: Ending?

    init(outcome: Batch.Outcome, since: ContinuousClock.Instant) {
        self.outcome = outcome
        self.since = since
    }

    /// Reads the next line.
    mutating func read(inputEnded: Bool) -> Session.Step? {
        if let last = claims.indices.last, claims[last].after == nil {
            claims[last].after = (outcome.session, outcome.input)
        }
        return outcome.session.next(&outcome.input, inputEnded: inputEnded)
    }

    /// Notes that `taker` answers `request`, nil that it waits for a thread; returns the claim.
    mutating func claim(_ request: Request, _ format: ReplyFormat, _ index: IndexSelection, by taker: Reach?) -> Claim {
        defer { claimed += 1 }
        let claim = Claim(
            number: claimed, request: request, format: format, index: index, since: since, taker: taker)
        claims.append(claim)
        return claim
    }

    /// Gives a thread of `reach` the first claim that waits for one like it.
    mutating func takeWaiting(_ reach: Reach) -> Claim? {
        guard let place = claims.indices.first(where: { mayBegin($0) && claims[$0].isFor(reach) }) else { return nil }
        claims[place].taker = reach
        return claims[place]
    }

    /// Lets a claim wait for a thread that has time for it.
    mutating func leave(_ number: Int) {
        guard let first = claims.first?.number else { return }
        claims[number - first].taker = nil
        claims[number - first].isLong = true
    }

    /// True if a claim waits for a thread.
    var hasWaiting: Bool { claims.indices.contains { mayBegin($0) && claims[$0].isFor(.all) } }

    /// True if what was read last is to be answered before anything else is read.
    var isHeldUp: Bool { claims.last?.request.verb.changesAnswers == true }

    /// False if the claim at `place` has to wait for those before it.
    private func mayBegin(_ place: Int) -> Bool { place == 0 || !claims[place].request.verb.changesAnswers }

    /// Writes a reply that was there at once, after those that are still being made.
    mutating func put(_ reply: Reply, _ format: ReplyFormat) {
        if let last = claims.indices.last {
            size -= claims[last].following.count
            reply.write(to: &claims[last].following, format: format)
            size += claims[last].following.count
        } else {
            size -= outcome.output.count
            reply.write(to: &outcome.output, format: format)
            size += outcome.output.count
        }
    }

    /// Writes the reply to a claim, or keeps it until those before it are written.
    ///
    /// Where `rest` is given, the reply is a part, and `rest` asks for what is left of it: the batch ends with it, and what
    /// was read after it is to be read again.
    mutating func put(_ reply: [UInt8], to claim: Int, rest: Request? = nil) {
        guard let first = claims.first?.number else { return }
        size += reply.count
        if claim != first || rest != nil {
            claims[claim - first].reply = reply
            claims[claim - first].rest = rest
            if claim != first { return }
        } else {
            outcome.output += reply
        }
        var written = 0
        while written < claims.count, written == 0 || claims[written].reply != nil {
            outcome.output += claims[written].reply ?? []
            if let rest = claims[written].rest { return cut(after: claims[written], rest) }
            outcome.output += claims[written].following
            written += 1
        }
        claims.removeFirst(written)
    }

    /// Leaves what comes after a part of a reply for later.
    private mutating func cut(after claim: Claim, _ rest: Request) {
        if let after = claim.after { (outcome.session, outcome.input) = after }
        outcome.session.goOn(with: rest, claim.format, claim.index)
        outcome.hasMore = true
        isClosed = true
        claims = []
    }

    /// Ends the batch.
    mutating func end(_ ending: Ending) -> Batch.Outcome {
        self.ending = ending
        isClosed = true
        claims = []
        defer { outcome.output = [] }
        return outcome
    }
}
