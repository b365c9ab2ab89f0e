// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import FinnishText

/// haku's own walk through Voikko's transducer, beside libvoikko.
@Suite struct MorphologyTests {
    /// Words of all kinds that the two could read differently: names, compounds with and without hyphens, abbreviations,
    /// numerals, prefixes, derivations, organisations, clitics, words that are none.
    private static let words = [
        "kyläyhdistyksen", "Kalajoella", "kalajoella", "KALAJOELLA", "Isolla-Britannialla", "isolla-britannialla",
        "Pohjois-Pohjanmaalla", "turkulaiselle", "Turku-Pori", "EU-maissa", "ELY-keskuksen", "sote-alan", "EU:n",
        "kaksikymmentäviisi", "kahdellekymmenelle", "viidestoista", "25:nnen", "1990-luvulla", "3-vuotias",
        "kolmekymppinen", "kuuluu", "alusta", "kuunneltuanne", "maanviljelemä", "työllistämistä", "työllistetyt",
        "nopeasti", "nopeimmin", "epäsosiaalinen", "esi-isä", "linja-auto", "maa-aines", "maaaines", "raakaaine",
        "kehittämishankkeita", "tammi-huhtikuun", "Kansaneläkelaitos", "Kansaneläkelaitoksen", "Metsähallitus",
        "tutkimuskeskuksessa", "Tutkimuskeskuksessa", "toimintakyvynkin", "eikö", "emme", "ellei", "minullakaan",
        "Virtasen", "Matti", "mika", "šakki", "Šostakovitš", "Åbo", "ålandsbanken", "§:n", "10 000", "a", "-", "ja",
        "nuorlsille", "kdyttGG", "qwerty", "tilintarkastajalla", "lentokonesuihkuturbiinimoottoriapumekaanikko",
        "Ääni", "ÄÄNESTYS", "yhdenvertaisuus-", "-hanke", "Helsingin-matka", "sininen-valkoinen", "hyvinvointialueiden",
    ]

    private func agree(_ words: some Sequence<String>) throws {
        let voikko = try Voikko()
        // A walk cannot be copied, as `#require` would.
        guard var morphology = Morphology() else {
            Issue.record("The dictionary is not understood.")
            return
        }
        for word in words {
            guard let read = morphology.readings(of: word) else { continue }
            let known = voikko.askedReadings(of: word)
            let isSame = read.count == known.count && zip(read, known).allSatisfy { $0.isSame(as: $1) }
            #expect(isSame, "\(word): \(read.map(\.baseForm)) for \(known.map(\.baseForm))")
        }
    }

    @Test func readsWordsAsLibvoikkoDoes() throws {
        let words = Self.words
        try agree(words + words.map { $0.uppercased() } + words.map(ReadingFilter.capitalised))
    }

    @Test func readsTwoWordsWrittenTogetherAsLibvoikkoDoes() throws {
        try agree(Self.words.flatMap { left in Self.words.prefix(24).map { left + $0 } })
    }

    @Test func readsWordsWithAnyLetterChangedAsLibvoikkoDoes() throws {
        try agree(
            Self.words.flatMap { word in
                word.indices.flatMap { index in
                    ["-", "ä", "s", ""].map { word.replacingCharacters(in: index, with: $0) }
                }
            })
    }

    @Test func tellsWordsFromOthersAsLibvoikkoDoes() throws {
        let voikko = try Voikko()
        guard var morphology = Morphology() else {
            Issue.record("The dictionary is not understood.")
            return
        }
        let pairs = Self.words.flatMap { left in Self.words.prefix(30).map { left + $0 } }
        let changed = Self.words.flatMap { word in
            word.indices.flatMap { index in ["a", "ä", "s", ""].map { word.replacingCharacters(in: index, with: $0) } }
        }
        var told = 0
        let words = Self.words + pairs + changed
        for word in words + words.map(ReadingFilter.capitalised) + words.map({ $0.lowercased() }) where !word.isEmpty {
            guard let found = morphology.isWord(word) else { continue }
            told += 1
            #expect(found == voikko.isSpelled(word), "\(word)")
        }
        #expect(told > 1_000)
    }

    @Test func readsTheSameWithRoomForOneWord() {
        guard var usual = Morphology(), var small = Morphology(memory: 0) else {
            Issue.record("The dictionary is not understood.")
            return
        }
        for word in Self.words {
            // Twice: with arcs that another word left, and with none.
            for _ in 0..<2 {
                let read = small.readings(of: word)
                let known = usual.readings(of: word)
                #expect(read?.count == known?.count, "\(word)")
                #expect(zip(read ?? [], known ?? []).allSatisfy { $0.isSame(as: $1) }, "\(word)")
            }
        }
    }

    @Test func leavesToLibvoikkoWhatItMayCutShort() {
        guard var morphology = Morphology() else {
            Issue.record("The dictionary is not understood.")
            return
        }
        #expect(morphology.readings(of: String(repeating: "maa", count: 20))?.count == nil)
        #expect(morphology.readings(of: "Ελλάδα")?.count == nil)
    }

    @Test func answersAsLibvoikkoBeforeAndAfterItIsWorthIt() throws {
        let asked = try Voikko()
        let voikko = try Voikko()
        for _ in 0..<3 {
            for word in Self.words {
                let known = asked.askedReadings(of: word)
                let read = voikko.readings(of: word)
                #expect(read.count == known.count && zip(read, known).allSatisfy { $0.isSame(as: $1) }, "\(word)")
            }
        }
    }
}

extension String {
    /// Itself with the character at `index` replaced.
    fileprivate func replacingCharacters(in index: Index, with other: String) -> String {
        String(self[..<index]) + other + String(self[self.index(after: index)...])
    }
}
