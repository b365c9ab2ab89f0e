// SPDX-License-Identifier: GPL-3.0-or-later
internal import PosixThreads
internal import SearchIndex

/// Threads that do one piece of work together.
struct WorkThreads {
    private let threads: [PosixThread]

    /// Starts `count` threads that run `body` each; fewer where the system has none left.
    ///
    /// - Throws: `IndexError`, which names the index at `place`, where not one could be started.
    init(_ count: Int, place: String, _ body: @escaping @Sendable () -> Void) throws(IndexError) {
        threads = (0..<count).compactMap { _ in try? PosixThread(body) }
        guard !threads.isEmpty else {
            throw IndexError(.other, "The system has no thread left for reading.", path: place)
        }
    }

    /// Waits until all have ended. Once only.
    func join() {
        for thread in threads { thread.join() }
    }
}
