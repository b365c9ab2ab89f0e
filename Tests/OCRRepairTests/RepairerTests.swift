// SPDX-License-Identifier: GPL-3.0-or-later
import DocumentModel
internal import FinnishText
internal import TestSupport
import Testing

@testable import OCRRepair

private func repaired(_ text: String) throws -> RepairedText {
    try Repairer().repair(NormalisedText(text: text))
}

/// The start of `seeds/002…`: Finnish read by an English model.
private let damaged = """
    Varsinaiset kohderyhmait
    Tyo6ttémat tydnhakijat, erityisesti pitkdaikaisty6ttémat, nuoret, maahanmuuttajat, kotiadidit, ilman koulu- tai
    tydpaikkaa olevat; tyollisyys- sosiaali- ja terveyspalvelut; 3. sektorin toimijat (mm. kylayhdistykset)
    Luoda uusia hyvinvointi- ja tyéllisyyspalveluita ja kestava ja kustannustehokas malli niiden tuottamiseen
    yhteistydssa kaupungin kanssa seka edistaa kuntalaisten osallisuutta ja vahentaa tyottdmyytta

    """

@Suite struct RepairerTests {
    /// A word as it was read, as it was meant, and the sentence that tells.
    struct Neighbours {
        var read: String
        var meant: String
        var sentence: String
    }

    @Test(
        arguments: [
            ("Tyo6ttémat", "Työttömät"), ("tydnhakijat", "työnhakijat"), ("kotiadidit", "kotiäidit"),
            ("pitkdaikaisty6ttémat", "pitkäaikaistyöttömät"), ("tydpaikkaa", "työpaikkaa"), ("seka", "sekä"),
            ("kylayhdistykset", "kyläyhdistykset"), ("yhteistydssa", "yhteistyössä"), ("kohderyhmait", "kohderyhmät"),
            ("tyottdmyytta", "työttömyyttä"), ("tyollisyys", "työllisyys"),
        ])
    func damagedPassageIsRepaired(read: String, meant: String) throws {
        let result = try repaired(damaged)
        let repair = try #require(result.repairs.first { $0.original == read })
        #expect(repair.repaired == meant)
        #expect(repair.confidence > 0.5)
    }

    @Test func punctuationAndOffsetsAreKept() throws {
        let result = try repaired(damaged)
        #expect(result.text.contains("(mm. kyläyhdistykset)"))
        let bytes = Array(result.text.utf8)
        let source = Array(damaged.utf8)
        for repair in result.repairs {
            #expect(String(decoding: bytes[repair.range], as: UTF8.self) == repair.repaired)
            let end = repair.sourceOffset + repair.original.utf8.count
            #expect(String(decoding: source[repair.sourceOffset..<end], as: UTF8.self) == repair.original)
            #expect(result.origin.source(of: repair.range.lowerBound) == repair.sourceOffset)
            #expect(result.origin.source(of: repair.range.upperBound) == end)
        }
    }

    @Test func pagesAndUnassertedMoveWithTheText() throws {
        let second = damaged.utf8.count
        let text = NormalisedText(
            text: damaged + damaged, pages: [PageStart(offset: 0, number: 1), PageStart(offset: second, number: 2)],
            unasserted: [second..<second + 11])
        let result = try Repairer().repair(text)
        let bytes = Array(result.text.utf8)
        let page = try #require(result.pages.last)
        #expect(String(decoding: bytes[page.offset..<page.offset + 11], as: UTF8.self) == "Varsinaiset")
        let range = try #require(result.unasserted.first)
        #expect(String(decoding: bytes[range], as: UTF8.self) == "Varsinaiset")
    }

