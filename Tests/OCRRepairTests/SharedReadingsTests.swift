// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
import Testing

@testable import OCRRepair

@Suite struct SharedReadingsTests {
    private static let pages = [
        "Tyo6ttémat tydnhakijat, erityisesti pitkdaikaisty6ttémat, nuoret, maahanmuuttajat ja kotiadidit.",
        "Luoda uusia tyéllisyyspalveluita ja kestava malli niiden tuottamiseen yhteistydssa kaupungin kanssa.",
        "Tydnhakijat seka kotiadidit edistavat kuntalaisten osallisuutta ja vahentavat tyottdmyytta kylassa.",
    ]

    @Test func whatOneRepairerReadAnotherFinds() throws {
        let data = try RepairData()
        let shared = SharedReadings()
        let shelf = shared.shelf(for: data.english, words: [])
        let word = Array("tydnhakijat".unicodeScalars)
        #expect(shelf[word] == nil)
        _ = try Repairer(data: data, sharing: shared).repair(NormalisedText(text: Self.pages[0]))
        let reading = try #require(shelf[word])
        #expect(reading.candidates.first?.word == Array("työnhakijat".unicodeScalars))
        let other = try Repairer(data: data, sharing: shared)
        #expect(other.reader.reading(of: word).candidates.first?.score == reading.candidates.first?.score)
    }

    @Test func readingsAreSharedByErrorModelAndOwnWords() throws {
        let data = try RepairData()
        let shared = SharedReadings()
        let plain = shared.shelf(for: data.english, words: [])
        #expect(plain !== shared.shelf(for: data.finnish, words: []))
        #expect(plain !== shared.shelf(for: data.english, words: ["Tydnhaku"]))
        #expect(plain === shared.shelf(for: ErrorModel(rules: data.english.rules), words: []))
        #expect(
            shared.shelf(for: data.english, words: ["a1", "b2"])
                === shared.shelf(for: data.english, words: ["b2", "a1"]))
        // A repairer with words of its own leaves nothing to one without.
        let word = Array("tydnhakijat".unicodeScalars)
        let own = try Repairer(data: data, options: RepairOptions(words: ["tydnhakijat"]), sharing: shared)
        _ = own.repair(NormalisedText(text: Self.pages[0] + Self.pages[2]))
        #expect(plain[word] == nil)
        let other = try Repairer(data: data, sharing: shared)
        #expect(other.reader.reading(of: word).candidates.first?.word == Array("työnhakijat".unicodeScalars))
    }

    @Test func manyThreadsRepairAsOneDoes() async throws {
        let data = try RepairData()
        let alone = try Repairer(data: data)
        let expected = Self.pages.map { alone.repair(NormalisedText(text: $0)).text }
        // Room for so few words that they push each other out.
        let shared = SharedReadings(capacity: 128)
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let repairer = try Repairer(data: data, sharing: shared)
                    return Self.pages.map { repairer.repair(NormalisedText(text: $0)).text }
                }
            }
            for try await found in group { #expect(found == expected) }
        }
    }

    @Test func whatWasForgottenIsReadTheSameAgain() throws {
        let data = try RepairData()
        let roomy = try Repairer(data: data)
        // So little that all ways through the dictionary are forgotten before each word.
        let forgetful = try Repairer(data: data, options: RepairOptions(memory: 1))
        for page in Self.pages {
            let text = NormalisedText(text: page)
            #expect(forgetful.repair(text).text == roomy.repair(text).text)
        }
    }
}
