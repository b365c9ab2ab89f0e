// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Foundation
import TestSupport
import Testing

@testable import OCRRepair

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
            "Vattajannierni on kylä meren rannalla, ja Vattajanniernen sata ma on vanha. Tämä on siitä hyvä kirja."
        #expect(try repaired(text, [:]).repairs.isEmpty)
        let result = try repaired(text, ["Vattajannierni": "Vattajanniemi", "sata ma": "satama"])
        #expect(
            result.text == text.replacing("Vattajannierni", with: "Vattajanniemi").replacing("sata ma", with: "satama"))
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
        let prior = try RepairData().general
        let confirmed = [
            "qirja": "kirja", "qoulu": "koulu", "qaupungin": "kaupungin", "taqana": "takana", "qesä": "kesä",
        ]
        let told = ConfirmedErrors.model(of: confirmed, prior: prior)
        func cost(_ model: ErrorModel) throws -> Float {
            let read = Array("jäqälä".unicodeScalars)
            return try #require(model.cost(of: Array("jäkälä".unicodeScalars), readAs: read, written: read))
        }
        #expect(try cost(told) < cost(prior) - 2)
        #expect(try cost(ConfirmedErrors.model(of: [:], prior: prior)) == cost(prior))
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
