// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Foundation
internal import TestSupport
import Testing

@testable import VoikkoTransducer

@Suite struct TransducerFileTests {
    @Test func theDictionaryIsReadAsItIs() throws {
        let file = try TransducerFile(path: try #require(TransducerFile.standardPath()))
        #expect(file.symbols[0] == "")
        #expect(file.symbols[..<Int(file.firstLetter)].dropFirst().allSatisfy { $0.hasPrefix("@") })
        #expect(file.symbols[Int(file.firstLetter)...].contains("ä"))
        #expect(file.symbols.contains("[Bc]"))
        // Every state's records lie within the file, and a letter leaves the first.
        let first = file.transitions(of: 0)
        #expect(first.end <= file.records)
        #expect(file.transition(file.records + 5).isFinal)
    }

    @Test(arguments: [
        (0, FileProblem.Code.truncated), (17, .truncated), (900, .truncated), (3_000_000, .truncated),
    ])
    func aFileCutShortIsRefused(length: Int, kind: FileProblem.Code) throws {
        let folder = TemporaryFolder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: try #require(TransducerFile.standardPath())))
        let path = folder.path + "/mor.vfst"
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        let problem = #expect(throws: FileProblem.self) { try TransducerFile(path: path) }
        #expect(problem?.code == kind)
    }

    @Test func aFileOfAnotherKindAndNoneAreTold() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/mor.vfst"
        #expect(throws: FileProblem(.missing, "cannot be opened: No such file or directory")) {
            try TransducerFile(path: path)
        }
        try Data("a text that is no transducer".utf8).write(to: URL(fileURLWithPath: path))
        let problem = #expect(throws: FileProblem.self) { try TransducerFile(path: path) }
        #expect(problem?.code == .unexpected)
    }
}
