// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import LineProtocol
internal import SmallFiles

/// The hits of the last answer on this terminal, so that `haku open 3` knows which is the third: a file of this user's, a
/// line a hit (rank, page, path, id), the folder of the index first.
struct LastAnswer {
    /// The absolute path of the index.
    let index: String
    /// The hits by their ranks.
    let hits: [(rank: String, page: String, path: String, id: String)]

    /// Remembers the hits of `reply` from the index in the folder `index`. Where nothing can be kept, nothing is.
    static func remember(_ reply: Reply, of index: String) {
        guard let folder = folder(), !reply.rows.isEmpty else { return }
        var text = TSV.record([absolute(index)]) + "\n"
        for hit in reply.rows {
            text += TSV.record([hit["rank"], hit["page"], hit["polku"], hit["id"]]) + "\n"
        }
        for end in folder.indices.dropFirst() where folder[end] == "/" {
            _ = unsafe mkdir(String(folder[..<end]), 0o700)
        }
        _ = unsafe mkdir(folder, 0o700)
        // A terminal's own, and the user's last for any other.
        for name in names() { replace(folder + "/" + name, with: text) }
    }

    /// The last answer on this terminal, else of this user; nil where there is none.
    static func last() -> LastAnswer? {
        guard let folder = folder() else { return nil }
        for name in names() {
            guard let bytes = try? SmallFile.contents(of: folder + "/" + name, limit: 16 << 20) else { continue }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { TSV.cells($0) }
            guard let index = lines.first?.first else { continue }
            let hits = lines.dropFirst().filter { $0.count == 4 }
            return LastAnswer(index: index, hits: hits.map { ($0[0], $0[1], $0[2], $0[3]) })
        }
        return nil
    }

    /// The user's folder for what a session leaves (XDG Base Directory Specification).
    static func folder() -> String? {
        if let run = Terminal.environment("XDG_RUNTIME_DIR") { return run + "/haku" }
        if let state = Terminal.environment("XDG_STATE_HOME") { return state + "/haku" }
        return Terminal.environment("HOME").map { $0 + "/.local/state/haku" }
    }

    private static func names() -> [String] {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where Terminal.isTerminal(descriptor) {
            guard let name = unsafe ttyname(descriptor) else { continue }
            let terminal = unsafe String(cString: name).split(separator: "/").joined(separator: "-")
            return ["hits-" + terminal, "hits"]
        }
        return ["hits"]
    }

    private static func absolute(_ path: String) -> String {
        guard let real = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    private static func replace(_ path: String, with text: String) {
        let new = path + ".\(getpid())"
        let file = unsafe open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        let bytes = Array(text.utf8)
        let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
        let isWritten = written == bytes.count
        let isKept = unsafe isWritten && rename(new, path) == 0
        if !isKept { _ = unsafe unlink(new) }
    }
}
