// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel

/// A text in the pieces in which the index keeps it.
///
/// Two byte strings are kept: what belongs to the repaired text (pages, repairs, the text), and the text as it came
/// where it differs. Both are cut into the same number of pieces of at most ``pieceSize`` bytes, so that each stays
/// far below what Xapian takes, and each piece is one zstd frame. A piece of the text as it came is compressed with
/// the like piece of the repaired text as its prefix: the same words cost nearly nothing, and reading the repaired
/// text never touches it.
///
/// A piece: layout, count of pieces, size when decompressed, frame.
struct TextPieces {
    /// The most bytes of a piece before compression.
    static let pieceSize = 8 << 20
    private static let layout: UInt8 = 1

    /// The contents of a piece.
    enum Kind: UInt8, CaseIterable {
        case text = 0
        case original = 1
    }

    /// The metadata key of a piece: `T`, the document's number, the kind, the piece's number, big-endian, so that the
    /// pieces of a document lie side by side.
    static func key(document: UInt32, _ kind: Kind, _ index: Int) -> [UInt8] {
        [0x54] + bigEndian(document) + [kind.rawValue] + bigEndian(UInt32(index)).suffix(3)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// Hands over each piece of `text` with its kind and number.
    static func forEachPiece(
        of text: StoredText, _ zstandard: Zstandard,
        _ body: (_ kind: Kind, _ index: Int, _ bytes: [UInt8]) throws(IndexError) -> Void
    ) throws(IndexError) {
        let first = text.encodedWithoutOriginal()
        let second = text.original == text.text ? [] : [UInt8](text.original.utf8)
        let count = max(1, (max(first.count, second.count) + pieceSize - 1) / pieceSize)
        for index in 0..<count {
            let piece = cut(first, index, of: count)
            try body(.text, index, try encoded(piece, count: count, zstandard))
            if !second.isEmpty {
                let other = cut(second, index, of: count)
                try body(.original, index, try encoded(other, count: count, zstandard, prefix: piece))
            }
        }
    }

    private static func cut(_ bytes: [UInt8], _ index: Int, of count: Int) -> [UInt8] {
        count == 1 ? bytes : [UInt8](bytes[bytes.count * index / count..<bytes.count * (index + 1) / count])
    }

    private static func encoded(
        _ bytes: [UInt8], count: Int, _ zstandard: Zstandard, prefix: [UInt8] = []
    ) throws(IndexError) -> [UInt8] {
        var out = ByteWriter()
        out.byte(layout)
        out.number(UInt32(count))
        out.number(UInt32(bytes.count))
        out.raw(try zstandard.compress(bytes, prefix: prefix))
        return out.bytes
    }

    /// The number of pieces of each kind that a document has, by its first.
    static func count(first: [UInt8], path: String) throws(IndexError) -> Int {
        var input = ByteReader(first, path: path)
        return try header(&input).count
    }

    private static func header(_ input: inout ByteReader) throws(IndexError) -> (count: Int, size: Int) {
        guard try input.byte() == layout else { throw input.damage("a text of an unknown layout") }
        let count = Int(try input.number(UInt32.self))
        let size = Int(try input.number(UInt32.self))
        // The pieces' numbers have three bytes in their keys.
        guard count > 0, count < 1 << 24, size <= pieceSize else { throw input.damage("a text of impossible size") }
        return (count, size)
    }

    /// The text out of what `piece` fetches, with nothing but its pages.
    static func shown(
        _ zstandard: Zstandard, path: String, piece: (_ index: Int) throws(IndexError) -> [UInt8]
    ) throws(IndexError) -> ShownText {
        var record: [UInt8] = []
        var index = 0
        var count = 1
        while index < count {
            var input = ByteReader(try piece(index), path: path)
            let header = try header(&input)
            if index == 0 { count = header.count }
            guard header.count == count else { throw input.damage("a text of unlike pieces") }
            let bytes = try zstandard.decompress(try input.bytes(input.remaining), size: header.size)
            if count == 1 { record = bytes } else { record += bytes }
            index += 1
        }
        return try ShownText(record: record, path: path)
    }

    /// Puts a text together out of what `piece` fetches (no bytes where there is no such piece). Unless the text as it
    /// came is asked for with `original`, ``StoredText/original`` is empty.
    static func text(
        original: Bool, _ zstandard: Zstandard, path: String,
        piece: (_ kind: Kind, _ index: Int) throws(IndexError) -> [UInt8]
    ) throws(IndexError) -> StoredText {
        var first: [UInt8] = []
        var second: [UInt8] = []
        var index = 0
        var count = 1
        while index < count {
            var input = ByteReader(try piece(.text, index), path: path)
            let header = try header(&input)
            if index == 0 { count = header.count }
            guard header.count == count else { throw input.damage("a text of unlike pieces") }
            let bytes = try zstandard.decompress(try input.bytes(input.remaining), size: header.size)
            if count == 1 { first = bytes } else { first += bytes }
            if original {
                let stored = try piece(.original, index)
                if !stored.isEmpty {
                    var input = ByteReader(stored, path: path)
                    let size = try self.header(&input).size
                    second += try zstandard.decompress(
                        try input.bytes(input.remaining), size: size, prefix: bytes)
                }
            }
            index += 1
        }
        return try StoredText(encoded: first, original: second, wanted: original, path: path)
    }
}

extension StoredText {
    private static let layout: UInt8 = 1
    /// The layout of a text that has the cells of its lines after its pages.
    private static let layoutWithCells: UInt8 = 2

