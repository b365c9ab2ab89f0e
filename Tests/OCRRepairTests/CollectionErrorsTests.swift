// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import OCRRepair
import TestSupport
import Testing

/// A collection of nothing but the errors that its badly read documents show.
private struct Errors: CollectionWords {
    let known: [ReaderKind: CollectionErrors]

    /// The errors that `pages` show, each read by itself.
    init(_ pages: [String], _ repairer: Repairer) {
        var readings: [ReaderKind: [LearntReading: Int]] = [:]
        for page in pages {
            guard let evidence = repairer.repair(NormalisedText(text: page)).reader else { continue }
            for reading in Set(evidence.readings) { readings[evidence.kind, default: [:]][reading, default: 0] += 1 }
        }
        known = readings.compactMapValues { all in
            CollectionErrors { body in
                for (reading, documents) in all.sorted(by: { ($0.key.read, $0.key.meant) < ($1.key.read, $1.key.meant) }
                ) {
                    guard body(reading.read, reading.meant, documents) else { return }
                }
            }
        }
    }

    func words(withSkeleton skeleton: String) -> [String] { [] }
    func errors(of kind: ReaderKind) -> CollectionErrors? { known[kind] }
}

/// Badly read documents that show too little of their reader, beside others that the same machine read.
@Suite struct CollectionErrorsTests {
    private let repairer: Repairer
    private let errors: Errors

    init() throws {
        repairer = try Repairer()
        errors = Errors(BadlyReadPages.leaves.map(BadlyReadPages.read), repairer)
    }

    private func repaired(_ text: String, with collection: (any CollectionWords)? = nil) -> String {
        repairer.repair(NormalisedText(text: text), with: collection).text
    }

    @Test func aShortPageIsReadByTheErrorsOfThoseBesideIt() {
        let page = BadlyReadPages.read(BadlyReadPages.short)
        #expect(page.contains("viiholla") && page.contains("valohuvaaja"))
        #expect(repaired(page) == page)
        #expect(repaired(page, with: errors) == BadlyReadPages.short)
    }

    @Test func anotherReadersPagesTellNothingOfIt() throws {
        // It drops a letter where the first one changes one, and knows neither ä nor ö.
        let others = Errors(
            BadlyReadPages.leaves.map {
                $0.replacing("ä", with: "a").replacing("ö", with: "o").replacing("tt", with: "f")
            },
            repairer)
        let page = BadlyReadPages.read(BadlyReadPages.short)
        #expect(others.known[.keepingDiaeresis] == nil)
        #expect(repaired(page, with: others) == page)
    }

    @Test(arguments: [
        BadlyReadPages.short,
        // Names, and a writer's own slips.
        """
        Pehkosen Jalo, Vihavaisen Helvi ja Tuhkasen perhe kutsuivat Lehikoiset kylään. Kyläseuran vuosikokousessa valittiin
        hallituksen puheenjohtajaksi Aino Rahkonen ja sihteriksi Toivo Uhlgren, rahastonhoitajaksi Hihnavaaran Eeva.
        """,
        // A dialect.
        """
        Mie läksin Viipurriin, ja siel oltii sit yötä serkun luon. Ei myö mittää pelätty, vaik lentokonneet mänivät pään yli.
        Aamul keitettii kahvit ja männtii rantaa kattomaa, et tulloohan laiva, ja kyl se sielt tul ko tulkii.
        """,
        // A trade's words and another language.
        """
        Kaihtimet, sähkökiuas, fresneli ja hihnahiomakone kuuluvat varustukseen. Lähihoitaja, hehtaari, vihko, lehti, tahko.
        The workshop was held in Kemi. Mötet hölls på Hanaholmen och deltagarna tackades.
        """,
    ])
    func cleanTextsStayBesideBadlyReadOnes(text: String) {
        #expect(repaired(text, with: errors) == repaired(text))
        #expect(repaired(text) == text)
    }

    @Test func aFewReadingsTellNothing() {
        #expect(Errors([BadlyReadPages.read(BadlyReadPages.leaves[0])], repairer).known.isEmpty)
    }

    @Test func aPagesRepairDependsOnTheCollectionGivenAndNotOnOnesBefore() throws {
        let page = BadlyReadPages.read(BadlyReadPages.short)
        let expected = repaired(page, with: errors)
        let none = repaired(page)
        let others = Errors(
            BadlyReadPages.leaves.map { $0.replacing("li", with: "h").replacing("n", with: "ri") }, repairer)
        let byOthers = try Repairer().repair(NormalisedText(text: page), with: others).text
        for _ in 0..<2 {
            #expect(repaired(page, with: others) == byOthers)
            #expect(repaired(page, with: errors) == expected)
            #expect(repaired(page) == none)
        }
    }
}
