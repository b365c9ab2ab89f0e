// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct RoundTripTests {
    let folder = TemporaryFolder()

    @Test func aDocumentComesBackAsItWentIn() throws {
        let record = StoredDocument(
            id: "kansio/ä.txt", root: 7, title: "Yhteisöistä voimaa", kind: "hankekortti", project: "s20059",
            fields: [.init("otsikko", "Yhteisöistä voimaa"), .init("kunta", "Kalajoki"), .init("kunta", "")],
            modified: -5_000_000_123, size: 1 << 40, contentHash: "00ff", words: 12, repairs: 2)
        let text = StoredText(
            text: "työkyky ja muuta", original: "tyokyky ja mu\0uta",
            pages: [.init(offset: 0, number: 1), .init(offset: 11, number: 3)],
            repairs: [
                .init(start: 0, end: 9, original: "tyokyky", confidence: 1, reason: "ocr-nonword", line: 4, column: 2)
            ],
            unasserted: [3..<9, 11..<12], cells: try #require(SheetCells("=Talous\n0 0 1 4 1+2\n")))
        try makeIndex(
            folder.index,
            [
                IndexDocument(
                    terms: [IndexTerm("työkyky", frequency: 3, positions: [1, 9])], values: [5: [1, 0, 2]],
                    record: record, text: text)
            ])

        let reader = try IndexReader(folder: folder.index)
        let number = try #require(try reader.document(withID: "kansio/ä.txt"))
        #expect(try reader.record(of: number) == record)
        #expect(try reader.text(of: number) == text)
        #expect(try reader.text(of: number, original: false).original == "")
        #expect(try reader.value(slot: 5, of: number) == [1, 0, 2])
        #expect(try reader.value(slot: 6, of: number) == [])
        #expect(try reader.positions(of: "työkyky", in: number) == [1, 9])
        #expect(try reader.positions(of: "muu", in: number) == [])
        #expect(
            try reader.terms(of: number, withDocumentFrequency: true) == [
                DocumentTerm(term: "Qkansio/ä.txt", frequency: 0, documents: 1),
                DocumentTerm(term: "työkyky", frequency: 3, documents: 1),
            ])
        #expect(try reader.length(of: number) == 3)
        #expect(reader.documentCount == 1)
        #expect(reader.schemaVersion == Schema.version)
        #expect(reader.features == Schema.features)
        #expect(try reader.document(withID: "b.txt") == nil)
        #expect(code { _ = try reader.record(of: 99) } == .notFound)
    }

    @Test func termsAreListedByPrefixAndCounted() throws {
        try makeIndex(folder.index, [document("a", "kala kalajoki kala"), document("b", "kala muu")])
        let reader = try IndexReader(folder: folder.index)
        var found: [String] = []
        try reader.forEachTerm(withPrefix: "kala") { term, documents in
            found.append("\(term) \(documents)")
            return true
        }
        #expect(found == ["kala 2", "kalajoki 1"])
        #expect(try reader.documentFrequency(of: "kala") == 2)
        #expect(try reader.collectionFrequency(of: "kala") == 3)
        #expect(try reader.documentFrequency(of: "") == 0)
        var postings: [UInt32] = []
        try reader.forEachPosting(of: "kala") { document, frequency in
            postings += [document, frequency]
            return true
        }
        #expect(postings == [1, 2, 2, 1])
    }

    @Test func aTextOfFortyMegabytesIsKeptInPieces() throws {
        var text = ""
        for number in 0..<1_200_000 { text += "sana\(number) ja rivi \(number &* 7919 % 10_007) kylällä\n" }
        let original = text.replacingLetters()
        #expect(text.utf8.count > 35_000_000)
        let stored = StoredText(text: text, original: original, pages: [.init(offset: 0, number: 1)])
        try makeIndex(folder.index, [document("suuri", "yksi", text: stored), document("pieni", "kaksi")])
        do {
            let reader = try IndexReader(folder: folder.index)
            let number = try #require(try reader.document(withID: "suuri"))
            #expect(try reader.text(of: number) == stored)
        }
        // Replacing takes the old pieces out: the same number has the new text and nothing of the old.
        try makeIndex(folder.index, [document("suuri", "lyhyt")])
        let reader = try IndexReader(folder: folder.index)
        let number = try #require(try reader.document(withID: "suuri"))
        #expect(try reader.text(of: number).text == "lyhyt")
        #expect(try reader.text(of: number).original == "lyhyt")
    }

    static let oddTerms = [
        String(repeating: "a", count: 245), String(repeating: "a", count: 246), String(repeating: "ä", count: 123),
        String(repeating: "\0", count: 122), String(repeating: "\0", count: 123), "a\0b", "\u{FFFF}", "rivi\nvaihto",
        String(repeating: "pitkä", count: 1000), "\0",
    ]

    @Test func everyTermIsIndexedAndFoundHoweverLongOrOdd() throws {
        for (index, term) in Self.oddTerms.enumerated() {
            #expect(Schema.bounded(term) == Schema.bounded(Schema.bounded(term)))
            let others = Self.oddTerms.enumerated().filter { $0.offset != index }.map { Schema.bounded($0.element) }
            #expect(!others.contains(Schema.bounded(term)))
        }
        try makeIndex(
            folder.index,
            Self.oddTerms.enumerated().map { index, term in
                IndexDocument(
                    terms: [IndexTerm(term, frequency: 1, positions: [1]), IndexTerm("", frequency: 1)], values: [:],
                    record: StoredDocument(id: "\(index)", title: "t"), text: StoredText(text: "", original: ""))
            })
        let reader = try IndexReader(folder: folder.index)
        for (index, term) in Self.oddTerms.enumerated() {
            #expect(try ids(reader, .term(term)) == ["\(index)"])
            #expect(try reader.documentFrequency(of: term) == 1)
            #expect(try reader.positions(of: term, in: UInt32(index + 1)) == [1])
        }
        #expect(try ids(reader, .term("")) == [])
    }

    @Test func idsOfAnyLengthAreDistinct() throws {
        let long = String(repeating: "k/", count: 2000)
        try makeIndex(folder.index, [document(long + "a", "yksi"), document(long + "b", "kaksi")])
        let writer = try IndexWriter(folder: folder.index)
        #expect(try writer.record(id: long + "b")?.title == "Title of \(long)b")
        #expect(try writer.remove(id: long + "a"))
        try writer.finish()
        let reader = try IndexReader(folder: folder.index)
        #expect(try reader.document(withID: long + "a") == nil)
        #expect(try reader.document(withID: long + "b") == 2)
    }
}

extension String {
    /// The string with its ä and ö as bad OCR reads them.
    fileprivate func replacingLetters() -> String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0 == "ä" ? "a" : $0 == "ö" ? "6" : $0 }))
    }
}
