// SPDX-License-Identifier: GPL-3.0-or-later
import ProgramSupport

/// A `hakuweb` before a `hakud` with the sample documents, started when it is first asked.
final class SeedPage {
    private var running: (daemon: RunningDaemon, page: RunningPage)?

    /// The answer to a request for `path`.
    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> RunningPage.Answer {
        let page: RunningPage
        if let running {
            page = running.page
        } else {
            let daemon = try RunningDaemon(index: try SeedIndex.path())
            page = try RunningPage(socket: daemon.socket)
            running = (daemon, page)
        }
        return try await page.get(path, headers)
    }
}
