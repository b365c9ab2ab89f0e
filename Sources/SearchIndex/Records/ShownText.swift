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

    /// The text in the record `record`.
    init(record: [UInt8], path: String) throws(IndexError) {
        var input = ByteReader(record, path: path)
        pages = try StoredText.beginning(&input).pages
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
}
