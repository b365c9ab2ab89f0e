// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors

/// Terms of the whole index.
extension IndexReader {
    /// The number of documents that hold `term`.
    public func documentFrequency(of term: String) throws(IndexError) -> Int { try frequencies(of: term).documents }

    /// The sum of the frequencies of `term` in all documents.
    public func collectionFrequency(of term: String) throws(IndexError) -> Int {
        try frequencies(of: term).occurrences
    }

    /// Both of them.
    public func frequencies(of term: String) throws(IndexError) -> (documents: Int, occurrences: Int) {
        let term = Schema.bounded(term)
        // To Xapian the empty term is every document.
        guard !term.isEmpty else { return (0, 0) }
        var documents: UInt32 = 0
        var occurrences: UInt32 = 0
        _ = try call { error in
            term.withBytes { unsafe cx_reader_frequencies(handle, $0, $1, &documents, &occurrences, error) }
        }
        return (Int(documents), Int(occurrences))
    }

    /// Hands over the terms that begin with `prefix` in byte order, with how many documents hold each, until `body`
    /// answers false.
    public func forEachTerm(
        withPrefix prefix: String, _ body: (_ term: String, _ documents: Int) -> Bool
    ) throws(IndexError) {
        guard prefix.utf8.count <= Schema.longestTerm else { return }
        let list = try call { error in
            prefix.withBytes { unsafe cx_reader_all_terms(handle, $0, $1, error) }
        }
        try forEachEntry(of: list) { entry in
            body(String(decoding: entry.text, as: UTF8.self), Int(entry.first))
        }
    }

    /// Hands over the terms whose first byte is `first` in byte order, as UTF-8, with how many documents hold each.
    public func forEachTerm(
        beginningWith first: UInt8, _ body: (_ term: [UInt8], _ documents: Int) -> Void
    ) throws(IndexError) {
        let list = try call { error in
            [first].withElements { unsafe cx_reader_all_terms(handle, $0, $1, error) }
        }
        try forEachEntry(of: list, batch: 1024) { entry in
            body(Array(entry.text), Int(entry.first))
            return true
        }
    }

    /// Hands over the documents that hold `term` by rising number, with its frequency in each, until `body` answers
    /// false.
    public func forEachPosting(
        of term: String, _ body: (_ document: UInt32, _ frequency: UInt32) -> Bool
    ) throws(IndexError) {
        let term = Schema.bounded(term)
        let list = try call { error in
            term.withBytes { unsafe cx_reader_postings(handle, $0, $1, error) }
        }
        try forEachEntry(of: list, batch: 1024) { body($0.first, $0.second) }
    }
}
