// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
import FinnishText
import Testing

@Suite struct NormaliserPageTests {
    private let normaliser = Normaliser(judge: ListJudge())

    @Test func leavesOutPageNumbersAndTheRepetitionsOfAHeader() {
        let pages = (1...4).map { page in
            "Lapuan kaupunki\nTarkastuslautakunta\n\n2/2025\n\n\(page) ( 4)\n\n§ \(page)\nAsia numero \(page).\n\n"
        }
        let made = normaliser.normalise(pages.joined(separator: "\u{C}"))
        #expect(
            made.text == """
                Lapuan kaupunki
                Tarkastuslautakunta

                2/2025

                § 1
                Asia numero 1.

                § 2
                Asia numero 2.

                § 3
                Asia numero 3.

                § 4
                Asia numero 4.

                """)
        #expect(made.pages.map(\.number) == [1, 2, 3, 4])
        let bytes = Array(made.text.utf8)
        let starts = made.pages.dropFirst().map { String(decoding: bytes[$0.offset...].prefix(4), as: UTF8.self) }
        #expect(starts.allSatisfy { $0.contains("§") })
    }

    @Test func leavesOutAHeaderWhoseLineHoldsThePageNumber() {
        let pages = (1...3).map { "Pöytäkirja     8/2025     \($0) (26)\n Lautakunta    19.8.2025\n\nTeksti \($0).\n" }
        let made = normaliser.normalise(pages.joined(separator: "\u{C}"))
        #expect(
            made.text == "Pöytäkirja  8/2025  1 (26)\nLautakunta  19.8.2025\n\nTeksti 1.\n\nTeksti 2.\n\nTeksti 3.\n")
    }

    @Test func keepsAFormulaOfTheTextThatStandsNearTheEndOfManyPages() {
        let formula = "Ehdotus\nEsittelijä: Mirva Korpi, Tekninen johtaja\n"
        let pages = (1...9).map { page in
            let end = page % 4 == 0 ? "" : "Lautakunta päättää asian \(page).\nPäätös syntyi äänin \(page).\n"
            return "Lapuan kaupunki\n\n§ \(page)\n" + (1...9).map { "Rivi \(page).\($0).\n" }.joined() + formula + end
                + "Lapua.fi\n"
        }
        let text = normaliser.normalise(pages.joined(separator: "\u{C}")).text
        #expect(text.split(separator: "\n").count { $0.hasPrefix("Esittelijä") } == 9)
        #expect(text.split(separator: "\n").count { $0 == "Lapuan kaupunki" || $0 == "Lapua.fi" } == 2)
    }

    @Test func leavesOutPageNumbersWhereATextHasNoFormFeeds() {
        let pages = (1...3).map { page in
            (1...12).map { "Rivi \(page).\($0) on tässä.\n" }.joined() + "\n\(page)\n\n"
        }
        let made = normaliser.normalise(pages.joined())
        #expect(!made.text.split(separator: "\n").contains { Int($0) != nil })
        #expect(made.text.split(separator: "\n").count == 36)
    }

    @Test func leavesOutTheNumberOfAFirstPageAndKeepsOtherNumbersAloneOnTheirLine() {
        #expect(
            normaliser.normalise("1 \n\nHankekortti\n\nTeksti\n\nLoppu\n").text == "Hankekortti\n\nTeksti\n\nLoppu\n")
        let form = "Hakemusnumero\n\n106921\nPäivä\n\n7\nLoppu\n"
        #expect(normaliser.normalise(form).text == form)
    }

    @Test func joinsASentenceAcrossAPage() {
        let made = normaliser.normalise(
            "Hanke kehittää kumppanikuntien osallisuuteen liittyvää\n\n\u{C}osaamista ja käytäntöjä.\n")
        #expect(
            made.text == "Hanke kehittää kumppanikuntien osallisuuteen liittyvää osaamista ja käytäntöjä.\n")
        #expect(made.pages.map(\.number) == [1, 2])
    }
}
