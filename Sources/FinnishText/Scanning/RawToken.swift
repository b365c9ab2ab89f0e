// SPDX-License-Identifier: GPL-3.0-or-later

/// A token as the scanner finds it: where it stands and what it looks like.
struct RawToken {
    /// The kinds of tokens.
    enum Kind: UInt8 {
        case word, number, code, address
    }

    /// Half-open UTF-8 offsets, of texts below 4 GB: a long text has millions of tokens.
    private var offsets: (start: UInt32, end: UInt32)
    var kind: Kind
    /// A hyphen follows that joins nothing: `työ-`.
    var hangsAfter = false
    /// A hyphen stands before: `-ammatillinen`.
    var hangsBefore = false

    /// A token of `kind` at half-open UTF-8 offsets.
    init(start: Int, end: Int, kind: Kind) {
        offsets = (UInt32(clamping: start), UInt32(clamping: end))
        self.kind = kind
    }

    /// The offset of its first byte.
    var start: Int {
        get { Int(offsets.start) }
        set { offsets.start = UInt32(clamping: newValue) }
    }

    /// The offset behind its last byte.
    var end: Int {
        get { Int(offsets.end) }
        set { offsets.end = UInt32(clamping: newValue) }
    }
}
