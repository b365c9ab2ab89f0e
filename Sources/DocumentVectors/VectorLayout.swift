// SPDX-License-Identifier: GPL-3.0-or-later

/// Where what stands in a file of vectors: a header of numbers of eight bytes, then arrays one behind the other, each
/// beginning at a multiple of eight, then a CRC-32 of all before in eight bytes. All numbers are little-endian.
///
/// | section | elements |
/// | --- | --- |
/// | documents | a document's number by row, rising: 4 bytes |
/// | rowStarts | where a row's terms begin, and where the last end: 8 |
/// | rowTerms | a row's terms, by their numbers, rising: 4 |
/// | rowWeights | their weights in the row's vector of unit length, in 65,535ths: 2 |
/// | termStarts | where a term's rows begin, and where the last end: 8 |
/// | termRows | a term's rows, rising: 4. Of a row its strongest terms only (``strongestTerms``) |
/// | termWeights | the term's weights there, as above: 2 |
/// | rarities | the factor of a term's weight that its rarity makes, a float: 4 |
/// | nameStarts | where a term's name begins, and where the last ends: 4 |
/// | names | lemmas, as UTF-8, in byte order |
struct VectorLayout: Equatable {
    /// The first eight bytes: a name and the version of the layout.
    static let magic: UInt64 = 0x3130_6365_7675_6b68
    /// The number of a row's terms by which it is found; by all of them it is compared.
    static let strongestTerms = 256

    /// The number of the index's commit that the vectors were made of.
    var generation: UInt64
    /// The number of documents then.
    var total: Int
    var rows: Int
    var terms: Int
    /// The number of terms of all rows.
    var entries: Int
    /// The number of rows of all terms.
    var postings: Int
    var nameBytes: Int

    private static let headerNumbers = 8

    /// The header's numbers in their order.
    var header: [UInt64] {
        [Self.magic, generation] + [total, rows, terms, entries, postings, nameBytes].map { UInt64($0) }
    }

    /// The sections' offsets in their order, and the offset of the sum.
    struct Offsets: Equatable {
        var documents = 0
        var rowStarts = 0
        var rowTerms = 0
        var rowWeights = 0
        var termStarts = 0
        var termRows = 0
        var termWeights = 0
        var rarities = 0
        var nameStarts = 0
        var names = 0
        var sum = 0
    }

    /// Where the sections begin.
    var offsets: Offsets {
        var next = Self.headerNumbers * 8
        func section(_ count: Int, of size: Int) -> Int {
            defer { next += (count * size + 7) / 8 * 8 }
            return next
        }
        return Offsets(
            documents: section(rows, of: 4), rowStarts: section(rows + 1, of: 8), rowTerms: section(entries, of: 4),
            rowWeights: section(entries, of: 2), termStarts: section(terms + 1, of: 8),
            termRows: section(postings, of: 4), termWeights: section(postings, of: 2), rarities: section(terms, of: 4),
            nameStarts: section(terms + 1, of: 4), names: section(nameBytes, of: 1), sum: section(1, of: 8))
    }

    /// The length of the file in bytes.
    var size: Int { offsets.sum + 8 }

    /// The layout that a file's header tells; nil where it is none, or its numbers do not fit a file of `size` bytes.
    init?(header: [UInt64], size: Int) {
        guard header.count == Self.headerNumbers, header[0] == Self.magic else { return nil }
        let counts = header[2...].map { Int(clamping: $0) }
        // What does not fit in the file would overflow when it is multiplied.
        guard counts.allSatisfy({ $0 <= size || $0 == counts[0] }), counts[0] <= Int(UInt32.max) else { return nil }
        self.init(
            generation: header[1], total: counts[0], rows: counts[1], terms: counts[2], entries: counts[3],
            postings: counts[4], nameBytes: counts[5])
        guard self.size == size else { return nil }
    }

    init(generation: UInt64, total: Int, rows: Int, terms: Int, entries: Int, postings: Int, nameBytes: Int) {
        self.generation = generation
        self.total = total
        self.rows = rows
        self.terms = terms
        self.entries = entries
        self.postings = postings
        self.nameBytes = nameBytes
    }
}
