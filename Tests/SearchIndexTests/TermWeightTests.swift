// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Testing

@testable import SearchIndex

@Suite struct TermWeightTests {
    private func roundTrip(_ weights: [TermWeight]) throws -> [TermWeight] {
        let zstandard = Zstandard(path: "")
        let record = try TermWeightRecord.encoded(weights, zstandard)
        var result: [TermWeight] = []
        try TermWeightRecord.forEach(in: record, zstandard, path: "") { (term, weight) in
            result.append((String(decoding: term, as: UTF8.self), weight))
        }
        return result
    }

    @Test func termsComeBackInByteOrderWithNearlyTheirWeights() throws {
        let weights: [TermWeight] = [
            ("kyläyhdistys", 12.5), ("kylä", 1), ("äiti", 0.07), ("a", 3_500),
            ("kyl", 0.4),
        ]
        let read = try roundTrip(weights)
        #expect(read.map(\.term) == ["a", "kyl", "kylä", "kyläyhdistys", "äiti"])
        let byTerm = Dictionary(uniqueKeysWithValues: weights.map { ($0.term, $0.weight) })
        for entry in read {
            let ratio = entry.weight / byTerm[entry.term, default: 0]
            #expect(ratio > 0.978 && ratio < 1.0222)
        }
        #expect(try roundTrip([]).isEmpty)
    }

    @Test(arguments: [(Float(0.001), Float(0.0625)), (-1, 0.0625)])
    func weightsBeyondTheScaleBecomeItsEnds(weight: Float, kept: Float) throws {
        #expect(try roundTrip([("a", weight)]).map(\.weight) == [kept])
        #expect(try roundTrip([("a", 1e9)])[0].weight > 3_800)
    }

    @Test func aDamagedRecordIsReportedAndNeverReadPastItsEnd() throws {
        let zstandard = Zstandard(path: "")
        let record = try TermWeightRecord.encoded((0..<50).map { ("sana\($0)", 2) }, zstandard)
        for index in record.indices {
            for flip: UInt8 in [0x01, 0x80, 0xFF] {
                var damaged = record
                damaged[index] ^= flip
                do throws(IndexError) {
                    try TermWeightRecord.forEach(in: damaged, zstandard, path: "") { (_, _) in }
                } catch {
                    #expect(error.code == .corrupt)
                }
            }
            #expect(throws: IndexError.self) {
                try TermWeightRecord.forEach(in: Array(record.prefix(max(1, index))), zstandard, path: "") { (_, _) in }
            }
        }
    }
}
