// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The repairs of an index's documents that are least sure, for a person to look at.
struct DoubtfulRepairs {
    /// One repair, with the line that it stands in.
    struct Row {
        let confidence: Float
        let original: String
        let repaired: String
        let document: String
        let line: UInt32
        let text: String
    }

    /// The rows, the least sure first; of equally sure ones in the order of the documents.
    let rows: [Row]

    /// Reads the repairs of all documents that `reader` has whose confidence is below `most`; at most `limit` of them.
    ///
    /// - Complexity: The texts of all documents are read.
    init(in reader: IndexReader, below most: Float, limit: Int) throws {
        var documents: [UInt32] = []
        try reader.forEachValue(slot: Schema.Slot.entry) { document, _ in
            documents.append(document)
            return true
        }
        var rows: [Row] = []
        for document in documents {
            let record = try reader.record(of: document)
            guard record.repairs > 0 else { continue }
            let text = try reader.text(of: document, original: false)
            for repair in text.repairs where repair.confidence < most {
                rows.append(
                    Row(
                        confidence: repair.confidence, original: repair.original,
                        repaired: Self.word(of: repair, in: text.text),
                        document: record.id, line: repair.line, text: Self.line(around: repair, in: text.text)))
            }
            // The least sure are kept, so that memory is bounded.
            if rows.count > 4 * max(limit, 1_000) { rows = Self.leastSure(rows, limit) }
        }
        self.rows = Self.leastSure(rows, limit)
    }

    private static func leastSure(_ rows: [Row], _ limit: Int) -> [Row] {
        let sorted = rows.enumerated().sorted {
            ($0.element.confidence, $0.offset) < ($1.element.confidence, $1.offset)
        }
        return sorted.prefix(limit).map(\.element)
    }

    /// The word of `text` that `repair` put there.
    private static func word(of repair: StoredText.Repair, in text: String) -> String {
        let start = Int(repair.start)
        return String(decoding: text.utf8.dropFirst(start).prefix(max(Int(repair.end) - start, 0)), as: UTF8.self)
    }

    /// The line of `text` that `repair` stands in, as far as 60 bytes to each side, cut at spaces.
    private static func line(around repair: StoredText.Repair, in text: String) -> String {
        let bytes = Array(text.utf8)
        func isEnd(_ index: Int) -> Bool { bytes[index] == 0x0A }
        var begin = min(Int(repair.start), bytes.count)
        var end = min(Int(repair.end), bytes.count)
        while begin > 0, !isEnd(begin - 1), Int(repair.start) - begin < 60 || bytes[begin - 1] != 0x20 { begin -= 1 }
        while end < bytes.count, !isEnd(end), end - Int(repair.end) < 60 || bytes[end] != 0x20 { end += 1 }
        return String(decoding: bytes[begin..<end], as: UTF8.self)
    }
}
