// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
import Testing
import VoikkoTransducer

@Suite struct LazyAutomatonTests {
    private static func automaton(limit: Int = 16 << 20) throws -> LazyAutomaton {
        LazyAutomaton(transducer: try Transducer(path: try #require(TransducerFile.standardPath())), limit: limit)
    }

    private static let words = [
        "kyläyhdistysten", "pitkäaikaistyöttömät", "kalajoen", "työ", "ja", "ryhmätyöllistämismalli", "osallisuuden",
        "hankkeen", "linja-auto", "tydn", "kyldyhdistys", "xyz", "kuntayhtymän", "innokylässä", "terveyspalvelut",
    ]

    @Test(arguments: words) func transducerAcceptsWhatVoikkoAccepts(word: String) throws {
        var automaton = try Self.automaton()
        let voikko = try Voikko()
        let capital = word.prefix(1).uppercased() + word.dropFirst()
        let finality = automaton.accepts(word.unicodeScalars)
        #expect((finality != .none) == (voikko.isWord(word) || voikko.isWord(capital)))
    }

    /// Words in small letters, with what the walk alone says of them: whatever it is sure of, Voikko must say, too.
    private static let sureties: [(word: String, finality: LazyAutomaton.Finality)] = [
        ("talo", .certain), ("kyläyhdistysten", .certain), ("vapaa-aika", .certain), ("työterveyslaitos", .certain),
        ("kuormaauto", .doubtful), ("kuorma-auto", .certain), ("ala-aste", .doubtful), ("turkulainen", .certain),
        ("sipoo", .name), ("hakkarainen", .name), ("virtasen", .name), ("charlotte", .name), ("itä-savo", .doubtful),
        ("iso-britannia", .doubtful), ("tammi-huhtikuussa", .doubtful), ("xyz", .none), ("talo-", .certain),
        ("linjaauto", .doubtful), ("linja-auto", .certain), ("kello3ssa", .none), ("helsinkiläinen", .certain),
        ("isobritannialainen", .doubtful), ("toimintaajatus", .doubtful), ("pohjoissuomalainen", .certain),
    ]

    @Test(arguments: sureties) func whatTheTransducerIsSureOfVoikkoSaysToo(
        word: String, finality: LazyAutomaton.Finality
    ) throws {
        var automaton = try Self.automaton()
        let voikko = try Voikko()
        let found = automaton.accepts(word.unicodeScalars)
        #expect(found == finality)
        switch found {
        case .certain: #expect(voikko.isWord(word))
        case .name: #expect(voikko.isWord(word.prefix(1).uppercased() + word.dropFirst()))
        case .none, .doubtful: break
        }
    }

    /// A limit so low that everything is removed between any two words.
    @Test(.timeLimit(.minutes(20))) func theSameIsAcceptedWhereNothingIsKept() throws {
        var small = try Self.automaton(limit: 1)
        var large = try Self.automaton()
        for word in Self.words + Self.sureties.map(\.word) {
            small.trim()
            #expect(small.accepts(word.unicodeScalars) == large.accepts(word.unicodeScalars))
            #expect(small.seams(of: Array(word.unicodeScalars)) == large.seams(of: Array(word.unicodeScalars)))
        }
    }
}
