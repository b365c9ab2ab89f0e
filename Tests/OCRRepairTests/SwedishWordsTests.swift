// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import OCRRepair

@Suite struct SwedishWordsTests {
    /// The repair of each word of `text` that is one of Swedish; only *kirja* and *on* are Finnish.
    private func mended(_ text: String) throws -> String {
        let bytes = Array(text.utf8)
        let words = WordSplitter.words(of: bytes, in: 0..<bytes.count)
        let swedish = try SwedishWords()
        return words.indices.map { index in
            let meant = swedish.reading(of: words, at: index) { ["kirja", "on"].contains($0.low.string) }
            return meant?.string ?? words[index].scalars.string
        }.joined(separator: " ")
    }

    @Test(
        arguments: [
            ("boken pa svenska", "boken på svenska"), ("barn och for hem", "barn och för hem"),
            ("fran Skogen", "från Skogen"), ("det ar som", "det är som"), ("den fér med", "den för med"),
            // English, Finnish, or nobody knows.
            ("book for the children", "book for the children"), ("for hem", "for hem"), ("kirja pa on", "kirja pa on"),
            ("of pa och", "of pa och"), ("PA och", "PA och"), ("pa", "pa"), ("", ""),
        ])
    func functionWordsGetTheirSignsBack(read: String, meant: String) throws {
        #expect(try mended(read) == meant)
    }

    @Test(
        arguments: [
            ("hogskolan", "högskolan"), ("hégskolan", "högskolan"), ("hdgskolan", "högskolan"),
            ("h6gskolan", "högskolan"),
            ("lakare", "läkare"), ("lékare", "läkare"), ("lakaére", "läkare"), ("barnavard", "barnavård"),
            // Words without signs, words of English too, no words, and the ends of the list.
            ("boken", nil), ("over", nil), ("xqzw", nil), ("a", nil), ("", nil), ("zzzzzz", nil), ("aaaaaa", nil),
            (String(repeating: "d", count: 300), nil),
        ])
    func longerWordsAreLookedUpWithoutTheirSigns(read: String, meant: String?) throws {
        let folder = try #require(RepairData.defaultFolder())
        let lexicon = try SwedishLexicon(path: folder + "/swedish.words")
        #expect(lexicon.word(readAs: Array(read.unicodeScalars))?.string == meant)
    }
}
