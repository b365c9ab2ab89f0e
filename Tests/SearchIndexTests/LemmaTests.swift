// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import TestSupport
import Testing

/// Reading of many terms or documents at once gives what reading them one by one does.
@Suite struct LemmaTests {
    private let folder = TemporaryFolder()
    private let reader: IndexReader

    init() throws {
        var random = SeededRandom(21)
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let words = (0..<676).map { "sana\(letters[$0 % 26])\(letters[$0 / 26])\($0 % 3 == 0 ? "7" : "")" }
        let documents = (0..<80).map { number in
            let text = (0..<200).map { _ in
                words[Int.random(in: 0..<676, using: &random)]
            }
            return document(
                String(number),
                "Smuoto oma\(letters[number % 26])\(letters[number / 26]) ja " + text.joined(separator: " "))
        }
        try makeIndex(folder.index, documents)
        reader = try IndexReader(folder: folder.index)
    }

    /// The weights of all lemmas of a document by the formula itself, with how many documents hold each.
    private func weighed(_ document: UInt32) throws -> [(term: String, weight: Double, documents: Int)] {
        let (k1, b) = (14.4, 0.75)
        let length = try Double(reader.length(of: document)) / reader.averageLength
        return try reader.terms(of: document, withDocumentFrequency: true).compactMap { term in
            if term.term.first?.isUppercase ?? true { return nil }
            let (count, documents) = (Double(reader.documentCount), Double(term.documents))
            let frequency = Double(term.frequency)
            let rarity = log(1 + (count - documents + 0.5) / (documents + 0.5))
            let share = frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length))
            return (term.term, rarity * share, Int(term.documents))
        }
    }

    @Test func lemmasAreWeighedByTheFormula() throws {
        let numbers = try TermNumbers(path: folder.index.path)
        for most in [256, 20] {
            for document in [UInt32(1), 17, 80] {
                let all = try weighed(document)
                let may = all.filter { term in
                    term.documents >= 2 && term.documents <= 20 && term.term.utf8.count > 2
                        && !term.term.contains(where: \.isNumber)
                }
                let least = may.map(\.weight).sorted(by: >).prefix(most).last ?? 0
                let wanted = may.filter { Float($0.weight) >= Float(least) }
                let lemmas = try reader.lemmas(of: document, numbers)
                let found = try reader.weighed(lemmas, of: document, numbers, k1: 14.4, b: 0.75, most: most)
                #expect(try numbers.names(of: found.entries.map(\.term)) == wanted.map(\.term))
                #expect(!wanted.isEmpty && (most == 256 || wanted.count < may.count))
                for (entry, term) in zip(found.entries, wanted) {
                    #expect(abs(Double(entry.weight) - term.weight) < 1e-5)
                }
                #expect(abs(found.norm - all.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()) < 1e-9)
            }
        }
        #expect(numbers.count > 100)
        #expect(throws: IndexError.self) { try numbers.names(of: [UInt32(numbers.count)]) }
    }

    @Test func termsKeepTheirNumbersWhileThreadsAddMore() async throws {
        let numbers = try TermNumbers(path: folder.index.path)
        let folder = folder.index
        let all = try await withThrowingTaskGroup(of: [[LemmaWeight]].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let reader = try IndexReader(folder: folder)
                    return try (UInt32(1)...80).map { document in
                        try reader.weighed(
                            reader.lemmas(of: document, numbers), of: document, numbers, k1: 14.4, b: 0.75, most: 256
                        ).entries
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all.count == 4 && all.allSatisfy { $0 == all[0] })
        #expect(Set(try numbers.names(of: (0..<UInt32(numbers.count)).map { $0 })).count == numbers.count)
    }

    @Test func termsKeepTheirNumbersInLaterStatesAndAreCountedAnew() throws {
        let earlier = try TermNumbers(path: folder.index.path)
        let lemmas = try reader.lemmas(of: 17, earlier)
        func weighed(_ numbers: TermNumbers) throws -> [String: Float] {
            let found = try reader.weighed(lemmas, of: 17, numbers, k1: 14.4, b: 0.75, most: 256).entries
            return Dictionary(uniqueKeysWithValues: zip(try numbers.names(of: found.map(\.term)), found.map(\.weight)))
        }
        let before = try weighed(earlier)
        try makeIndex(folder.index, (0..<9).map { document("uusi\($0)", "omaqa on sanabc ja uusi") })
        try reader.refresh()
        let later = try TermNumbers(path: folder.index.path, earlier: earlier)
        let after = try weighed(later)
        // The document's own word is of nine others now.
        #expect(before["omaqa"] == nil && after["omaqa"] != nil)
        let fresh = try TermNumbers(path: folder.index.path)
        let anew = try reader.weighed(try reader.lemmas(of: 17, fresh), of: 17, fresh, k1: 14.4, b: 0.75, most: 256)
        #expect(Array(after.keys).sorted() == (try fresh.names(of: anew.entries.map(\.term))))
        for (name, entry) in zip(try fresh.names(of: anew.entries.map(\.term)), anew.entries) {
            #expect(after[name] == entry.weight, "\(name)")
        }
    }

    /// Of terms of all kinds, in the order of the table and in none, as the index and its next states have them.
    @Test func termsAreCountedAsXapianCountsThem() throws {
        for commits in 0..<4 {
            var terms: [(name: String, documents: Int)] = []
            try reader.forEachTerm(withPrefix: "") { term, documents in
                terms.append((term, documents))
                return true
            }
            #expect(terms.count > 700 && terms.contains { $0.documents > 70 })
            var random = SeededRandom(7)
            for (name, documents) in terms + terms.shuffled(using: &random) {
                #expect(try reader.documentFrequency(of: name) == documents, "\(name)")
            }
            for name in ["ja", "sanabc", "Smuoto"] {
                var sum = 0
                for document in 1...reader.lastDocument {
                    sum += Int(try reader.frequency(of: name, in: document))
                }
                #expect(try reader.collectionFrequency(of: name) == sum && sum > 0)
            }
            for name in ["puuttuu", "", "j", "ja ", "\u{0}", "Ö", "öö"] {
                #expect(try reader.documentFrequency(of: name) == 0 && reader.collectionFrequency(of: name) == 0)
            }
            try makeIndex(folder.index, [document("uusi\(commits % 2)", "ja nu\u{0}lla \u{0}alku ja uusi\(commits)")])
            // The reader's own state is read on until it is told to move.
            #expect(try reader.documentFrequency(of: "uusi\(commits)") == 0)
            try reader.refresh()
            #expect(try reader.documentFrequency(of: "uusi\(commits)") == 1)
        }
    }

    /// Position lists of all lengths, of one that fills several blocks too, as the index and its next states have them.
    @Test func positionListsComeBackAsTheyWereWritten() throws {
        let folder = TemporaryFolder()
        var random = SeededRandom(5)
        var lists: [[UInt32]] = [[7], [1, 2], [0, 4_000_000_000]]
        for count in [3, 17, 128, 129, 3_000, 40_000] {
            var place: UInt32 = 0
            lists.append(
                (0..<count).map { _ in
                    place += UInt32.random(in: 1...(count == 128 ? 1 : 900), using: &random)
                    return place
                })
        }
        func document(_ number: Int, _ positions: [UInt32]) -> IndexDocument {
            IndexDocument(
                terms: [
                    IndexTerm("lista", frequency: UInt32(positions.count), positions: positions),
                    IndexTerm("nu\u{0}lla", frequency: 1, positions: [UInt32(number)]),
                    IndexTerm("tyhjä", frequency: 1, positions: []),
                ], values: [:], record: StoredDocument(id: String(number), title: ""),
                text: StoredText(text: "", original: ""))
        }
        let documents = lists.enumerated().map { document($0.offset, $0.element) }
        try makeIndex(folder.index, documents)
        let reader = try IndexReader(folder: folder.index)
        for commits in 0..<3 {
            let numbers = (1...UInt32(lists.count + commits)).map { $0 }
            let found = try reader.positions(of: "lista", among: numbers)
            for (index, list) in lists.enumerated() {
                #expect(Array(found.positions[found.range(index)]) == list)
                #expect(try reader.positions(of: "lista", in: UInt32(index + 1)) == list)
                #expect(try reader.positions(of: "nu\u{0}lla", in: UInt32(index + 1)) == [UInt32(index)])
                #expect(try reader.positions(of: "tyhjä", in: UInt32(index + 1)).isEmpty)
            }
            try makeIndex(folder.index, [document(100 + commits, [UInt32(commits)])])
            // The reader's own state is read on until it is told to move.
            #expect(try reader.positions(of: "lista", in: 5) == lists[4])
            try reader.refresh()
            #expect(try reader.positions(of: "lista", in: UInt32(lists.count + commits + 1)) == [UInt32(commits)])
        }
    }

    @Test func positionsAmongDocumentsAreThoseInEach() throws {
        let documents: [UInt32] = [1, 2, 5, 30, 79, 80, 81]
        for term in ["sanaaa7", "sanabc", "ja", "omaba", "puuttuu", ""] {
            let found = try reader.positions(of: term, among: documents)
            for (index, document) in documents.enumerated() where !term.isEmpty {
                #expect(
                    Array(found.positions[found.range(index)]) == (try reader.positions(of: term, in: document)))
            }
            #expect(term == "puuttuu" || term.isEmpty ? found.positions.isEmpty : !found.positions.isEmpty)
        }
        #expect(try reader.positions(of: "ja", among: []).positions.isEmpty)
    }
}