    fileprivate func encodedWithoutOriginal() -> [UInt8] {
        var out = ByteWriter()
        out.byte(cells.isEmpty ? Self.layout : Self.layoutWithCells)
        out.byte(original == text ? 1 : 0)
        out.number(UInt32(clamping: pages.count))
        var last: UInt32 = 0
        for page in pages {
            let offset = UInt32(clamping: page.offset)
            out.number(offset &- last)
            out.number(UInt32(clamping: page.number))
            last = offset
        }
        if !cells.isEmpty { out.string(cells.description) }
        out.number(UInt32(clamping: unasserted.count))
        last = 0
        for range in unasserted {
            out.number(range.lowerBound &- last)
            out.number(range.upperBound - range.lowerBound)
            last = range.lowerBound
        }
        out.number(UInt32(clamping: repairs.count))
        last = 0
        var lastLine: UInt32 = 0
        for repair in repairs {
            out.number(repair.start &- last)
            out.number(repair.end &- repair.start)
            out.string(repair.original)
            out.number(UInt32(max(0, min(1, repair.confidence.isFinite ? repair.confidence : 0)) * 65_535))
            out.string(repair.reason)
            out.number(repair.line &- lastLine)
            out.number(repair.column)
            last = repair.start
            lastLine = repair.line
        }
        out.string(text)
        return out.bytes
    }

    /// Reads what stands first: if the text as it came is the same, the pages, and the cells of the lines in their own
    /// form; empty where there are none.
    static func beginning(
        _ input: inout ByteReader
    ) throws(IndexError) -> (same: Bool, pages: [PageStart], cells: ArraySlice<UInt8>) {
        let layout = try input.byte()
        guard layout == Self.layout || layout == layoutWithCells else {
            throw input.damage("a text of an unknown layout")
        }
        let same = try input.byte() == 1
        var pages: [PageStart] = []
        var last: UInt32 = 0
        for _ in 0..<(try input.count(least: 2)) {
            last &+= try input.number(UInt32.self)
            pages.append(PageStart(offset: Int(last), number: Int(try input.number(UInt32.self))))
        }
        return (same, pages, layout == layoutWithCells ? try input.slice() : [])
    }

    fileprivate init(encoded bytes: [UInt8], original: [UInt8], wanted: Bool, path: String) throws(IndexError) {
        var input = ByteReader(bytes, path: path)
        let (same, pages, cells) = try Self.beginning(&input)
        var last: UInt32 = 0
        var unasserted: [Range<UInt32>] = []
        for _ in 0..<(try input.count(least: 2)) {
            last &+= try input.number(UInt32.self)
            let (end, overflow) = last.addingReportingOverflow(try input.number(UInt32.self))
            guard !overflow else { throw input.damage("a range without an end") }
            unasserted.append(last..<end)
        }
        var repairs: [Repair] = []
        last = 0
        var line: UInt32 = 0
        for _ in 0..<(try input.count(least: 7)) {
            last &+= try input.number(UInt32.self)
            let length = try input.number(UInt32.self)
            let word = try input.string()
            let confidence = Float(try input.number(UInt32.self)) / 65_535
            let reason = try input.string()
            line &+= try input.number(UInt32.self)
            let column = try input.number(UInt32.self)
            repairs.append(
                Repair(
                    start: last, end: last &+ length, original: word, confidence: confidence, reason: reason,
                    line: line, column: column))
        }
        let text = try input.string()
        guard input.isAtEnd else { throw input.damage("a text goes on after its end") }
        let asItCame = !wanted ? "" : same ? text : String(decoding: original, as: UTF8.self)
        self.init(
            text: text, original: asItCame, pages: pages, repairs: repairs, unasserted: unasserted,
            cells: SheetCells(String(decoding: cells, as: UTF8.self)) ?? SheetCells())
    }
}
