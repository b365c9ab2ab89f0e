// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing
import VoikkoTransducer

@testable import OCRRepair

/// Files with changed bytes are refused, or read somehow; no walk leaves the file or goes on for ever.
@Suite struct DamagedFileTests {
    private static let words = [
        "kyläyhdistysten", "kalajoella", "linja-auto", "kaksikymmentäviisi", "työllistämistä", "xyz",
        "kehittämishankkeita", "isolla-britannialla", "toimintakyvynkin", "kyldyhdistys",
    ].map { Array($0.unicodeScalars) }

    private func walk(_ transducer: Transducer) {
        var automaton = LazyAutomaton(transducer: transducer, limit: 1 << 20)
        for word in Self.words {
            _ = automaton.accepts(word)
            _ = automaton.parts(of: word)
            automaton.trim()
        }
    }

    private static func damaged() throws -> DamagedTransducers {
        let path = try #require(RepairData.defaultTransducer())
        return try DamagedTransducers(path: path, recordCount: try TransducerFile(path: path).records)
    }

    @Test(.timeLimit(.minutes(20)), arguments: [20_000, 3_000, 1_000, 300])
    func aTransducerWithChangedTransitionsIsRefusedOrWalked(spacing: Int) throws {
        #expect(try Self.damaged().readDamagedRecords(oneIn: spacing, open: { try? Transducer(path: $0) }, walk) > 0)
    }

    @Test(.timeLimit(.minutes(20)), arguments: 0..<40)
    func aTransducerWithAChangedHeaderIsRefusedOrWalked(seed: UInt64) throws {
        try Self.damaged().withDamagedHeader(seed: seed) { path in
            if let transducer = try? Transducer(path: path) { walk(transducer) }
        }
    }

    /// Ends of the parts that are damaged: the header, and everything.
    @Test(.timeLimit(.minutes(20)), arguments: 0..<30, [40, Int.max])
    func wordProbabilitiesWithChangedBytesAreRefusedOrRead(seed: UInt64, end: Int) throws {
        let folder = TemporaryFolder()
        let source = try #require(RepairData.defaultFolder()) + "/finnish.words"
        let whole = try Data(contentsOf: URL(fileURLWithPath: source))
        var random = SeededRandom(seed)
        let damaged = Damage.changing(
            whole, in: 16..<min(end, whole.count), oneIn: end == .max ? 50 : 8, &random)
        guard let model = try? LanguageModel(path: try folder.file("finnish.words", damaged)) else { return }
        for word in Self.words {
            let probability = model.logProbability(word)
            #expect(probability.map { $0.isFinite && $0 <= 0 } ?? true)
            #expect(model.letterLogProbability(word) <= 0)
            var edge = model.names.start
            for scalar in word where edge != WordGraph.dead {
                edge = model.names.step(edge, model.names.symbol(scalar))
            }
        }
    }
}
