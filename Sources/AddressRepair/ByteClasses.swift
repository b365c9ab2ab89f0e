// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

extension UInt8 {
    /// True for what labels of hosts are made of: letters, digits and hyphens (RFC 1123, 2.1).
    var isLabelByte: Bool { isASCIIAlphanumeric || self == UInt8(ascii: "-") }

    /// True if this is one of the ASCII characters of `characters`.
    func isOne(of characters: StaticString) -> Bool {
        unsafe UnsafeBufferPointer(start: characters.utf8Start, count: characters.utf8CodeUnitCount).contains(self)
    }
}
