// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Foundation
import OCRRepair
import TestSupport
import Testing

/// Repairs that a person confirmed.
@Suite struct ConfirmedTests {
    private func repairer(_ confirmed: [String: String]) throws -> Repairer {
        try Repairer(data: RepairData(), options: RepairOptions(confirmed: confirmed))
    }

    private func repaired(_ text: String, _ confirmed: [String: String]) throws -> RepairedText {
        try repairer(confirmed).repair(NormalisedText(text: text))
    }

    @Test func aConfirmedRepairIsMadeInAnyDocument() throws {
        let text =
            "Vattajannierni on kylä meren rannalla, ja Vattajanniernen satama on vanha. Tämä on siitä hyvä kirja."
        #expect(try repaired(text, [:]).repairs.isEmpty)
        let result = try repaired(text, ["Vattajannierni": "Vattajanniemi", "on kylä": "on kaunis kylä"])
        #expect(result.text == text.replacing("Vattajannierni on kylä", with: "Vattajanniemi on kaunis kylä"))
        #expect(result.repairs.map(\.reason) == [.confirmed, .confirmed])
        #expect(result.repairs.allSatisfy { $0.confidence > 0.99 })
    }

    @Test func aWordOfFinnishIsRepairedWhereTheDocumentIsDamagedOnly() throws {
        let confirmed = ["naista": "näistä"]
        #expect(try repaired("Yksi naista näytti sekä pöydän että tuolin.", confirmed).repairs.isEmpty)
        let damaged = """
            Hankkeen paamaarana on lisata nuorten mahdollisuuksia tyollistya ja kehittaa yhdistyksen toimintaa. Yksi naista on
            koulutus, jota jarjestetaan keskeisilla paikkakunnilla yhteistyossa kylien kanssa.
            """
        #expect(try repaired(damaged, confirmed).text.contains("Yksi näistä on"))
    }

    @Test func confirmedRepairsTellWhatTheReadersOfTheCollectionTakeForWhat() throws {
        let page = """
            Xyläyhdistys on xorjannut seuratalon xeittiön ja raxentanut pihalle xatoxsen, jonxa alla xerho xoxoontuu xesällä.
            Hanxxeen xustannuxset olivat suuremmat xuin haxemuxsessa arvioitiin, xosxa xaton vanhat raxenteet olivat lahonneet.
            """
        let known = [
            "Xerho": "Kerho", "xoulu": "koulu", "xirjasto": "kirjasto", "xaupungin": "kaupungin",
            "toimixunta": "toimikunta",
            "xesäxuussa": "kesäkuussa",
        ]
        let without = try repaired(page, [:])
        let with = try repaired(page, known)
        #expect(with.text.contains("korjannut seuratalon keittiön"), "\(with.text)")
        #expect(with.repairs.reduce(0) { $0 + $1.confidence } >= without.repairs.reduce(0) { $0 + $1.confidence })
    }

    @Test func theListsKnowOfEachOther() throws {
        let folder = TemporaryFolder()
        let repair = RefusedRepair(original: "vattajannierni", repaired: "Vattajanniemi")
        try RefusalList.changing(in: folder.path) { repair.refuse(in: &$0, &$1) }
        var lists = try RefusalList.changing(in: folder.path) { repair.confirm(in: &$0, &$1) }
        #expect(lists.refused.refused.isEmpty)
        #expect(try ConfirmationList(folder: folder.path).confirmed == ["vattajannierni": "Vattajanniemi"])
        lists = try RefusalList.changing(in: folder.path) {
            RefusedRepair(original: "vattajannierni").refuse(in: &$0, &$1)
        }
        #expect(lists.confirmed.confirmed.isEmpty && lists.refused.refused.count == 1)
        lists = try RefusalList.changing(in: folder.path) {
            RefusedRepair(original: "vattajannierni").allow(in: &$0, &$1)
        }
        #expect(lists.refused.refused.isEmpty)
        #expect(ConfirmationList(text: ConfirmationList(["a b": "ab"]).text).confirmed == ["a b": "ab"])
    }
}
