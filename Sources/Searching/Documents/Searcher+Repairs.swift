// SPDX-License-Identifier: GPL-3.0-or-later
public import SearchIndex

/// A repair of a document's text, as a person reads it.
public struct MadeRepair: Hashable, Sendable {
    /// The line of the word in the file as it came, from 1.
    public var line: Int
    /// The column in that line, from 1, in Unicode scalars.
    public var column: Int
    /// The word as it came.
    public var original: String
    /// The words that were put in its place; empty where the repair lies outside of the text.
    public var repaired: String
    /// The confidence in it, 0…1, to three decimals.
    public var confidence: Double
    /// A word for the reason, such as `ocr-nonword`.
    public var reason: String

    /// A repair of these parts.
    public init(
        line: Int, column: Int, original: String, repaired: String, confidence: Double, reason: String
    ) {
        (self.line, self.column) = (line, column)
        (self.original, self.repaired) = (original, repaired)
        (self.confidence, self.reason) = (confidence, reason)
    }
}

extension StoredText {
    /// The repairs as a person reads them, by where they stand. Linear in the text's length.
    public var madeRepairs: [MadeRepair] {
        let bytes = Array(text.utf8)
        return repairs.map { repair in
            let isInside = repair.start <= repair.end && Int(repair.end) <= bytes.count
            return MadeRepair(
                line: Int(repair.line), column: Int(repair.column), original: repair.original,
                repaired: isInside ? String(decoding: bytes[Int(repair.start)..<Int(repair.end)], as: UTF8.self) : "",
                confidence: (Double(repair.confidence) * 1000).rounded() / 1000, reason: repair.reason)
        }
    }
}

extension Searcher {
    /// The repairs of the document's text.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func repairs(of id: String) throws -> [MadeRepair] {
        try answer { try reader.text(of: document(id), original: false).madeRepairs }
    }
}