    @Test(
        arguments: [
            "Työttömät työnhakijat, erityisesti pitkäaikaistyöttömät, nuoret ja maahanmuuttajat, kotiäidit. seka tydn",
            "The project supports long-term unemployed people and village associations in the north of the country, "
                + "and it has been running since the spring of the year before last with public money.",
            "Projektet stöder långtidsarbetslösa och byföreningar i norra delen av landet och har pågått sedan våren.",
            "Projektet har drivits av kommunen tillsammans med organisationer som arbetar med unga och deras familjer.",
            "https://www.eura2014.fi/rrtiepa/projekti.php?projektikoodi=S20059 FI21 1234 5600 0007 85 info@innokyla.fi",
            "Matti Meikalainen, Liisa Virtanen, Kari Korhonen, Anna Nieminen, Timo Laine, Pekka Heikkinen, Ulla Koski",
            "let x = try decoder.decode(items, from: data); for item in x { print(item.name, item.value) }",
            "", " ", "\n\n", "a", "1 2 3", "…",
        ])
    func whatIsNotDamagedStays(text: String) throws {
        let result = try repaired(text)
        #expect(result.text == text)
        #expect(result.repairs.isEmpty)
    }

    @Test func whatAPersonTypedWithoutDotsStaysAmongCleanText() throws {
        let typed = "Minkalaista valoa kaytettiin reessa talvella ja kesalla? Mita valoa kaytettiin taloissa, ja myos "
        let clean = "Lyhty, jonka sisällä paloi kynttilä, oli vakiintunut käyttövalaisimeksi niin sisällä kuin ulkona. "
        let text = String(repeating: typed, count: 6) + "\n" + String(repeating: clean, count: 12)
        #expect(try repaired(text).text == text)
    }

    @Test(
        arguments: [
            Neighbours(
                read: "kuntayhtyméan", meant: "kuntayhtymän",
                sentence: "Malli syntyy kaupungin ja kuntayhtyméan seka toimijoiden kanssa"),
            Neighbours(read: "naista", meant: "näistä", sentence: "Malli syntyy naista kirjoista ja kuntien kanssa"),
            // Written small it is no town; an l went into the letter behind it.
            Neighbours(
                read: "lahti", meant: "lähti", sentence: "Kolmasosa asiakkaista lahti opiskelemaan ja kuntien kanssa"),
            // Nothing but an imperative stands in mid-sentence only where something is denied.
            Neighbours(read: "jaa", meant: "jää", sentence: "Hankkeesta jaa malli kunnille ja kuntien kanssa"),
            Neighbours(
                read: "dytyvat", meant: "löytyvät", sentence: "Kunnan kirjastosta dytyvat mallit ja kuntien kanssa"),
            Neighbours(read: "ahinna", meant: "lähinnä", sentence: "Malli sopii ahinna pienten kuntien kanssa"),
            // Names that no list has.
            Neighbours(
                read: "Jukojarvella", meant: "Jukojärvellä", sentence: "Kunnan toimijat Jukojarvella ja kuntien kanssa"),
            // Swedish: long words by themselves, short ones among others.
            Neighbours(
                read: "Hégskolan", meant: "Högskolan", sentence: "Mallista kertoo Hégskolan teoksessaan kuntien kanssa"),
            Neighbours(read: "nara", meant: "nära", sentence: "Teoksen nimi on Livet nara och med barn kuntien kanssa"),
        ])
    func neighboursDecideBetweenForms(word: Neighbours) throws {
        let repair = try #require(try repaired(damaged + word.sentence).repairs.first { $0.original == word.read })
        #expect(repair.repaired == word.meant)
    }

    @Test func aSwedishPassageOfADamagedTextGetsItsSignsBack() throws {
        let titles = """
            Förskola och skola : om två skilda traditioner och om visionen om en mötesplats. Stockholm : Socialtjänsten.
            Program och funktion i senmedeltida kyrkmålningar : bilder från tre landskap. Lärarutbildning och forskning.
            Etiska riktmärken vid livets gränser, med bidrag av Fagerberg. Uppsala : Svenska bokförlaget.
            """
        let read = String(
            titles.unicodeScalars.map { "åä".unicodeScalars.contains($0) ? "a" : $0 == "ö" ? "o" : Character($0) })
        let text = try repaired(damaged + damaged + "\n\n" + read + "\n").text
        #expect(text.hasSuffix(titles + "\n"), "\(text)")
        // By themselves they are a text in Swedish that has no signs, which nobody has damaged.
        #expect(try repaired(read).text == read)
    }

