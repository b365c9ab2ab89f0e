// SPDX-License-Identifier: GPL-3.0-or-later
import CXapian

/// Everything that a reader can see in a Xapian database, in lists of lines: what two databases must have in common that
/// were written in different ways. Held in memory: for databases of tests.
public struct DatabaseContents {
    /// A failure that the shim reported.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// The kinds of lists.
    public enum Section: String, CaseIterable, Sendable {
        /// The number of documents, the highest document number, the sum of the documents' lengths.
        case figures
        /// Each term with the number of its documents and its frequency in all of them.
        case terms
        /// Each document of each term with the term's frequency and positions.
        case postings
        /// Each document with its length and data.
        case documents
        /// Each term of each document with its frequency.
        case termLists
        /// Each value with its slot and document.
        case values
        /// Each key with its value.
        case metadata
    }

    /// The lines of each section.
    public private(set) var lines: [Section: [String]] = [:]

    private static let slots: Range<UInt32> = 0..<16

    /// Reads the database in the folder `path`. Metadata whose keys are in `ignoring` are left out.
    public init(of path: String, ignoring: Set<String> = []) throws {
        let database = try Database(path)
        let figures = try database.figures()
        lines[.figures] = [
            "\(figures.documents) documents to \(figures.last_document), \(figures.total_length) long"
        ]
        var documents: [UInt32] = []
        for entry in try database.list({ unsafe cx_reader_postings($0, nil, 0, $1) }) { documents.append(entry.first) }
        let terms = try database.list { unsafe cx_reader_all_terms($0, nil, 0, $1) }.map(\.text)
        for term in terms { try add(term, of: database) }
        for document in documents { try add(document, of: database) }
        for slot in Self.slots {
            for entry in try database.list({ unsafe cx_reader_values($0, slot, $1) }) {
                lines[.values, default: []].append("\(slot) \(entry.first) \(Self.printable(entry.text))")
            }
        }
        for entry in try database.list({ unsafe cx_reader_metadata_keys($0, nil, 0, $1) }) {
            let key = Self.printable(entry.text)
            if ignoring.contains(key) { continue }
            let value = try database.bytes { reader, error in
                unsafe entry.text.withUnsafeBytes {
                    unsafe cx_reader_metadata(reader, $0.baseAddress, $0.count, error)
                }
            }
            lines[.metadata, default: []].append("\(key) \(Self.printable(value))")
        }
    }

    private mutating func add(_ term: [UInt8], of database: Database) throws {
        let name = Self.printable(term)
        let (documents, occurrences) = try database.frequencies(of: term)
        lines[.terms, default: []].append("\(name) \(documents) \(occurrences)")
        let postings = try database.list { reader, error in
            unsafe term.withUnsafeBytes { unsafe cx_reader_postings(reader, $0.baseAddress, $0.count, error) }
        }
        for posting in postings {
            let positions = try database.positions(of: term, in: posting.first)
            lines[.postings, default: []].append("\(name) \(posting.first) \(posting.second) \(positions)")
        }
    }

    private mutating func add(_ document: UInt32, of database: Database) throws {
        let data = try database.bytes { unsafe cx_reader_data($0, document, $1) }
        let length = try database.call { unsafe cx_reader_length($0, document, $1) }
        lines[.documents, default: []].append("\(document) \(length) \(Self.printable(data))")
        for entry in try database.list({ unsafe cx_reader_document_terms($0, document, true, $1) }) {
            lines[.termLists, default: []].append(
                "\(document) \(Self.printable(entry.text)) \(entry.first) \(entry.second)")
        }
    }

    /// The differences to `other`: for each section that differs, the first line in which it does.
    public func differences(to other: DatabaseContents) -> [String] {
        Section.allCases.compactMap { section in
            let (mine, its) = (lines[section] ?? [], other.lines[section] ?? [])
            if mine == its { return nil }
            let place = zip(mine, its).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            let line = place ?? min(mine.count, its.count)
            let first = line < mine.count ? mine[line] : "nothing"
            let second = line < its.count ? its[line] : "nothing"
            return "\(section.rawValue): \(mine.count) and \(its.count) lines; first \(first), then \(second)"
        }
    }

    /// The bytes as text where they are printable ASCII, else in hexadecimal.
    private static func printable(_ bytes: [UInt8]) -> String {
        if bytes.allSatisfy({ (0x21...0x7E).contains($0) }) { return String(decoding: bytes, as: UTF8.self) }
        return bytes.reduce(into: "0x") { text, byte in
            text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }
    }
}
