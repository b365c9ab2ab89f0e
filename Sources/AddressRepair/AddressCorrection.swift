// SPDX-License-Identifier: GPL-3.0-or-later

/// An address as it was read and as it was meant.
public struct AddressCorrection: Sendable {
    /// The half-open UTF-8 offsets of what was read.
    public let range: Range<Int>
    /// The address as it was meant, UTF-8.
    public let text: [UInt8]
    /// The names of the rules that changed it, each once, in the order in which they did.
    public let rules: [String]
}
