// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a compound as Voikko's `STRUCTURE` cuts it.
struct CompoundParts {
    /// The parts as written in the word, in lower case, without hyphens at their ends.
    let surfaces: [String]
    /// The lemma of what follows each part but the last: `tails[0]` of `terveyskeskuslääkärin` is
    /// `keskuslääkäri`. Nil where the base form begins otherwise than the word.
    let tails: [String?]

    /// The parts of `word` in `reading`; nil where it is no compound.
    init?(of word: String, reading: VoikkoReading) {
        var surfaces: [String] = []
        var ends: [Int] = []
        var letters = Array(word.lowercased())
        // STRUCTURE counts characters of the word as it was asked for.
        if letters.isEmpty { return nil }
        var current = ""
        var position = 0
        for mark in reading.structure {
            if mark == "=" {
                if !current.isEmpty {
                    surfaces.append(current)
                    ends.append(position)
                }
                current = ""
            } else if position < letters.count {
                current.append(letters[position])
                position += 1
            }
        }
        while position < letters.count {
            current.append(letters[position])
            position += 1
        }
        guard !surfaces.isEmpty, !current.isEmpty else { return nil }
        surfaces.append(current)
        self.surfaces = surfaces.map { $0.hasSuffix("-") ? String($0.dropLast()) : $0 }
        let base = Array(reading.lemma)
        self.tails = ends.map { end in
            guard end < base.count, letters.count >= end, base[..<end] == letters[..<end] else { return nil }
            let tail = base[end...].drop { $0 == "-" }
            return tail.isEmpty ? nil : String(tail)
        }
        letters.removeAll()
    }

    /// What the parts before part `index` look like together: `mielenterveys` before part 2 of
    /// `mielenterveyspalvelu`.
    func head(before index: Int) -> String { surfaces[..<index].joined() }
}
