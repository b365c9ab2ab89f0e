// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import Foundation
import Indexing
import SearchIndex
import TestSupport
import Testing

/// Nine minutes of the town of Lapua, counted by hand: `pdf` below the folder that the environment variable `HAKU_EVAL`
/// names, the public minutes of FoxRav/Lapua-RAG-v2.0. Without it there is nothing to read.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["HAKU_EVAL"] != nil)) struct MinutesIndexingTests {
    let folder = TemporaryFolder()

    /// Body, day, and the first and last item of each.
    private static let counted: [(body: String, day: String, items: ClosedRange<Int>)] = [
        ("Kaupunginhallitus", "2025-05-12", 153...174), ("Kaupunginvaltuusto", "2024-11-11", 72...82),
        ("Sivistyslautakunta", "2025-08-19", 97...110), ("Tarkastuslautakunta", "2025-01-08", 1...6),
        ("Tekninen lautakunta", "2025-09-16", 123...135), ("Tekninen lautakunta", "2025-08-26", 107...122),
        ("Ympäristölautakunta", "2022-12-14", 61...70), ("Ympäristölautakunta", "2025-04-15", 15...32),
        ("Ympäristölautakunta", "2024-08-27", 34...45),
    ]

    @Test func kindBodyDayTownAndEveryItemAreRight() throws {
        let root = try #require(ProcessInfo.processInfo.environment["HAKU_EVAL"])
        let index = IndexFolder(folder.path + "/index")
        _ = try Indexer(folder: index).update([root + "/pdf"])
        let reader = try IndexReader(folder: index)
        var found: [String: StoredDocument] = [:]
        for document in 1...UInt32(reader.documentCount) {
            let record = try reader.record(of: document)
            guard record.id.hasPrefix("Pöytäkirja-") else { continue }
            func values(_ name: String) -> [String] { record.fields.filter { $0.name == name }.map(\.value) }
            found[values("toimielin").joined() + " " + values("pvm").joined()] = record
        }
        #expect(found.count == Self.counted.count)
        for minutes in Self.counted {
            let record = try #require(found[minutes.body + " " + minutes.day], "\(minutes)")
            func values(_ name: String) -> [String] { record.fields.filter { $0.name == name }.map(\.value) }
            #expect(record.kind == "pöytäkirja" && values("kunta") == ["Lapua"])
            #expect(values("vuosi") == [String(minutes.day.prefix(4))] && values("alkaa") == [minutes.day])
            let numbers = values("pykälä").map { $0.split(separator: " ")[1] }
            #expect(numbers == minutes.items.map { "\($0)" }, "\(minutes)")
            #expect(values("pykälä").allSatisfy { $0.split(separator: " ").count > 2 })
        }
    }
}
