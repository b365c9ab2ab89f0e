// SPDX-License-Identifier: GPL-3.0-or-later
import Languages
import Testing

@testable import FinnishText

@Suite struct AnalysisCacheTests {
    /// Enough forms that the table grows many times, and some share the half of a hash that it keeps.
    private static let forms = (0..<200_000).map { "sana\($0)" }

    @Test func formsAreFoundByProbesMadeBeforeTheyCame() {
        var cache = AnalysisCache(capacity: 1 << 20)
        let analysis = WordAnalysis(lemmas: [], parts: [], terms: [], isKnown: false)
        let early = Self.forms.map { Self.probe($0, cache) }
        for (number, form) in Self.forms.enumerated() {
            var form = form
            let made = form.withUTF8 { bytes in
                let before = unsafe cache.number(of: bytes, early[number])
                #expect(before == nil)
                return unsafe cache.add(analysis, for: bytes, early[number])
            }
            #expect(made == number)
        }
        for (number, form) in Self.forms.enumerated() {
            var form = form
            let late = Self.probe(form, cache)
            let found = form.withUTF8 { bytes in
                (unsafe cache.number(of: bytes, early[number]), unsafe cache.number(of: bytes, late))
            }
            #expect(found.0 == number && found.1 == number)
        }
        #expect(cache.analyses.count == Self.forms.count)
    }

    @Test func aFormIsAnotherOneInAnotherLanguage() {
        var cache = AnalysisCache(capacity: 100)
        let analysis = WordAnalysis(lemmas: [], parts: [], terms: [], isKnown: false)
        var form = "fin"
        form.withUTF8 { bytes in
            let finnish = unsafe cache.probe(bytes, in: .finnish)
            #expect(unsafe cache.add(analysis, for: bytes, finnish) == 0)
            #expect(unsafe cache.number(of: bytes, cache.probe(bytes, in: .swedish)) == nil)
            #expect(unsafe cache.number(of: bytes, cache.probe(bytes, in: .english)) == nil)
            #expect(unsafe cache.number(of: bytes, cache.probe(bytes, in: .finnish)) == 0)
        }
    }

    private static func probe(_ form: String, _ cache: borrowing AnalysisCache) -> AnalysisCache.Probe {
        var form = form
        return form.withUTF8 { unsafe cache.probe($0, in: .finnish) }
    }
}
