// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing
import VoikkoTransducer

@testable import FinnishText

/// A dictionary with changed bytes is refused, or read somehow; the walk neither leaves the file nor goes on for ever.
@Suite struct DamagedDictionaryTests {
    private static let words = [
        "kyläyhdistyksen", "Kalajoella", "linja-auto", "kaksikymmentäviisi", "työllistämistä", "25:nnen", "xyz",
        "kehittämishankkeita", "Isolla-Britannialla", "toimintakyvynkin",
    ]

    @Test("records with changed bytes", .timeLimit(.minutes(2)), arguments: [20_000, 3_000, 1_000, 300])
    func records(spacing: Int) throws {
        let folder = TemporaryFolder()
        let path = try #require(TransducerFile.standardPath())
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let records = whole.count - 8 * (try TransducerFile(path: path)).records
        var random = SeededRandom(UInt64(spacing))
        var opened = 0
        for round in 0..<6 {
            // A target's highest byte is left: a file in which many lie beyond its end is known for damaged at once.
            let damaged = Damage.changing(whole, in: records..<whole.count, oneIn: spacing, &random) {
                ($0 - records) % 8 == 6
            }
            guard let file = MorphologyFile(path: try folder.file("\(round).vfst", damaged)) else { continue }
            opened += 1
            var morphology = Morphology(file: file, memory: 1 << 20)
            for word in Self.words { _ = morphology.readings(of: word) }
        }
        #expect(opened > 0)
    }

    @Test("a header with changed bytes", .timeLimit(.minutes(2)), arguments: 0..<40)
    func header(seed: UInt64) throws {
        let folder = TemporaryFolder()
        let path = try #require(TransducerFile.standardPath())
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let records = whole.count - 8 * (try TransducerFile(path: path)).records
        var random = SeededRandom(seed)
        let damaged = Damage.changing(whole, in: 8..<records + 64, oneIn: 400, &random)
        guard let file = MorphologyFile(path: try folder.file("mor.vfst", damaged)) else { return }
        var morphology = Morphology(file: file, memory: 1 << 20)
        for word in Self.words { _ = morphology.readings(of: word) }
    }
}