    @Test func anEnglishPassageOfADamagedTextStays() throws {
        let english =
            "The star of the north is far over the land. An art of for and at her, a pale ball on a mat, the man sat by "
            + "the table and ate a salad. Fore and aft, over and over, the rad car ran to the bar. Svara hall gang laser."
        #expect(try repaired(damaged + damaged + "\n\n" + english + "\n").text.hasSuffix(english + "\n"))
    }

    @Test(arguments: [
        ("jaa", "Kunta ei jaa avustuksia enaa"), ("Maaria", "Malli on kuvattu teoksessa Maaria kuntien kanssa"),
    ])
    func wordsStayWhereNeighboursSpeakForThem(read: String, sentence: String) throws {
        #expect(!(try repaired(damaged + sentence).repairs.contains { $0.original == read }))
    }

    /// A scanner of its own that reads ää as GG, which no error model knows.
    @Test func aSignThatOnlyThisScannerReadsIsLearntFromThePage() throws {
        let page = """
            Hankkeessa kdyttGG viisi kylGG yhteista toimintatapaa, ja myos muut kyldt voivat kayttaa niita. Tavoitteena on,
            etta kylien asukkaat nakevat tyon tulokset. Malli lisGG osallisuutta ja pitGG toiminnan kaynnissa myos silloin,
            kun raha pGGttyy. Jarjestot sGGstavat aikaa ja valtuusto pGGttGG asiasta. Se ei vGGrista tuloksia.

            """
        let text = try repaired(damaged + page + page).text
        for word in ["käyttää", "lisää", "pitää", "päättyy", "säästävät", "päättää", "vääristä"] {
            #expect(text.contains(" \(word)"), "\(word): \(text)")
        }
        #expect(!text.contains("GG"))
    }

    /// A poor page read by a Finnish model: thin letters are lost, dots are kept.
    @Test func aPageThatLostThinLettersIsMendedWhereNothingElseIsLikely() throws {
        let page = """
            Käräjäoikeuden mukaan kinteistön omistaja oli laiminlyönyt velvolisuutensa huolehtia rakennuksen kunnosta.
            Asiassa oli riidatonta, että yhtiö oli ilmoitanut vahingosta vasta kesäkuussa. Kirjalinen todistelu ei osoita
            mitään muuta. Valitajan vaatimus hylätään, koska sopimuksen ehdot olivat selvät ja niistä oli sovitu suulisesti.

            """
        let result = try repaired(page + page)
        for word in ["kiinteistön", "velvollisuutensa", "ilmoittanut", "Kirjallinen", "sovittu", "suullisesti"] {
            #expect(result.text.contains(word), "\(word): \(result.repairs.map(\.repaired))")
        }
        #expect(result.repairs.allSatisfy { $0.confidence > 0.8 })
        // Two slips on a page are the writer's.
        let slips = page.replacing("kinteistön", with: "kiinteistön").replacing(
            "velvolisuutensa", with: "velvollisuutensa"
        )
        .replacing("ilmoitanut", with: "ilmoittanut").replacing("sovitu", with: "sovittu")
        #expect(try repaired(slips).text == slips)
    }

    @Test(arguments: [("www.innokyla.fi/web/malli", true), ("www.kunta.fi/web/malli", false)])
    func aHostNameLendsItsNameAndEndings(address: String, expected: Bool) throws {
        let text = try repaired(damaged + "Tulokset Innokyl8ssa, katso " + address).text
        #expect(text.contains("Innokylässä, katso") == expected)
        #expect(text.hasSuffix(address))
    }

    @Test func addressesCodesAndNumbersStayInADamagedPassage() throws {
        let marks = "S20059 https://www.innokyla.fi/web/hanke3755454 maija@kyla.fi 3.11.2018 ELY 476583 www.tyokyky.fi"
        let result = try repaired(damaged + marks)
        #expect(result.text.hasSuffix(marks))
    }

    @Test(arguments: [("kehittamisty6n", true), ("kehittämistyön", true), ("kehittämisty6n", false), ("xqzw", false)])
    func judgesJoinedWords(word: String, expected: Bool) throws {
        #expect(try Repairer().isWord(word) == expected)
    }

