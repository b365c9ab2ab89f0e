// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a page of a document begins in a text.
public struct PageStart: Hashable, Sendable {
    /// The UTF-8 offset of the page's first byte.
    public var offset: Int
    /// The page's number, from 1.
    public var number: Int

    /// Page `number` begins at `offset`.
    public init(offset: Int, number: Int) {
        (self.offset, self.number) = (offset, number)
    }

    /// The pages that form feeds part in UTF-8, by rising offset; none where there are no form feeds. O(n).
    public static func starts(in text: [UInt8]) -> [PageStart] {
        guard text.contains(0x0C) else { return [] }
        var pages = [PageStart(offset: 0, number: 1)]
        for (index, byte) in text.enumerated() where byte == 0x0C && index + 1 < text.count {
            pages.append(PageStart(offset: index + 1, number: pages.count + 1))
        }
        return pages
    }
}
