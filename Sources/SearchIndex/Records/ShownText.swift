// SPDX-License-Identifier: GPL-3.0-or-later
public import DocumentModel

/// A document's repaired text as its bytes, for who shows a part of it: nothing of it is copied or decoded.
public struct ShownText: Sendable {
    /// The text's record, in which the text stands.
    public let record: [UInt8]
    /// The place in ``record`` of the text, which is UTF-8.
    public let range: Range<Int>
    /// Where pages begin, in offsets of the text.
    public let pages: [PageStart]
    /// The cells that the lines of the text are made of, in their own form; empty where there are none.
    private let cells: ArraySlice<UInt8>

    /// The text in the record `record`.
    init(record: [UInt8], path: String) throws(IndexError) {
        var input = ByteReader(record, path: path)
        (_, pages, cells) = try StoredText.beginning(&input)
        for _ in 0..<(try input.count(least: 2)) {
            _ = try input.number(UInt32.self)
            _ = try input.number(UInt32.self)
        }
        for _ in 0..<(try input.count(least: 7)) {
            _ = try input.number(UInt32.self)
            _ = try input.number(UInt32.self)
            _ = try input.slice()
            _ = try input.number(UInt32.self)
            _ = try input.slice()
            _ = try input.number(UInt32.self)
            _ = try input.number(UInt32.self)
        }
        range = try input.slice().indices
        guard input.isAtEnd else { throw input.damage("a text goes on after its end") }
        self.record = record
    }

    /// The cells that the lines of the text are made of; nil where there are none. O(their number).
    public var sheetCells: SheetCells? {
        cells.isEmpty ? nil : SheetCells(String(decoding: cells, as: UTF8.self))
    }

    /// The number, from 0, of the line in which the byte at `offset` of the text stands, and what stands before it there.
    /// O(n).
    public func line(at offset: Int) -> (number: Int, beginning: String) {
        let before = record[range].prefix(offset)
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
        return (before.count { $0 == 0x0A }, String(decoding: before[start...], as: UTF8.self))
    }
}
