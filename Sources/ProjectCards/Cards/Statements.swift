// SPDX-License-Identifier: GPL-3.0-or-later

/// Fields that running text states in sentences of their own: *Hankkeen kohderyhmänä olivat…*.
enum Statements {
    /// The beginnings of such sentences, and the field each tells.
    private static let beginnings: [(field: String, begins: [String])] = [
        ("kohderyhmä", ["kohderyhmänä", "kohderyhmään", "kohderyhmät"]),
        ("tavoite", ["tavoitteena", "päätavoitteena", "tarkoituksena", "tavoitteet"]),
        ("tulos", ["tuloksena"]),
        ("toimintatapa", ["toimintaan", "toimintamuotoina", "menetelminä", "toimenpiteinä"]),
    ]

    /// Adds what the sentences of `text` state, each whole, in their order; of one field where `only` names it.
    static func add(from text: String, only: String? = nil, to card: inout Card) {
        for line in text.split(separator: "\n") where line.utf8.count < 200_000 {
            // What is done is named by work packages: *Työpaketti 1: Tilannekartoitus*.
            if only == nil, line.prefixMatch(of: /\s*Työpaketti\s[0-9]+\s?:\s?\S/) != nil {
                card.add("toimintatapa", line.trimmed)
                continue
            }
            for sentence in sentences(of: line) {
                let words = sentence.split(separator: " ", maxSplits: 7).prefix(7).map { $0.lowercased() }
                // In a subordinate clause it is said by the way.
                guard let first = words.first, !["vaikka", "koska", "jos", "kun"].contains(first) else { continue }
                for (field, begins) in beginnings where only == nil || only == field {
                    guard let index = words.firstIndex(where: { begins.contains($0) }) else { continue }
                    // The aims of a meeting are not the project's.
                    let owner = index > 0 ? words[index - 1] : ""
                    if owner.hasSuffix("n") && !owner.hasSuffix("hankkeen") && !owner.hasSuffix("projektin") {
                        continue
                    }
                    card.add(field, sentence.trimmed)
                }
            }
        }
    }

    private static func sentences(of line: Substring) -> [Substring] {
        var result: [Substring] = []
        var start = line.startIndex
        for match in line.matches(of: /[.!?]\s+(?=[A-ZÅÄÖ])/) {
            result.append(line[start...match.range.lowerBound])
            start = match.range.upperBound
        }
        result.append(line[start...])
        return result
    }
}
