// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import VoikkoTransducer

@Suite struct FlagDiacriticsTests {
    private static let symbols = ["", "@P.X.A@", "@P.X.B@", "@C.X@", "@U.X.A@", "@R.X.A@", "@R.X@", "@D.X.A@", "@D.X@"]

    /// Symbols that follow one another, and true if the last of them may stand there.
    static let sequences: [(symbols: [Int], isAllowed: Bool)] = [
        ([5], false), ([1, 5], true), ([2, 5], false), ([6], false), ([2, 6], true), ([1, 3, 6], false),
        ([4, 5], true), ([2, 4], false), ([1, 4], true), ([7], true), ([1, 7], false), ([2, 7], true),
        ([8], true), ([1, 8], false), ([1, 3, 8], true),
    ]

    @Test(arguments: sequences) func aSymbolFollowsWhereItsFeatureAllows(symbols: [Int], isAllowed: Bool) throws {
        let flags = try #require(FlagDiacritics(Self.symbols[...], from: 22))
        // What lies below and above the features stays.
        let others: UInt64 = 0x2A | 1 << 60
        var values: UInt64? = others
        for symbol in symbols { values = values.flatMap { flags.values($0, behind: symbol) } }
        #expect((values != nil) == isAllowed)
        if let values { #expect(values & (1 << 22 - 1 | ~(1 << flags.end - 1)) == others) }
    }

    @Test(arguments: ["X", "@P@", "@Q.X.A@", "@P.X.A", "@P.X.A.B@"]) func whatIsNoFlagIsRefused(symbol: String) {
        #expect(FlagDiacritics(["", symbol], from: 22) == nil)
    }

    @Test func moreFeaturesThanBitsAreRefused() {
        let symbols = [""] + (0..<64).map { "@P.F\($0).A@" }
        #expect(FlagDiacritics(symbols[...], from: 22) == nil)
    }
}
