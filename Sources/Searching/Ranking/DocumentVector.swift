// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The lemmas of a document that say most about it, weighed.
struct DocumentVector: Sendable {
    /// The most lemmas: what a document says once in passing decides no expansion.
    static let most = 256

    /// The strongest of the lemmas that others may be found by, in byte order, by their numbers in ``ExpansionVectors``.
    let entries: [LemmaWeight]
    /// The vector's length, all lemmas counted.
    let norm: Double
}
