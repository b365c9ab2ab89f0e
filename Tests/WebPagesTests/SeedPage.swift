// SPDX-License-Identifier: GPL-3.0-or-later
import ProgramSupport

/// A `hakuweb` before a `hakud` with the sample documents, started when it is first asked.
final class SeedPage {
    private var running: (daemon: RunningDaemon, page: RunningPage)?

    /// The answer to a request for `path`.
    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> RunningPage.Answer {
        try await page().get(path, headers)
    }

    /// The answer to a request for the head of `path` alone.
    func head(_ path: String) async throws -> RunningPage.Answer { try await page().head(path) }

    /// The port that it listens at.
    func port() throws -> UInt16 { try page().port }

    private func page() throws -> RunningPage {
        if let running { return running.page }
        let daemon = try RunningDaemon(index: try SeedIndex.path())
        let page = try RunningPage(socket: daemon.socket)
        running = (daemon, page)
        return page
    }
}
