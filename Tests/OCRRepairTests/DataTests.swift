// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import FoundationEssentials
import TestSupport
import Testing
import VoikkoTransducer

@testable import OCRRepair

@Suite struct DataTests {
    @Test(
        arguments: [
            ("kyläyhdistys", ["kylä", "yhdistys"]), ("talo", ["talo"]),
            ("työllisyyspalveluita", ["työllisyys", "palveluita"]),
        ])
    func compoundsAreTakenApart(word: String, parts: [String]) throws {
        let path = try #require(RepairData.defaultTransducer())
        var automaton = LazyAutomaton(transducer: try Transducer(path: path), limit: 16 << 20)
        let found = automaton.parts(of: Array(word.unicodeScalars))
        #expect(found?.map(\.string) == parts)
    }

    @Test func frequentWordsAreLikelier() throws {
        let language = try RepairData().language
        let common = try #require(language.logProbability("sekä".unicodeScalars))
        let rare = try #require(language.logProbability("seka".unicodeScalars))
        #expect(common > rare + 3)
        #expect(language.logProbability("kylä".unicodeScalars, .modifier) != nil)
        #expect(language.logProbability("xqzwxqzw".unicodeScalars) == nil)
    }

    @Test(arguments: [0, 1, 15, 17, 40, 900, 2_400, 40_000, 3_000_000])
    func transducerCutShortIsAnError(length: Int) throws {
        let folder = TemporaryFolder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: try #require(RepairData.defaultTransducer())))
        let path = folder.path + "/mor.vfst"
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: RepairError.self) { try RepairData(transducer: path) }
        #expect(error?.message.contains("words are not repaired") == true)
    }

    @Test(arguments: [0, 8, 39, 41, 100_000, 4_000_000])
    func wordProbabilitiesCutShortAreAnError(length: Int) throws {
        let folder = TemporaryFolder()
        let source = try #require(RepairData.defaultFolder()) + "/finnish.words"
        let path = folder.path + "/finnish.words"
        try Data(contentsOf: URL(fileURLWithPath: source)).prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(throws: RepairError.self) { try LanguageModel(path: path) }
    }

    @Test func missingFilesAreErrorsThatNameThem() throws {
        let folder = TemporaryFolder()
        let error = #expect(throws: RepairError.self) { try RepairData(folder: folder.path) }
        #expect(error?.code == .missing)
        #expect(error?.message.contains("finnish.words") == true)
    }

    @Test(arguments: [
        "", "a\tä\t1\n", "# haku error model 2\n", "# haku error model 1\na\tä\n",
        "# haku error model 1\na\tä\tx\n", "# haku error model 1\na\tä\t-1\n", "# haku error model 1\naaaa\tä\t1\n",
    ])
    func aBadErrorModelIsAnError(text: String) throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/errors.tsv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: RepairError.self) { try ErrorModel(path: path) }
    }
}
