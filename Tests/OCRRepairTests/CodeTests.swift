// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import OCRRepair
import Testing

/// Project codes of the structural funds, and diary numbers.
@Suite struct CodeTests {
    /// Finnish read by an English model.
    private let damaged = """
        Tyo6ttémat tydnhakijat, erityisesti pitkdaikaisty6ttémat, nuoret, maahanmuuttajat, kotiadidit, ilman koulu- tai
        tydpaikkaa olevat; tyollisyys- sosiaali- ja terveyspalvelut; 3. sektorin toimijat (mm. kylayhdistykset)

        """

    @Test(
        arguments: [
            ("$20602, Yhteisöt", "S20602, Yhteisöt"), ("rinnakkaishanke ($20666)", "rinnakkaishanke (S20666)"),
            ("S$20602,", "S20602,"), ("$2060", "$2060"), ("$206021", "$206021"), ("$20 602", "$20 602"),
            ("20602 $", "20602 $"), ("$20602.50", "$20602.50"),
        ])
    func theLetterOfACodeIsPutBackInADamagedDocument(read: String, meant: String) throws {
        let repairer = try Repairer()
        #expect(repairer.repair(NormalisedText(text: damaged + read)).text.hasSuffix(meant))
        let clean = "Kyläyhdistyksen jäsenet pitävät kevätkokouksensa päärakennuksessa. " + read
        #expect(repairer.repair(NormalisedText(text: clean)).text == clean)
    }

    @Test(
        arguments: [
            ("LAPDn0-2025-536", "LAPDno-2025-536"), ("(LAPDnO-2024-974).", "(LAPDno-2024-974)."),
            ("ÄHTDno0-2024-248,", "ÄHTDno-2024-248,"), ("LAPDno-2025-21", "LAPDno-2025-21"),
            // Capitals may be a town's own way, and other numbers are of another kind.
            ("LAPDNO-2025-23", "LAPDNO-2025-23"), ("LAPDn0-20255-3", "LAPDn0-20255-3"), ("LAPDn0-2025", "LAPDn0-2025"),
            ("Dn0-2025-1", "Dn0-2025-1"), ("LAPDn0-2025-", "LAPDn0-2025-"), ("LAPDn0", "LAPDn0"),
        ])
    func theLetterOfADiaryNumberIsPutBackInAnyDocument(read: String, meant: String) throws {
        let clean = "Kyläyhdistyksen jäsenet pitävät kevätkokouksensa päärakennuksessa: "
        #expect(try Repairer().repair(NormalisedText(text: clean + read)).text == clean + meant)
    }
}
