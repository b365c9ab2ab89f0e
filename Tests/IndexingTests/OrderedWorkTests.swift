// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex
import Testing

@testable import Indexing

@Suite struct OrderedWorkTests {
    private let error = IndexError(.diskFull, "No space is left.", path: "hakemisto")

    @Test func resultsAreTakenInTheOrderOfTheJobs() {
        let work = OrderedWork<Int>(costs: [1, 1, 1], limit: 10)
        let threads = (0..<2).compactMap { _ in
            WorkThread {
                while let job = work.begin() {
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
        #expect(work.begin() == nil)
    }

    @Test func workThatFailedHasNobodyWait() {
        let work = OrderedWork<Int>(costs: [1, 1], limit: 10)
        #expect(work.begin() == 0)
        #expect(work.give(0, 7))
        work.fail(error)
        // What was given before is still there; what is not comes no more.
        #expect(work.take(0) == 7)
        #expect(work.take(0) == nil)
        #expect(work.take(1) == nil)
        #expect(work.begin() == nil)
        #expect(!work.give(0, 8))
        #expect(work.isStopped && work.failure == error)
        // The first reason is the reason.
        work.fail(IndexError(.io, "Later.", path: ""))
        #expect(work.failure == error)
    }

    @Test func whoWaitsIsWokenByAFailure() {
        let work = OrderedWork<Int>(costs: [1], limit: 10)
        let error = error
        let thread = WorkThread {
            _ = work.begin()
            work.fail(error)
        }
        #expect(work.take(0) == nil)
        thread?.join()
    }

    @Test func noJobIsBegunBeyondTheLimit() {
        let work = OrderedWork<Int>(costs: [6, 6], limit: 10)
        #expect(work.begin() == 0)
        let thread = WorkThread {
            // Begins once the first was taken, which is what the main thread does below.
            if let job = work.begin() { work.end(job, 2) }
        }
        work.end(0, 1)
        #expect(work.take(0) == 1)
        #expect(work.take(0) == nil)
        #expect(work.take(1) == 2)
        thread?.join()
    }
}
