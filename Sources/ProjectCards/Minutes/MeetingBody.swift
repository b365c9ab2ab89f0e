// SPDX-License-Identifier: GPL-3.0-or-later

/// The body whose minutes a paper is, by the names that bodies of municipalities, joint authorities and parishes have.
enum MeetingBody {
    /// Endings of the last word of a body's name, folded.
    private static let endings = [
        "lautakunta", "hallitus", "valtuusto", "jaosto", "toimikunta", "neuvosto", "johtokunta", "yhtymakokous",
        "jaos", "valiokunta", "kirkkoneuvosto", "namnd", "namnden", "styrelse", "styrelsen", "fullmaktige", "sektion",
        "sektionen", "utskott", "utskottet",
    ]
    private static let mostWords = 7

    /// The body that `line` names, and nothing but the body, its municipality, *Pöytäkirja* and numbers; nil otherwise.
    static func name(in line: String) -> String? {
        guard line.utf8.count < 160, !line.hasSuffix(".") else { return nil }
        var words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        // *Lapuan kaupunki Kaupunginhallitus Pöytäkirja 8/2025 1 (45)*.
        if let owner = words.firstIndex(where: { owners.contains(CardText.folded($0)) }), owner < 4 {
            words.removeFirst(owner + 1)
        }
        if let end = words.firstIndex(where: { word in
            let folded = CardText.folded(word)
            return word.contains(where: \.isNumber) || word == "§"
                || ["poytakirja", "protokoll", "esityslista"].contains(folded)
        }) {
            words.removeLast(words.count - end)
        }
        guard let last = words.lastIndex(where: { word in endings.contains { CardText.folded(word).hasSuffix($0) } }),
            last < mostWords, last == words.count - 1 || words[last].hasSuffix(",") || words[last + 1].hasPrefix("(")
        else { return nil }
        var name = words[...last].joined(separator: " ")
        while let end = name.last, ",;:-–".contains(end) { name.removeLast() }
        guard let first = name.first, first.isUppercase, !name.contains(":") else { return nil }
        // In capitals throughout only for show.
        return name.contains(where: \.isLowercase) ? name : name.prefix(1) + name.dropFirst().lowercased()
    }

    /// Words that end the name of a municipality or another owner of bodies.
    private static let owners: Set<String> = [
        "kaupunki", "kunta", "kuntayhtyma", "hyvinvointialue", "seurakunta", "stad", "kommun", "samkommun",
    ]

    /// The line's municipality: *Lapuan kaupunki* is *Lapua*; nil where the line names none so.
    static func municipality(in line: String) -> String? {
        guard line.utf8.count < 160 else { return nil }
        let words = line.split { !$0.isLetter && $0 != "-" }.map(String.init)
        guard
            let owner = words.firstIndex(where: { ["kaupunki", "kunta", "stad", "kommun"].contains($0.lowercased()) }),
            (1...3).contains(owner)
        else { return nil }
        let names = words[..<owner].map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
        return Municipalities.all.municipalities(in: names.joined(separator: " ")).first
    }
}
