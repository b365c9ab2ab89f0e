// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of places and families that no dictionary has, by what they end in (*Kuuppelomäki*, *Jukojärveltä*).
enum PlaceNames {
    /// The front words that most such names end in, *järvi*, *mäki*, *kylä* and *metsä*, without diaeresis: what stands before the
    /// endings of their cases, and those.
    private static let endings: [(stem: [Unicode.Scalar], cases: Set<[Unicode.Scalar]>)] = [
        ("jarv", ["i", "en", "ea", "essa", "esta", "een", "ella", "elta", "elle", "et", "ien", "ia"]),
        ("mak", ["i", "ea", "een", "ien", "ia", "iin"]),
        ("ma", ["en", "essa", "esta", "ella", "elta", "elle", "et", "issa", "illa"]),
        ("kyl", ["a", "an", "aa", "assa", "asta", "aan", "alla", "alta", "alle", "at", "ien", "ia"]),
        ("mets", ["a", "an", "aa", "assa", "asta", "aan", "alla", "alta", "alle", "at", "ien", "ia"]),
    ].map { (Array($0.unicodeScalars), Set($1.map { Array($0.unicodeScalars) })) }

    /// `low`, in lower case, with the diaeresis of its ending put back; nil where it has no such ending, or where what stands
    /// before it may have lost diaeresis of its own; `isWord` tells words of Finnish.
    static func restored(_ low: [Unicode.Scalar], isWord: ([Unicode.Scalar]) -> Bool) -> [Unicode.Scalar]? {
        guard low.allSatisfy(\.isLetter) else { return nil }
        for (stem, cases) in endings {
            guard let begin = low.indices.dropFirst(3).last(where: { low[$0...].starts(with: stem) }),
                cases.contains(Array(low[(begin + stem.count)...]))
            else { continue }
            let name = Array(low[..<begin])
            // Letters that may have lost diaeresis stand where u tells that the name has back vowels, or it is a word.
            let isDoubtful = name.contains { "aodé6".unicodeScalars.contains($0) } && !name.contains("u")
            guard !isDoubtful || isWord(name) else { return nil }
            return name + low[begin...].map(\.withDiaeresis)
        }
        return nil
    }
}
