// SPDX-License-Identifier: GPL-3.0-or-later

/// Addresses of pages, below the root.
enum Addresses {
    /// The page of the paper with the id `id`.
    static func paper(_ id: String) -> String { "/paperi?id=" + FormQuery.encoded(id) }

    /// The page of papers like that with the id `id`.
    static func similar(to id: String) -> String { "/samat?id=" + FormQuery.encoded(id) }

    /// The page of two papers side by side.
    static func comparison(_ first: String, _ second: String) -> String {
        "/vertaa?a=" + FormQuery.encoded(first) + "&b=" + FormQuery.encoded(second)
    }
}
