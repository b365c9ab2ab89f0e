// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import SearchIndex
import TestSupport
import Testing

/// Xapian's check of an index: silent on sound ones, and no damage ends the process.
@Suite(.timeLimit(.minutes(20))) struct TableProblemTests {
    let folder = TemporaryFolder()

    private func fill(_ index: IndexFolder) throws -> String {
        let documents = (0..<300).map { number in
            document("\(number)", "sana\(number) yhteinen sanan\(number % 7)", values: [1: [UInt8(number % 9)]])
        }
        try makeIndex(index, documents)
        return index.path + "/" + (try #require(try index.currentGeneration()))
    }

    @Test func aSoundIndexHasNone() throws {
        #expect(try folder.index.tableProblems() == [])
        _ = try fill(folder.index)
        #expect(try folder.index.tableProblems() == [])
    }

    @Test func uncommittedChangesAreNone() throws {
        _ = try fill(folder.index)
        let writer = try IndexWriter(folder: folder.index)
        writer.memoryLimit = 1
        for number in 100..<500 { try writer.replace(document("\(number)", "aivan uusi sana\(number)")) }
        #expect(try folder.index.tableProblems() == [])
        try writer.commit()
        #expect(try folder.index.tableProblems() == [])
    }

    @Test func aMissingGenerationIsDamage() throws {
        let generation = try fill(folder.index)
        try FileManager.default.removeItem(atPath: generation)
        #expect(code { _ = try folder.index.tableProblems() } == .corrupt)
    }

    @Test func aTableThatIsCutOffIsNamed() throws {
        let table = URL(fileURLWithPath: try fill(folder.index) + "/postlist.glass")
        try Data(contentsOf: table).prefix(8192).write(to: table)
        let problems = try folder.index.tableProblems()
        #expect(problems.contains { $0.table == "postlist" || $0.table == "database" }, "\(problems)")
    }

    /// One byte is changed at a time, in a part of each file that holds something.
    @Test(arguments: ["postlist", "position", "termlist", "docdata", "iamglass", "sums"])
    func everyChangedByteIsNoticed(_ table: String) throws {
        let name = ["iamglass", "sums"].contains(table) ? table : table + ".glass"
        let url = URL(fileURLWithPath: try fill(folder.index) + "/" + name)
        let whole = try Data(contentsOf: url)
        let places = whole.indices.filter { whole[$0] != 0 }
        var random = SeededRandom(17)
        var noticed = 0
        let rounds = 80
        for _ in 0..<rounds {
            var damaged = whole
            let place = try #require(places.randomElement(using: &random))
            damaged[place] ^= UInt8.random(in: 1...255, using: &random)
            try damaged.write(to: url)
            if try !folder.index.tableProblems().isEmpty { noticed += 1 }
        }
        try whole.write(to: url)
        #expect(try folder.index.tableProblems() == [])
        #expect(noticed == rounds)
    }
}
