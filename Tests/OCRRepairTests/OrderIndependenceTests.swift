// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import TestSupport
import Testing

@testable import OCRRepair

/// A file's repair depends on the file alone: not on which files the thread read before, on what other
/// threads share with it, nor on what its caches have dropped.
@Suite struct OrderIndependenceTests {
    /// A repair as it is compared: the text, and each repair with its confidence.
    private struct Outcome: Equatable, Sendable {
        var text: String
        var repairs: [Repair]
        var isSound: Bool
        var unresolved: [String]

        init(_ file: String, _ repairer: Repairer) {
            let repaired = repairer.repair(Normaliser(judge: repairer).normalise(file))
            text = repaired.text
            repairs = repaired.repairs
            isSound = repaired.isSound
            unresolved = repaired.unresolved
        }
    }

    private static let files = DamagedFiles.all(seed: 2)
    /// The outcome of each file by a repairer that has read nothing else.
    private static let alone = Result {
        let data = try RepairData()
        return try files.map { Outcome($0, try Repairer(data: data)) }
    }

    @Test(.timeLimit(.minutes(20)))
    func aFilesRepairDoesNotDependOnTheFilesBeforeIt() throws {
        let data = try RepairData()
        let (files, expected) = (Self.files, try Self.alone.get())
        #expect(expected.contains { !$0.repairs.isEmpty })
        for order in [Array(files.indices), files.indices.reversed(), DamagedFiles.shuffled(files.indices, seed: 2)] {
            let repairer = try Repairer(data: data)
            for index in order {
                #expect(Outcome(files[index], repairer) == expected[index], "file \(index) in the order \(order)")
            }
        }
    }

