// SPDX-License-Identifier: GPL-3.0-or-later

/// Addresses of pages, below the root.
enum Addresses {
    /// The page of the paper with the id `id`.
    static func paper(_ id: String) -> String { "/paperi?id=" + FormQuery.encoded(id) }

    /// The page of the paper with the id `id`, with the words of `query` marked in its text.
    static func paper(_ id: String, marking query: String) -> String {
        paper(id) + (query.isEmpty ? "" : "&q=" + FormQuery.encoded(query))
    }

    /// The file of the paper with the id `id`, at a page of it.
    static func file(_ id: String, page: Int? = nil) -> String {
        "/asiakirja?id=" + FormQuery.encoded(id) + (page.map { "#page=\($0)" } ?? "")
    }

    /// The map of what is near the paper with the id `id`.
    static func graph(of id: String) -> String { "/lahipiiri?id=" + FormQuery.encoded(id) }

    /// `text` where it is an address of this server, else that of its first page.
    static func own(_ text: String?) -> String {
        // Never to another server: `//host` is one, and so is `/\host` to browsers.
        let bytes = Array((text ?? "").utf8)
        let isOwn =
            bytes.first == 0x2F && bytes.dropFirst().first != 0x2F
            && !bytes.contains { $0 < 0x21 || $0 == 0x5C || $0 > 0x7E }
        return isOwn ? text ?? "/" : "/"
    }

    /// The page of papers like that with the id `id`.
    static func similar(to id: String) -> String { "/samat?id=" + FormQuery.encoded(id) }

    /// The page of two papers side by side.
    static func comparison(_ first: String, _ second: String) -> String {
        "/vertaa?a=" + FormQuery.encoded(first) + "&b=" + FormQuery.encoded(second)
    }
}
