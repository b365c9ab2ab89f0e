// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PosixThreads
import Testing

@Suite(.timeLimit(.minutes(20))) struct SemaphoreTests {
    @Test func asManyWaitsPassAsWereSignalled() async throws {
        let semaphore = PosixSemaphore(1)
        #expect(semaphore.wait(atMost: .zero))
        #expect(!semaphore.wait(atMost: .zero))
        #expect(!semaphore.wait(atMost: .milliseconds(1)))
        let (begun, ended) = (PosixSemaphore(), PosixSemaphore())
        for _ in 0..<8 {
            Thread.detachNewThread {
                begun.signal()
                semaphore.wait()
                ended.signal()
            }
        }
        for _ in 0..<8 { begun.wait() }
        for _ in 0..<8 { semaphore.signal() }
        for _ in 0..<8 { #expect(ended.wait(atMost: .seconds(60))) }
        #expect(!semaphore.wait(atMost: .zero))
    }

    /// Who steps the clock back for a test needs a machine of their own; that no part of the daemon waits for a time of
    /// day can be told from what it is made of.
    @Test(arguments: ["SearchDaemon", "Answering", "Deadlines", "PosixThreads", "HakuClient"])
    func nothingThatWaitsAsksForTheTimeOfDay(target: String) throws {
        let sources =
            String(#filePath.dropLast("Tests/SearchDaemonTests/SemaphoreTests.swift".count)) + "Sources/\(target)"
        let files = try #require(FileManager.default.enumerator(atPath: sources))
        var count = 0
        for case let name as String in files where name.hasSuffix(".swift") {
            let text = try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
            for word in [
                "DispatchSemaphore", "ConditionLock", "CLOCK_REALTIME", "gettimeofday", "Date(", "DispatchWallTime",
                "time(nil)",
            ] {
                #expect(!text.contains(word), "\(name) has \(word)")
            }
            count += 1
        }
        #expect(count > 0)
    }
}
