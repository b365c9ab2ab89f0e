// SPDX-License-Identifier: GPL-3.0-or-later

/// A token as the scanner finds it: where it stands and what it looks like.
struct RawToken {
    /// The kinds of tokens.
    enum Kind: UInt8 {
        case word, number, code, address
    }

    /// Half-open UTF-8 offsets.
    var start: Int
    var end: Int
    var kind: Kind
    /// A hyphen follows that joins nothing: `työ-`.
    var hangsAfter = false
    /// A hyphen stands before: `-ammatillinen`.
    var hangsBefore = false
}
