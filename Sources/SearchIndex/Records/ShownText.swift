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

    /// The reference to the cell in which the byte at `offset` of the text stands, `Talous!B12`; nil where it stands in
    /// none, or nobody knows. O(n) for a workbook.
    public func cell(at offset: Int) -> String? {
        guard !cells.isEmpty, offset < range.count, let cells = SheetCells(String(decoding: cells, as: UTF8.self))
        else { return nil }
        var (line, tabs) = (0, 0)
        for byte in record[range].prefix(offset) {
            if byte == 0x0A { (line, tabs) = (line + 1, 0) }
            if byte == 0x09 { tabs += 1 }
        }
        return cells.reference(line: line, cell: tabs)
    }
}