    @Test(
        arguments: [
            ("tyottomyys", "työttömyys"), ("kylayhdistykset", "kyläyhdistykset"), ("kylähydistys", "kyläyhdistys"),
            ("kylähdistys", "kyläyhdistys"), ("tyottomyyys", "työttömyys"), ("Kirjasot", "kirjasto"),
        ])
    func restoresTypedWords(typed: String, meant: String) throws {
        let words = try Repairer().restored(typed, limit: 5).map(\.word)
        #expect(words.contains(meant), "\(words)")
    }

    @Test func randomStringsDoNoHarm() throws {
        var random = SeededRandom(42)
        let repairer = try Repairer()
        for _ in 0..<2_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                let scalar =
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &random))
                    case 1: Unicode.Scalar(UInt32.random(in: 0..<0x300, using: &random))
                    default: "aadeéoö68tyklsn- \n".unicodeScalars.randomElement(using: &random)
                    }
                if let scalar { view.append(scalar) }
            }
            let text = String(view)
            let result = repairer.repair(NormalisedText(text: text))
            #expect(result.repairs.allSatisfy { $0.range.upperBound <= result.text.utf8.count })
            _ = repairer.restored(text, limit: 3)
            _ = repairer.isWord(text)
        }
        let long = String(repeating: "ty6tt", count: 4_000)
        #expect(repairer.repair(NormalisedText(text: long)).text == long)
        #expect(repairer.restored(long, limit: 3).isEmpty)
    }
}

@Suite struct RepairOptionsTests {
    @Test func aRefusedRepairIsNotMade() throws {
        let refused: Set = [
            RefusedRepair(original: "seka"), RefusedRepair(original: "tydpaikkaa", repaired: "työpaikkaa"),
        ]
        let repairer = try Repairer(data: RepairData(), options: RepairOptions(refused: refused))
        let result = repairer.repair(NormalisedText(text: damaged))
        #expect(!result.repairs.contains { $0.original == "seka" || $0.original == "tydpaikkaa" })
        #expect(result.repairs.contains { $0.original == "tydnhakijat" })
    }

    @Test func refusalsSurviveBeingWritten() {
        let list = RefusalList([RefusedRepair(original: "seka"), RefusedRepair(original: "Mika", repaired: "Mikä")])
        #expect(RefusalList(text: list.text).refused == list.refused)
        #expect(RefusalList(text: "").refused.isEmpty)
    }

    @Test func aWordOfTheDictionaryStaysAndIsPutBack() throws {
        let words = RepairOptions.words(ofDictionary: "# nimiä\nKäppyräisniemi\nGraasvaki  yritys\n\n")
        #expect(words == ["Käppyräisniemi", "Graasvaki"])
        let text = damaged + "Malli syntyy: Graasvaki seka Kappyrdisniemi tuottavat palveluita kunnan kanssa\n"
        let plain = try Repairer().repair(NormalisedText(text: text)).text
        #expect(!plain.contains("Käppyräisniemi"))
        let repairer = try Repairer(data: RepairData(), options: RepairOptions(words: words))
        #expect(repairer.repair(NormalisedText(text: text)).text.contains("Graasvaki sekä Käppyräisniemi tuottavat"))
    }

    @Test func aThresholdLeavesDoubtfulRepairsOut() throws {
        let all = try repaired(damaged).repairs
        let least = 0.99
        let repairer = try Repairer(data: RepairData(), options: RepairOptions(threshold: least))
        let sure = repairer.repair(NormalisedText(text: damaged)).repairs
        #expect(sure.map(\.original) == all.filter { $0.confidence >= least }.map(\.original))
        #expect(!sure.isEmpty)
    }
}

@Suite struct ErrorLearnerTests {
    @Test func learnsWhatThePageShows() throws {
        var learner = ErrorLearner()
        for _ in 0..<20 {
            learner.learn(clean: "työttömän päivä on pitkä yö", read: "tyGttGman paiva on pitka yG")
        }
        #expect(learner.words == 100)
        #expect(learner.wrong == 80)
        let text = try learner.file(title: "oma skanneri")
        #expect(text.hasPrefix("# haku error model 1\n# oma skanneri\n"))
        let rule = text.split(separator: "\n").first { $0.hasPrefix("G\tö\t") }
        let cost = try #require(rule?.split(separator: "\t").last.flatMap { Double($0) })
        #expect(cost < 0.6)
    }
}
