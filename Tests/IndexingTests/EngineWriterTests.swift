// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import IndexComparison
import OCRRepair
import SearchIndex
import TestSupport
import Testing

@testable import Indexing

/// An index that haku's own writer makes is compared with one that Xapian's makes, posting by posting.
@Suite(.timeLimit(.minutes(20))) struct EngineWriterTests {
    let folder = TemporaryFolder()

    /// The sample documents of the repository, one of them badly read by OCR.
    private static let seeds = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("seeds").path

    /// Writes documents with words of the seeds in other orders, some of them hundreds of times, and files of several
    /// documents; answers the folder.
    private func generated() throws -> String {
        var words: [Substring] = []
        let files = names(in: Self.seeds).filter { $0.hasSuffix(".txt") }
        try #require(!files.isEmpty)
        for name in files {
            let text = try String(contentsOfFile: Self.seeds + "/" + name, encoding: .utf8)
            words += text.split(whereSeparator: \.isWhitespace)
        }
        var random = SeededRandom(16)
        for number in 0..<60 {
            let few = (0..<8).map { _ in words.randomElement(using: &random) ?? "" }
            let text = (0..<Int.random(in: 1...400, using: &random)).map { place in
                let word = number % 3 == 0 ? few.randomElement(using: &random) : words.randomElement(using: &random)
                return (word ?? "") + (place % 12 == 11 ? ".\n" : " ")
            }
            try folder.file("docs/\(number % 7)/\(number).txt", text.joined())
        }
        for number in 0..<3 {
            let rows = (0..<20).map { "\($0),\(words.randomElement(using: &random) ?? "")\n" }
            try folder.file("docs/rivit\(number).csv", "numero,teksti\n" + rows.joined())
        }
        return folder("docs")
    }

    /// Makes an index of the documents in `paths`; answers the folder of its generation.
    private func index(
        _ name: String, of paths: [String], _ options: IndexingOptions,
        report: @escaping (IndexingEvent) -> Void = { _ in }
    ) throws -> String {
        let index = IndexFolder(folder(name))
        let data = try RepairData()
        let indexer = Indexer(folder: index, options: options) { try Repairer(data: data) }
        #expect(try indexer.update(paths, report: report).failures.isEmpty)
        return index.path + "/" + (try #require(try index.currentGeneration()))
    }

    @Test func hakusTablesHoldWhatXapiansWriterWrites() throws {
        let paths = [Self.seeds, try generated()]
        var options = IndexingOptions(jobs: 2)
        options.smallestSegment = 4096
        let own = try index("haku", of: paths, options)
        options.usesEngineWriter = true
        var isReported = false
        let engine = try index("xapian", of: paths, options) { event in
            if case .unverifiedXapian = event { isReported = true }
        }
        #expect(!isReported)
        #expect(try DatabaseCheck.problems(in: own) == [])
        #expect(try DatabaseCheck.problems(in: engine) == [])
        let contents = try DatabaseContents(of: own)
        #expect(DatabaseContents.Section.allCases.allSatisfy { contents.lines[$0]?.isEmpty == false })
        // The roots that an index remembers are the same, too.
        #expect(try contents.differences(to: DatabaseContents(of: engine)) == [])
    }

    @Test func xapiansWriterIsTakenAndNamedWhereHakusIsNotVerified() throws {
        var options = IndexingOptions(jobs: 1)
        options.verifiedXapians = ["1.4.0"]
        var versions: [String] = []
        let made = try index("index", of: [Self.seeds], options) { event in
            if case .unverifiedXapian(let version) = event { versions.append(version) }
        }
        #expect(versions == [TableWriter.xapianVersion])
        #expect(try DatabaseCheck.problems(in: made) == [])
    }
}