    @Test(.timeLimit(.minutes(20)), arguments: [1, 2, 4])
    func norOnWhatOtherThreadsShare(threads: Int) async throws {
        let data = try RepairData()
        let (files, expected) = (Self.files, try Self.alone.get())
        // Room for all words, or for so few that they push each other out.
        let shared = threads == 2 ? SharedReadings() : SharedReadings(capacity: 128)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<threads {
                group.addTask {
                    let repairer = try Repairer(data: data, sharing: shared)
                    for index in DamagedFiles.shuffled(files.indices, seed: UInt64(thread)) {
                        #expect(Outcome(files[index], repairer) == expected[index], "file \(index)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func norOnWhatCachesHaveDropped() throws {
        let (files, expected) = (Self.files, try Self.alone.get())
        let forgetful = try Repairer(
            data: RepairData(), options: RepairOptions(memory: 1), sharing: SharedReadings(capacity: 128),
            bounds: CacheBounds(readings: 8, answers: 4))
        for index in files.indices.reversed() {
            #expect(Outcome(files[index], forgetful) == expected[index], "file \(index)")
        }
    }

    @Test
    func norOnTheErrorModelByWhichAnotherFileWasReadBefore() throws {
        let repairer = try Repairer()
        let half = Array("nahtavana".unicodeScalars)
        // By the model of pages that kept ä and ö it is nothing; by the other it is nähtävänä.
        #expect(repairer.lightReader.part(half) == nil)
        #expect(repairer.reader.part(half)?.word.string == "nähtävänä")
        #expect(repairer.lightReader.part(half) == nil)
    }
}

/// Texts of the classes of damage that repair tells apart, made anew from a seed.
enum DamagedFiles {
    /// Words whose space was lost, without diaeresis: no dictionary has them, so that they are read half by half, and not alike
    /// by all error models.
    private static let joined = [
        "nahtavanaolo", "pitaapalveluiden", "jarjestaakylan", "kaikkikylat", "paattihakea", "myonnettiintukea",
        "kayttavattyota", "vaheneepaljon", "kesallakylassa", "pitaisitietaa", "kayttaamyos", "olisitarkeaa",
    ]

    /// Sentences with some words that no list has.
    private static let sentences = [
        "Kylätoimikunta kokoontui nuorisoseurantalolla ja päätti hakea tukea kyläyhdistyksen toimintaan.",
        "Päätös on nähtävänäolo ajan kaupungin kirjaamossa, ja siitä voi tehdä oikaisuvaatimuksen määräajassa.",
        "Työttömät työnhakijat, erityisesti pitkäaikaistyöttömät, osallistuvat työpajoihin eri puolilla Pohjanmaata.",
        "Hankkeen tavoitteena on lisätä yhteistyötä järjestöjen, yritysten ja kuntayhtymän välillä.",
        "Kyselyyn vastasi sata kylän asukasta, joista enemmistö pitää palveluiden säilyttämistä tärkeänä.",
        "Kirjastossa järjestettiin näyttely, jossa esiteltiin käsityöläisten töitä ja vanhoja valokuvia.",
        "Selvityksen mukaan väestö vähenee, mutta vapaaajanasunnot lisäävät palveluiden käyttöä kesällä.",
        "Yhdistys ylläpitää hiihtolatuja, uimarantaa ja kävelyreittejä talkootyönä ympäri vuoden.",
        "Rahoitus myönnettiin kehittämisyhtiölle, joka vastaa myös tiedottamisesta ja seurantaraportista.",
        "Osallistujat käyttävät tietokonetta säännöllisesti ja tarvitsevat henkilökohtaista ohjausta.",
    ]

    /// Letters as an OCR program reads them that does not know ä and ö.
    private static let dotless: [Character: [String]] = [
        "ä": ["a", "a", "a", "é", "d"], "ö": ["o", "é", "6", "d"], "Ä": ["A"], "Ö": ["O"],
    ]

    /// Files of each class: without ä and ö, two of them with a sign of their own for ä; with letters lost here and there; hardly
    /// legible; and sound.
    static func all(seed: UInt64) -> [String] {
        var random = SeededRandom(seed)
        return [
            damaged(&random), lettersLost(&random, share: 9), damaged(&random, sign: "G"),
            lettersLost(&random, share: 4),
            lines(&random).joined(separator: " "), damaged(&random), lettersLost(&random, share: 6),
            damaged(&random, sign: "W"),
        ]
    }

    static func shuffled(_ indices: Range<Int>, seed: UInt64) -> [Int] {
        var random = SeededRandom(seed &+ 77)
        return Array(indices).shuffled(using: &random)
    }

    private static func lines(_ random: inout SeededRandom) -> [String] { sentences.shuffled(using: &random) }

    private static func someJoined(_ random: inout SeededRandom) -> String {
        joined.shuffled(using: &random).prefix(8).joined(separator: " ")
    }

    /// Text without ä and ö, of which every second ä is read as `sign` where there is one.
    private static func damaged(_ random: inout SeededRandom, sign: Character? = nil) -> String {
        (lines(&random) + [someJoined(&random)]).map { line in
            line.map { letter -> String in
                guard let readings = dotless[letter] else { return String(letter) }
                if letter == "ä", let sign, Bool.random(using: &random) { return String(sign) }
                return readings.randomElement(using: &random) ?? String(letter)
            }.joined()
        }.joined(separator: "\n")
    }

    /// Text of whose longer words one in `share` has lost a thin or doubled letter, and which ends
    /// with words of the class without ä and ö: what one model makes of them the other does not.
    private static func lettersLost(_ random: inout SeededRandom, share: Int) -> String {
        let words = lines(&random).joined(separator: " ").split(separator: " ").map { word -> String in
            guard word.count > 5, Int.random(in: 0..<share, using: &random) == 0 else { return String(word) }
            let places = word.indices.dropFirst().dropLast().filter { place in
                "iltj".contains(word[place]) || word[place] == word[word.index(before: place)]
            }
            guard let place = places.randomElement(using: &random) else { return String(word) }
            var read = word
            read.remove(at: place)
            return String(read)
        }
        return words.joined(separator: " ") + " Lisäksi mukana on " + someJoined(&random) + "."
    }
}
