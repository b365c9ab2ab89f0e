// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport

/// Queries out of the grammar that PROTOCOL.md gives, chosen by a seed.
struct GrammarQueries {
    private var random: SeededRandom
    private static let words = [
        "kylä", "kylän", "nuoret", "laavu", "kuntoutus", "tyottomyys", "ja", "on", "S20059", "ELY-keskus", "ELY:n",
        "kyläyhdistys", "Covid-19", "1234567-8", "KAJ/1234/02.05.01/2021", "2016", "1 234,50 €", "työ- ja toimintakyky",
        "https://haku.example/a", "C++", "hanke(et)", "x", "zzyzx", "kuntoutujan", "asumisneuvonta", "10:30",
        "1.5.2016",
    ]
    private static let fields = [
        "otsikko", "kunta", "laji", "koodi", "kohderyhma", "tavoite", "toteuttaja", "maakunta", "tiedosto",
        "tuntematon",
    ]
    private static let ranges = [
        "vuosi:2016", "vuosi:2016..2018", "vuosi:..2018", "rahoitus:100000..", "rahoitus:1..2,50", "alkaa:1.5.2016..",
        "vuosi:2018..2016", "vuosi:kohta",
    ]

    init(seed: UInt64) { random = SeededRandom(seed) }

    /// The next query.
    mutating func next() -> String { query(depth: 0) }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func one(of choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

    private mutating func query(depth: Int) -> String {
        let count = Int.random(in: 1...(depth == 0 ? 4 : 2), using: &random)
        return (0..<count).map { _ in conjunction(depth: depth) }.joined(separator: chance(30) ? " OR " : " ")
    }

    private mutating func conjunction(depth: Int) -> String {
        var text = operand(depth: depth)
        while chance(20) { text += one(of: [" AND ", " JA "]) + operand(depth: depth) }
        return text
    }

    private mutating func operand(depth: Int) -> String {
        let not = chance(10) ? one(of: ["NOT ", "EI "]) : ""
        let sign = chance(15) ? one(of: ["+", "-"]) : ""
        return not + sign + proximity(depth: depth)
    }

    private mutating func proximity(depth: Int) -> String {
        var text = primary(depth: depth)
        while chance(30) {
            let distance = chance(50) ? "/" + one(of: ["1", "3", "50", "1000", "0", "4000"]) : ""
            text += one(of: [" NEAR", " LÄHELLÄ"]) + distance + " " + primary(depth: depth)
        }
        return text
    }

    private mutating func primary(depth: Int) -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0 where depth < 4: return "(" + query(depth: depth + 1) + ")"
        case 1, 2: return one(of: ["", "", "="]) + quoted()
        case 3: return "=" + one(of: Self.words)
        case 4: return String(one(of: Self.words).prefix(Int.random(in: 1...4, using: &random))) + "*"
        case 5: return "*" + String(one(of: Self.words).suffix(Int.random(in: 2...6, using: &random)))
        case 6 where depth < 4: return one(of: Self.fields) + ":" + primary(depth: depth + 1)
        case 7: return one(of: Self.ranges)
        default: return one(of: Self.words)
        }
    }

    private mutating func quoted() -> String {
        let words = (0..<Int.random(in: 1...5, using: &random)).map { _ in one(of: Self.words) }
        let marks = [("\"", "\""), ("”", "”"), ("»", "»")].randomElement(using: &random) ?? ("\"", "\"")
        return marks.0 + words.joined(separator: " ") + marks.1
    }
}
