// SPDX-License-Identifier: GPL-3.0-or-later
import PosixThreads
import SearchIndex
import Synchronization
import TestSupport
import Testing

@testable import Indexing

@Suite(.timeLimit(.minutes(20))) struct FileRangeQueueTests {
    /// A queue over `count` jobs of `size` bytes in ranges of ten, and places for `spare` halves.
    private func queue(_ count: Int, size: Int64, spare: Int) throws -> FileRangeQueue {
        let build = try IndexBuild(folder: IndexFolder(TemporaryFolder().path + "/index"), settings: "")
        let ranges = stride(from: 0, to: count, by: 10).map {
            FileRangeQueue.FileRange(jobs: $0..<min($0 + 10, count), place: build.nextPlace())
        }
        return FileRangeQueue(
            ranges, sizes: [Int64](repeating: size, count: count), spare: (0..<spare).map { _ in build.nextPlace() })
    }

    @Test func whoHasNothingTakesTheSecondHalfOfWhatAnotherOneHas() throws {
        let queue = try queue(10, size: 8 << 10, spare: 2)
        let first = try #require(queue.take())
        #expect(queue.next(of: first) == 0)
        #expect(queue.next(of: first) == 1)
        let second = try #require(queue.take())
        #expect(second.place.number != first.place.number)
        #expect((0..<8).map { _ in queue.next(of: second) } == [6, 7, 8, 9, nil, nil, nil, nil])
        #expect((0..<5).map { _ in queue.next(of: first) } == [2, 3, 4, 5, nil])
        #expect(queue.take()?.place.number == nil)
    }

    @Test func whatIsSmallIsNotDivided() throws {
        let queue = try queue(10, size: 100, spare: 2)
        #expect(queue.take() != nil)
        #expect(queue.take()?.place.number == nil)
    }

    @Test func nothingIsDividedWithoutAPlace() throws {
        let queue = try queue(10, size: 1 << 20, spare: 0)
        #expect(queue.take() != nil)
        #expect(queue.take()?.place.number == nil)
    }

    @Test(arguments: [1, 2, 5]) func eachJobIsDoneOnce(threads: Int) throws {
        let queue = try queue(997, size: 64 << 10, spare: 40)
        let done = Mutex<[Int]>([])
        let workers = (0..<threads).compactMap { _ in
            try? PosixThread {
                while let range = queue.take() {
                    var own: [Int] = []
                    while let job = queue.next(of: range) { own.append(job) }
                    // A segment's documents come by rising number, and no other's lie between them.
                    #expect(own == own.first.map { Array($0..<$0 + own.count) } ?? [])
                    done.withLock { $0 += own }
                }
            }
        }
        for worker in workers { worker.join() }
        #expect(done.withLock { $0.sorted() } == Array(0..<997))
    }
}
