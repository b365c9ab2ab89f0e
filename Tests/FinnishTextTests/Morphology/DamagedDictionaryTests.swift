// SPDX-License-Identifier: GPL-3.0-or-later
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

    private static func damaged() throws -> DamagedTransducers {
        let path = try #require(TransducerFile.standardPath())
        return try DamagedTransducers(path: path, recordCount: try TransducerFile(path: path).records)
    }

    private func read(_ file: MorphologyFile) {
        var morphology = Morphology(file: file, memory: 1 << 20)
        for word in Self.words { _ = morphology.readings(of: word) }
    }

    @Test(.timeLimit(.minutes(20)), arguments: [20_000, 3_000, 1_000, 300])
    func aDictionaryWithChangedRecordsIsRefusedOrRead(spacing: Int) throws {
        #expect(try Self.damaged().readDamagedRecords(oneIn: spacing, open: { MorphologyFile(path: $0) }, read) > 0)
    }

    @Test(.timeLimit(.minutes(20)), arguments: 0..<40)
    func aDictionaryWithAChangedHeaderIsRefusedOrRead(seed: UInt64) throws {
        try Self.damaged().withDamagedHeader(seed: seed) { path in
            if let file = MorphologyFile(path: path) { read(file) }
        }
    }
}
