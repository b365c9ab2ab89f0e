// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
import Testing

@testable import OCRRepair

/// Words as an index holds them, in memory.
private struct Words: CollectionWords {
    private var words: [String: [String]] = [:]

    init(_ list: [String]) {
        for word in list {
            if let skeleton = WordSkeleton.ofCoined(word) { words[skeleton, default: []].append(word) }
        }
    }

    func words(withSkeleton skeleton: String) -> [String] { words[skeleton] ?? [] }
}

/// Finnish read by an English model, with room for a sentence.
private func page(_ sentence: String) -> String {
    """
    Tyo6ttémat tydnhakijat, erityisesti pitkdaikaisty6ttémat, nuoret, maahanmuuttajat, kotiadidit, ilman koulu- tai
    tydpaikkaa olevat; tyollisyys- sosiaali- ja terveyspalvelut; 3. sektorin toimijat (mm. kylayhdistykset)
    Luoda uusia hyvinvointi- ja tyéllisyyspalveluita ja kestava ja kustannustehokas malli niiden tuottamiseen
    yhteistydssa kaupungin kanssa seka edistaa kuntalaisten osallisuutta ja vahentaa tyottdmyytta
    \(sentence)

    """
}

struct CollectionWordsTests {
    /// Damage that the shipped model thinks likely changes no skeleton, or looking up by it would miss.
    @Test func theSkeletonSurvivesEveryLikelyRuleForDots() throws {
        let model = try RepairData().english
        let rules = model.rules.filter { rule in
            rule.cost < 5.5 && rule.meant.contains { "äö".unicodeScalars.contains($0) }
        }
        #expect(rules.count > 40)
        for rule in rules {
            let stem = Array("kunta".unicodeScalars)
            let read = WordSkeleton.of(stem + rule.read + stem)
            let meant = WordSkeleton.of(stem + rule.meant + stem)
            #expect(read == meant, "\(rule.read.string) for \(rule.meant.string)")
        }
    }

    @Test(
        arguments: [
            ("Honkimäenkuja", "hnkimenkuj"), ("HONKIMÄENKUJA", "hnkimenkuj"), ("fröötilän", "frtil"),
            ("fröötilässä", "frtil"),
            ("fröötilälle", "frtil"), ("möten", "mten"),
            ("kortti-järvi", "krttijrvi"), ("kunta", nil), ("yö", nil), ("ääöö", nil), ("s2005ä9", nil),
            ("-järvikö", nil),
        ] as [(String, String?)])
    func onlyWordsThatDamageWouldChangeAreTheCollections(word: String, skeleton: String?) {
        #expect(WordSkeleton.ofCoined(word) == skeleton)
    }

    @Test(
        arguments: [
            ("Honkimaen", "Honkimäen"), ("Honkimden", "Honkimäen"), ("HONKIMAEN", "HONKIMÄEN"),
            ("Fréétilan", "Fröötilän"), ("Fro6tildn", "Fröötilän"), ("Honkimaessa", "Honkimäessä"),
            ("Honkimdelle", "Honkimäelle"), ("Fro6tildsta", "Fröötilästä"), ("Frodtilaan", "Fröötilään"),
        ])
    func aDamagedNameOfTheCollectionIsPutBack(read: String, meant: String) throws {
        let repairer = try Repairer()
        let text = NormalisedText(text: page("Alue rajautuu kohteeseen, jonka nimi on \(read) kunnan rekisterissa."))
        let alone = repairer.repair(text)
        #expect(!alone.text.contains(meant))
        #expect(alone.unresolved.contains(read))
        let mended = repairer.repair(text, with: Words(["honkimäen", "fröötilän"]))
        let repair = try #require(mended.repairs.first { $0.original == read })
        #expect(repair.repaired == meant && repair.reason == .collection && repair.confidence > 0.9)
        #expect(!mended.unresolved.contains(read))
        // What was found out with a collection's words says nothing of a text without.
        #expect(repairer.repair(text).text == alone.text)
    }

    @Test func nothingElseChanges() throws {
        let repairer = try Repairer()
        let text = NormalisedText(text: page("Muut: Honkimetsan, Wallenberg, Smith seka kunnan oma."))
        #expect(repairer.repair(text, with: Words(["honkimäen", "fröötilän"])).text == repairer.repair(text).text)
    }

    /// Writers' slips in clean documents.
    @Test(arguments: [("medellyttamalla", "medellyttämällä"), ("tyollisyydessa", "työllisyydessa")])
    func aSlipIsNotTakenForAWord(read: String, slip: String) throws {
        let text = NormalisedText(text: page("Hanke etenee \(read) kunnan kanssa."))
        #expect(try !Repairer().repair(text, with: Words([slip])).text.contains(slip))
    }

    @Test func refusedRepairsAreNotMade() throws {
        let refused: Set = [RefusedRepair(original: "Honkimaen")]
        let repairer = try Repairer(data: RepairData(), options: RepairOptions(refused: refused))
        let text = NormalisedText(text: page("Kohteen nimi on Honkimaen kunnan rekisterissa."))
        #expect(!repairer.repair(text, with: Words(["honkimäen"])).text.contains("Honkimäen"))
    }

    @Test func onlyATextInWhichNothingIsDamagedIsSound() throws {
        let repairer = try Repairer()
        func isSound(_ text: String) -> Bool { repairer.repair(NormalisedText(text: text)).isSound }
        let clean = "Kyläyhdistyksen jäsenet pitävät kevätkokouksensa Honkimäen päärakennuksessa."
        #expect(isSound(clean))
        #expect(!isSound(page("")))
        #expect(!isSound(page(clean)))
        #expect(!isSound(String(repeating: "The village has a school and a church of its own. ", count: 12)))
    }
}
