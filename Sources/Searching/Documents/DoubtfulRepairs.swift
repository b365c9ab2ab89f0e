// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
public import SearchIndex

/// The repairs of an index's documents that are least sure, for a person to look at, and how many there are in all.
public struct DoubtfulRepairs: Sendable {
    /// One repair, with the line that it stands in.
    public struct Row: Hashable, Sendable {
        /// The confidence in it, 0…1.
        public let confidence: Float
        /// The word as it came.
        public let original: String
        /// The words put in its place.
        public let repaired: String
        /// The document's id.
        public let document: String
        /// The document's title.
        public let title: String
        /// The line of the word in the file as it came, from 1.
        public let line: UInt32
        /// The page of the word, as its document counts them; nil where it has none.
        public let page: Int?
        /// The line around the word, cut at spaces.
        public let text: String
    }

    /// The rows, the least sure first; of equally sure ones in the order of the documents.
    public private(set) var rows: [Row] = []
    /// The number of documents that have repairs.
    public private(set) var documents = 0
    /// The number of all their repairs.
    public private(set) var repairs = 0

    /// Reads the repairs of all documents that `reader` has whose confidence is below `most`.
    ///
    /// - Parameters:
    ///   - reader: The index.
    ///   - most: The confidence that rows are below.
    ///   - limit: The most rows; 0 counts only.
    ///   - isJudged: Tells of a repair if a person has said already what to think of it: then it is no row.
    /// - Throws: `IndexError`.
    /// - Complexity: The records of all documents are read, a few microseconds each; with rows, their texts too.
    public init(
        in reader: IndexReader, below most: Float, limit: Int,
        without isJudged: (_ original: String, _ repaired: String) -> Bool = { _, _ in false }
    ) throws {
        var numbers: [UInt32] = []
        try reader.forEachValue(slot: Schema.Slot.entry) { document, _ in
            numbers.append(document)
            return true
        }
        for number in numbers {
            let record = try reader.record(of: number)
            guard record.repairs > 0 else { continue }
            documents += 1
            repairs += Int(record.repairs)
            guard limit > 0 else { continue }
            let text = try reader.text(of: number, original: false)
            let bytes = Array(text.text.utf8)
            for repair in text.repairs where repair.confidence < most {
                let place = Self.place(of: repair, in: bytes)
                let repaired = String(decoding: bytes[place], as: UTF8.self)
                if isJudged(repair.original, repaired) { continue }
                rows.append(
                    Row(
                        confidence: repair.confidence, original: repair.original, repaired: repaired,
                        document: record.id, title: record.title, line: repair.line,
                        page: text.pages.last { Int($0.offset) <= place.lowerBound }.map { Int($0.number) },
                        text: Self.line(around: place, in: bytes)))
            }
            // The least sure are kept, so that memory is bounded.
            if rows.count > 4 * max(limit, 1_000) { rows = Self.leastSure(rows, limit) }
        }
        rows = Self.leastSure(rows, limit)
    }

    private static func leastSure(_ rows: [Row], _ limit: Int) -> [Row] {
        let sorted = rows.enumerated().sorted {
            ($0.element.confidence, $0.offset) < ($1.element.confidence, $1.offset)
        }
        return sorted.prefix(limit).map(\.element)
    }

    /// The bytes of a text that `repair` put there.
    private static func place(of repair: StoredText.Repair, in bytes: [UInt8]) -> Range<Int> {
        let start = min(Int(repair.start), bytes.count)
        return start..<max(start, min(Int(repair.end), bytes.count))
    }

    /// The line of a text that `place` stands in, as far as 60 bytes to each side, cut at spaces.
    private static func line(around place: Range<Int>, in bytes: [UInt8]) -> String {
        var (begin, end) = (place.lowerBound, place.upperBound)
        while begin > 0, bytes[begin - 1] != 0x0A, place.lowerBound - begin < 60 || bytes[begin - 1] != 0x20 {
            begin -= 1
        }
        while end < bytes.count, bytes[end] != 0x0A, end - place.upperBound < 60 || bytes[end] != 0x20 { end += 1 }
        return String(decoding: bytes[begin..<end], as: UTF8.self)
    }
}

extension Searcher {
    /// The repairs of all documents that are least sure, as ``DoubtfulRepairs/init(in:below:limit:without:)`` has them.
    public func doubtfulRepairs(
        below most: Float, limit: Int, without isJudged: (_ original: String, _ repaired: String) -> Bool
    ) throws -> DoubtfulRepairs {
        try answer { try DoubtfulRepairs(in: reader, below: most, limit: limit, without: isJudged) }
    }
}
