// SPDX-License-Identifier: GPL-3.0-or-later

/// How many words a repairer's caches hold at most. They change what repair costs, never what it comes to.
struct CacheBounds {
    /// Readings of whole words, for each error model: about 250 bytes each.
    var readings = 40_000
    /// Answers of each other kind: 80 to 150 bytes each.
    var answers = 30_000
}
