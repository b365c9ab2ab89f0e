// SPDX-License-Identifier: GPL-3.0-or-later

/// The most words that a repairer's caches hold. The bounds change what repair costs, never what it comes to.
struct CacheBounds {
    /// Readings of whole words, for each error model: about 250 bytes each.
    var readings = 40_000
    /// Answers of each other kind: 80 to 150 bytes each.
    var answers = 30_000
}
