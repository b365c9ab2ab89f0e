// SPDX-License-Identifier: GPL-3.0-or-later

/// What a file is, told by what it holds; its name is not asked.
public enum DocumentFormat: String, Hashable, Sendable {
    /// Text, Markdown.
    case text
    /// PDF.
    case pdf

    /// So many bytes of a file's beginning are looked at.
    static let headSize = 4096

    /// The format of a file that begins with `head`: ``headSize`` bytes or all there are.
    static func detect(_ head: [UInt8]) -> DocumentFormat {
        // Poppler, too, takes a header that stands within the first kilobyte.
        if let place = head.prefix(1024).firstRange(of: "%PDF-".utf8), place.lowerBound == 0 || !isText(head) {
            return .pdf
        }
        return .text
    }

    /// Whether there is nothing in `head` that no text has.
    private static func isText(_ head: [UInt8]) -> Bool {
        !head.contains { $0 < 0x09 || $0 > 0x0D && $0 < 0x20 && $0 != 0x1B && $0 != 0x1A }
    }
}
