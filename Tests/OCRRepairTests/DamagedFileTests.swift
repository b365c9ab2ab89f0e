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

    @Test("transitions with changed bytes", .timeLimit(.minutes(2)), arguments: [20_000, 3_000, 1_000, 300])
    func transitions(spacing: Int) throws {
        let folder = TemporaryFolder()
        let path = try #require(RepairData.defaultTransducer())
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let records = whole.count - 8 * (try TransducerFile(path: path)).records
        var random = SeededRandom(UInt64(spacing))
        var opened = 0
        for round in 0..<6 {
            // A target's highest byte is left: a file in which many lie beyond its end is known for damaged at once.
            let damaged = Damage.changing(whole, in: records..<whole.count, oneIn: spacing, &random) {
                ($0 - records) % 8 == 6
            }
            guard let transducer = try? Transducer(path: try folder.file("\(round).vfst", damaged)) else { continue }
            opened += 1
            walk(transducer)
        }
        #expect(opened > 0)
    }

    @Test("a transducer's header with changed bytes", .timeLimit(.minutes(2)), arguments: 0..<40)
    func header(seed: UInt64) throws {
        let folder = TemporaryFolder()
        let path = try #require(RepairData.defaultTransducer())
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let records = whole.count - 8 * (try TransducerFile(path: path)).records
        var random = SeededRandom(seed)
        let damaged = Damage.changing(whole, in: 8..<records + 64, oneIn: 400, &random)
        if let transducer = try? Transducer(path: try folder.file("mor.vfst", damaged)) { walk(transducer) }
    }

    /// Ends of the parts that are damaged: the header, and everything.
    @Test("word probabilities with changed bytes", .timeLimit(.minutes(2)), arguments: 0..<30, [40, Int.max])
    func wordProbabilities(seed: UInt64, end: Int) throws {
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
