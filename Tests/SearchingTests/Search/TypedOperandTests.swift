// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex
import Searching
import TestSupport
import Testing

/// Operands typed without a space, and numbers with spaces or without.
@Suite(.timeLimit(.minutes(20))) struct TypedOperandTests {
    private static let texts = [
        "puhelin1": "Soita numeroon 050 123 4567 arkisin.", "puhelin2": "Soita numeroon 0501234567 arkisin.",
        "puhelin3": "Soita numeroon 050-123 4567.", "puhelin4": "Faksi 050 999 4567, huone 123.",
        "tili1": "Tili FI21 1234 5600 0007 85 on auki.", "tili2": "Tili FI2112345600000785 on auki.",
        "tili3": "Tili FI21 9999 5600 0007 85.",
        "asia1": "Asia KAJ/1234/02.05.01/2021 ratkaistiin.\nVuonna 2021 tehtiin muuta.\nHuone 1234.",
        "asia2": "Asia KAJ/1234/02.05.01/2022 ratkaistiin.", "yritys": "Yritys 1234567-8.",
        "toinen": "Yritys 1234567-9.",
        "covid": "Covid-19 levisi.", "avustus": "Covid-19-avustus haettiin.", "muu": "Covid-20 on muuta.",
        "vuodet": "Vuosina 2016 ja 2017 tehtiin tätä.",
        "te1": "Asiakas kävi TE-toimistossa.", "te2": "Työ- ja elinkeinotoimisto auttoi.",
        "te3": "Te toimisto oli kiinni.",
        "spr1": "SPR jakoi ruokaa.", "spr2": "Suomen Punaisen Ristin vapaaehtoiset auttoivat.",
        "stm1": "STM:n ohje tuli.", "stm2": "Sosiaali- ja terveysministeriö päätti.",
        "esr1": "ESR+ rahoittaa.", "esr2": "Euroopan sosiaalirahasto plus rahoittaa.", "kv": "Nuorten kv. toiminta.",
        "kansa": "Kansainvälinen leiri.",
    ]
    private let collection: CardCollection
    private var searcher: Searcher { collection.searcher }

    init() throws { collection = try CardCollection(Self.texts) }

    private func ids(_ query: String) throws -> Set<String> {
        try Set(searcher.run(query, related: .no, limit: 40).map(\.id))
    }

    @Test(arguments: [
        ("050 123 4567", ["puhelin1", "puhelin2", "puhelin3"]), ("0501234567", ["puhelin1", "puhelin2", "puhelin3"]),
        ("050-123 4567", ["puhelin1", "puhelin2", "puhelin3"]),
        ("+050 123 4567 arkisin", ["puhelin1", "puhelin2", "puhelin3"]),
        ("soita NOT 050 123 4567", []), ("FI21 1234 5600 0007 85", ["tili1", "tili2"]),
        ("FI2112345600000785", ["tili1", "tili2"]), ("tili NOT FI21 1234 5600 0007 85", ["tili3"]),
        ("tili -FI2112345600000785", ["tili3"]), ("KAJ/1234/02.05.01/2021", ["asia1"]),
        ("asia NOT KAJ/1234/02.05.01/2021", ["asia2"]), ("+KAJ/1234/02.05.01/2021 huone", ["asia1"]),
        ("1234567-8", ["yritys"]), ("yritys -1234567-8", ["toinen"]), ("Covid-19", ["covid", "avustus"]),
        ("+Covid-19 haettiin", ["covid", "avustus"]), ("covid NOT Covid-19", ["muu"]),
        ("2016 2017", ["vuodet"]),
    ])
    func anOperandIsFoundHoweverItIsWritten(_ query: String, _ expected: [String]) throws {
        #expect(try ids(query) == Set(expected))
    }

    @Test(arguments: [
        ("TE-toimisto", "te2"), ("TE-toimisto", "te3"), ("te toimisto", "te1"), ("te toimisto", "te2"), ("SPR", "spr2"),
        ("Suomen Punainen Risti", "spr1"), ("STM", "stm2"), ("kv.", "kansa"), ("kansainvälinen", "kv"),
        ("ESR+", "esr2"), ("Euroopan sosiaalirahasto plus", "esr1"),
    ])
    func anAbbreviationAndItsNameFindEachOther(_ query: String, _ id: String) throws {
        #expect(try ids(query).contains(id))
    }

    @Test(arguments: [
        ("KAJ/1234/02.05.01/2021", ["asia1:1"]), ("0501234567", ["puhelin1:1", "puhelin2:1", "puhelin3:1"]),
        ("050 123 4567", ["puhelin1:1", "puhelin2:1", "puhelin3:1"]),
        ("\"tehtiin muuta\"", ["asia1:2"]),
        ("\"tehtiin muuta\" 1234", ["asia1:2", "asia1:3", "asia1:1", "asia2:1", "tili1:1"]),
    ])
    func linesAreThoseInWhichTheOperandStands(_ query: String, _ expected: [String]) throws {
        var found: Set<String> = []
        try searcher.lines(query) { line in found.insert("\(line.id):\(line.line)").inserted }
        #expect(found == Set(expected))
    }
}
