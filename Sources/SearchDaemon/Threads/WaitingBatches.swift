// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOCore

/// The batches that wait for a thread, in an order that is fair to connections.
///
/// First come those that begin with a request for no documents. Of the others the connection comes first that has used
/// the least time of late (``ThreadTimeUsed``). Last, more threads join those that are worked on already.
struct WaitingBatches: Sendable {
    private var quick = CircularBuffer<Batch>()
    private var short = RankedQueue<Batch>()
    private var costly = RankedQueue<Batch>()
    /// Batches that one more thread may join.
    private var shared = CircularBuffer<Batch>()
    private let epoch = ContinuousClock.now

    /// True if a connection that is not known for long requests waits.
    var holdsShort: Bool { short.lowestRank != nil }

    /// The number of batches that wait for a first thread.
    var count: Int { quick.count + short.count + costly.count }

    /// Adds a batch that begins with a request for no documents.
    mutating func insertQuick(_ batch: Batch) { quick.append(batch) }

    /// Adds a batch, which as many more threads as `helpers` may join.
    mutating func insert(_ batch: Batch, isLong: Bool = false, helpers: Int = 0, at now: ContinuousClock.Instant) {
        let rank = batch.used.rank(at: now, since: epoch)
        if isLong || batch.used.isCostly(at: now) {
            costly.insert(batch, rank: rank)
        } else {
            short.insert(batch, rank: rank)
            for _ in 0..<helpers { shared.append(batch) }
        }
    }

    /// Takes out the batch that a thread of `reach` works on next.
    mutating func pop(for reach: Reach) -> Batch? {
        switch reach {
        case .quick: return quick.popFirst()
        case .short: return short.popLowest()
        case .all:
            if let batch = quick.popFirst() { return batch }
            switch (short.lowestRank, costly.lowestRank) {
            case (nil, nil): return shared.popFirst()
            case (let one?, let other?): return one <= other ? short.popLowest() : costly.popLowest()
            case (_?, nil): return short.popLowest()
            case (nil, _?): return costly.popLowest()
            }
        }
    }

    mutating func removeAll() {
        quick.removeAll()
        short.removeAll()
        costly.removeAll()
        shared.removeAll()
    }
}
