// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a compound as Voikko's `STRUCTURE` cuts it.
struct CompoundParts {
    /// The parts as written in the word, in lower case, without hyphens at their ends.
    let surfaces: [String]
    /// The lemma of what follows each part but the last: `tails[0]` of `terveyskeskuslääkärin` is
    /// `keskuslääkäri`. Nil where the base form begins otherwise than the word.
    let tails: [String?]

    /// The parts of `word` in `reading`; nil where it is no compound.
    init?(of word: String, reading: MorphologicalAnalysis) {
        // STRUCTURE begins with a mark too; one alone cuts nothing.
        guard reading.structure.dropFirst().contains(UInt8(ascii: "=")) else { return nil }
        let letters = Array(Casing.lowercased(word).utf8)
        // Where the parts end in the word, as STRUCTURE counts characters.
        var ends: [Int] = []
        var start = 0
        var position = 0
        for mark in reading.structure {
            if mark == UInt8(ascii: "=") {
                if position > start {
                    ends.append(position)
                    start = position
                }
            } else if position < letters.count {
                position += 1
                while position < letters.count, letters[position] & 0xC0 == 0x80 { position += 1 }
            }
        }
        guard !ends.isEmpty, start < letters.count else { return nil }
        var surfaces: [String] = []
        start = 0
        for end in ends + [letters.count] {
            let part = letters[start..<end]
            let bare = part.last == UInt8(ascii: "-") ? part.dropLast() : part
            surfaces.append(String(decoding: bare, as: UTF8.self))
            start = end
        }
        self.surfaces = surfaces
        let base = Array(reading.lemma.utf8)
        self.tails = ends.map { end in
            guard end < base.count, base[..<end] == letters[..<end] else { return nil }
            let tail = base[end...].drop { $0 == UInt8(ascii: "-") }
            return tail.isEmpty ? nil : String(decoding: tail, as: UTF8.self)
        }
    }

    /// The parts before part `index` as written together: `mielenterveys` before part 2 of
    /// `mielenterveyspalvelu`.
    func head(before index: Int) -> String { surfaces[..<index].joined() }
}
