// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex
import Searching
import TestSupport
import Testing

/// Searches in an index of Finnish, Swedish and English documents.
struct LanguageTests {
    private static let texts = [
        "kyla": "Kyläyhdistys kokoontui, ja nuoret olivat mukana työpajassa.",
        "person": "Projektet hjälpte tre personer som hade varit utan arbete i ett år.",
        "skargard": "Vid kusterna och i skärgården ordnades det kurser för alla som ville.",
        "by": "Byaföreningen ordnade en fest och bjöd in alla som bor i byn.",
        "lang": "De långtidsarbetslösa fick handledning och det var till stor hjälp för dem.",
        "english": "The communities of the region have organised workshops for the unemployed and the elderly.",
        "kusi": "Se on kusi, sanoi poika, ja muut nauroivat hänelle.",
        "tva":
            "Nuoret kokoontuivat kirjastossa, ja heitä oli paljon.\nUngdomarna samlades på biblioteket och de var många.",
    ]
    private let collection: CardCollection

    init() throws { collection = try CardCollection(Self.texts) }

    private func ids(_ query: String, related: Related = .no) throws -> [String] {
        try collection.searcher.run(query, related: related, limit: 20).map(\.id)
    }

    @Test(arguments: [
        ("person", "person"), ("personerna", "person"), ("kusten", "skargard"), ("kust", "skargard"),
        ("förening", "by"),
        ("föreningarna", "by"), ("arbetslösa", "lang"), ("arbetslös", "lang"), ("långtidsarbetslös", "lang"),
        ("community", "english"), ("workshop", "english"), ("organising workshops", "english"), ("ungdom", "tva"),
        ("nuori", "tva"), ("skärgårdens kuster", "skargard"), ("\"tre personer\"", "person"), ("byn", "by"),
    ])
    func aWordFindsItsFormsInItsLanguage(query: String, id: String) throws {
        let found = try ids(query)
        #expect(found.contains(id), "\(query): \(found)")
    }

    @Test func aFinnishWordKeepsItsReading() throws {
        #expect(try ids("kusi") == ["kusi"])
        #expect(try Set(ids("nuorten")) == ["kyla", "tva"])
        #expect(try ids("kyläyhdistykset").first == "kyla")
    }

    @Test(arguments: [
        ("kieli:sv", ["by", "lang", "person", "skargard", "tva"]),
        ("kieli:ruotsi", ["by", "lang", "person", "skargard", "tva"]),
        ("kieli:englanti", ["english"]), ("kieli:en", ["english"]), ("kieli:suomi", ["kusi", "kyla", "tva"]),
        ("nuoret AND kieli:sv", ["tva"]),
    ])
    func theFieldKieliTellsTheLanguagesOfADocument(query: String, expected: [String]) throws {
        #expect(try ids(query).sorted() == expected)
    }

    @Test func whatMatchedIsMarkedInItsLanguage() throws {
        let hit = try #require(try collection.searcher.search(SearchRequest(query: "förening")).hits.first)
        let snippet = try #require(hit.snippet)
        let marked = snippet.matches.map { String(decoding: Array(snippet.text.utf8)[$0], as: UTF8.self) }
        #expect(marked == ["Byaföreningen"])
    }
}
