// SPDX-License-Identifier: GPL-3.0-or-later
import PosixThreads
import SearchIndex
import Testing

@testable import Indexing

@Suite(.timeLimit(.minutes(20))) struct OrderedWorkTests {
    private let error = IndexError(.diskFull, "No space is left.", path: "hakemisto")

    /// The job that a thread would begin now; nil where there is none.
    private func begun(_ work: OrderedWork<Int, Int>) -> Int? {
        guard case .job(let job)? = work.begin() else { return nil }
        return job
    }

    /// Two jobs of 500 parts, of which none is taken before all threads have begun: nobody may wait for ever, and what
    /// is made of the parts stands in their order.
    @Test(arguments: [1, 2, 5]) func partsAreSharedAndTheirResultsStandInOrder(_ count: Int) {
        let work = OrderedWork<Int, Int>(costs: [1, 1], limit: 10)
        let made = Counter()
        let make = { @Sendable (batch: OrderedWork<Int, Int>.Batch) in
            _ = made.next(below: .max)
            return batch.parts.map { batch.job * 10_000 + $0 }
        }
        let threads = (0..<count).compactMap { _ in
            try? PosixThread {
                while let step = work.begin() {
                    switch step {
                    case .parts(let batch): work.fill(batch, make(batch))
                    case .job(let job):
                        for part in stride(from: 0, to: 1000, by: 2) {
                            guard work.share(job, [part, part + 1], size: 1, among: count, make) else { break }
                            if part == 500 { #expect(work.give(job, -1)) }
                        }
                        work.end(job)
                    }
                }
            }
        }
        for job in 0..<2 {
            var outputs: [Int] = []
            while let output = work.take(job) { outputs.append(output) }
            #expect(outputs.filter { $0 >= 0 } == (0..<1000).map { job * 10_000 + $0 })
            #expect(outputs.firstIndex(of: -1) == 502)
        }
        for thread in threads { thread.join() }
        #expect(made.next(below: .max) == 1000)
    }

    @Test func whoSharesPartsIsNotLeftWaitingWhereTheWorkFails() {
        let work = OrderedWork<Int, Int>(costs: [1], limit: 10)
        #expect(begun(work) == 0)
        let thread = try? PosixThread {
            // Nobody takes anything, so that it waits before long.
            while work.share(0, [1], size: 1, among: 8, { $0.parts }) {}
        }
        work.fail(error)
        thread?.join()
        #expect(work.isStopped && begun(work) == nil)
    }

    @Test func resultsAreTakenInTheOrderOfTheJobs() {
        let work = OrderedWork<Int, Int>(costs: [1, 1, 1], limit: 10)
        let threads = (0..<2).compactMap { _ in
            try? PosixThread {
                while case .job(let job)? = work.begin() {
                    _ = work.give(job, job * 10)
                    work.end(job, job * 10 + 1)
                }
            }
        }
        for job in 0..<3 {
            #expect(work.take(job) == job * 10)
            #expect(work.take(job) == job * 10 + 1)
            #expect(work.take(job) == nil)
        }
        for thread in threads { thread.join() }
        #expect(begun(work) == nil)
    }

    @Test func workThatFailedHasNobodyWait() {
        let work = OrderedWork<Int, Int>(costs: [1, 1], limit: 10)
        #expect(begun(work) == 0)
        #expect(work.give(0, 7))
        work.fail(error)
        // What was given before is still there; what is not comes no more.
        #expect(work.take(0) == 7)
        #expect(work.take(0) == nil)
        #expect(work.take(1) == nil)
        #expect(begun(work) == nil)
        #expect(!work.give(0, 8))
        #expect(work.isStopped && work.failure == error)
        // The first reason is the reason.
        work.fail(IndexError(.io, "Later.", path: ""))
        #expect(work.failure == error)
    }

    @Test func whoWaitsIsWokenByAFailure() {
        let work = OrderedWork<Int, Int>(costs: [1], limit: 10)
        let error = error
        let thread = try? PosixThread {
            _ = work.begin()
            work.fail(error)
        }
        #expect(work.take(0) == nil)
        thread?.join()
    }

    @Test func noJobIsBegunBeyondTheLimit() {
        let work = OrderedWork<Int, Int>(costs: [6, 6], limit: 10)
        #expect(begun(work) == 0)
        let thread = try? PosixThread {
            // Begins once the first was taken, which is what the main thread does below.
            if case .job(let job)? = work.begin() { work.end(job, 2) }
        }
        work.end(0, 1)
        #expect(work.take(0) == 1)
        #expect(work.take(0) == nil)
        #expect(work.take(1) == 2)
        thread?.join()
    }
}
