// SPDX-License-Identifier: GPL-3.0-or-later

/// The headings of the papers that are read as cards, and finding them at the beginnings of lines.
///
/// Source: `Resources/otsikot.tsv`. A new layout of a card is new lines there.
struct Headings: Sendable {
    /// A heading of one kind of paper.
    struct Heading: Sendable {
        var kind: Card.Kind
        /// The field it begins; nil where its text is no field's.
        var field: String?
        /// The heading's letters and digits, folded.
        var letters: [UInt8]
        /// How many words it has. One of several words is not met with by accident.
        var words: Int

        /// What tells it from others of its kind: variants of one field's heading count once.
        var key: String { field ?? String(decoding: letters, as: UTF8.self) }
    }

    /// A heading where it stands in a text.
    struct Match {
        var heading: Heading
        /// The lines that hold it.
        var lines: Range<Int>
        /// What follows it on its last line.
        var rest: Substring
        var distance: Int
    }

    /// The one table.
    static let all = Headings()

    private let headings: [Heading]

    private init() {
        headings = String(decoding: PackageResources.otsikot_tsv, as: UTF8.self).split(separator: "\n").compactMap {
            let columns = $0.split(separator: "\t")
            guard !$0.hasPrefix("#"), columns.count == 3, let kind = Card.Kind(rawValue: String(columns[0])) else {
                return nil
            }
            let folded = CardText.folded(String(columns[2]))
            return Heading(
                kind: kind, field: columns[1] == "-" ? nil : String(columns[1]),
                letters: folded.utf8.filter { $0 != 0x20 }, words: folded.split(separator: " ").count)
        }
    }

    /// The headings of `kind` in `lines`, from the first to the last, none over another. Linear in the lines.
    func matches(_ kind: Card.Kind, in lines: [Substring]) -> [Match] {
        let candidates = headings.filter { $0.kind == kind }
        var result: [Match] = []
        var line = 0
        while line < lines.count {
            guard let match = best(of: candidates, in: lines, at: line) else {
                line += 1
                continue
            }
            result.append(match)
            // A value on the heading's line may not hide a heading on the next.
            line = match.lines.upperBound
        }
        return result
    }

    /// A word that a heading may hold: its folded letters, its line, and where it ends.
    private struct Word {
        var letters: [UInt8]
        var line: Int
        var end: String.Index
    }

    private func best(of candidates: [Heading], in lines: [Substring], at start: Int) -> Match? {
        guard let initial = lines[start].first(where: { $0 != " " }), initial.isUppercase || initial.isNumber else {
            return nil
        }
        // Nearly no line of running text begins like a heading; this tells without cutting it into words.
        if let letters = Self.firstLetters(of: lines, from: start),
            !candidates.contains(where: { Self.mayBegin(letters, $0.letters) })
        {
            return nil
        }
        let words = Self.words(of: lines, from: start)
        guard !words.isEmpty else { return nil }
        var best: Match?
        let beginning = words.prefix(4).flatMap(\.letters)
        for heading in candidates where Self.mayBegin(beginning, heading.letters) {
            let allowed = heading.letters.count / 8
            var letters: [UInt8] = []
            for (index, word) in words.enumerated() {
                letters += word.letters
                if letters.count > heading.letters.count + allowed { break }
                guard letters.count + allowed >= heading.letters.count else { continue }
                let distance = CardText.distance(letters, heading.letters)
                guard distance <= allowed else { continue }
                let next = index + 1 < words.count ? words[index + 1].line : nil
                let rest = lines[word.line][word.end...].drop { $0 == " " || $0 == "," }
                // Within a line a heading ends before a colon, a capital or a digit; a sentence goes on.
                if next == word.line || !rest.isEmpty {
                    let begin = rest.first { $0 != " " }
                    guard let begin, begin == ":" || begin.isUppercase || begin.isNumber || begin == "-" else {
                        continue
                    }
                }
                let value = rest.drop { $0 == ":" || $0 == " " }
                let isBetter =
                    best.map {
                        distance < $0.distance
                            || distance == $0.distance && heading.letters.count > $0.heading.letters.count
                    } ?? true
                if isBetter {
                    best = Match(
                        heading: heading, lines: start..<word.line + 1, rest: value, distance: distance)
                }
            }
        }
        return best
    }

    /// Whether the texts begin alike: two of the first four letters in place, or three moved by one. Saves nearly all
    /// edit distances.
    private static func mayBegin(_ text: [UInt8], _ heading: [UInt8]) -> Bool {
        guard text.count >= 4, heading.count >= 4 else { return false }
        var same = 0
        for index in 0..<4 where text[index] == heading[index] { same += 1 }
        return same >= 2 || text[1..<4].elementsEqual(heading[0..<3]) || text[0..<3].elementsEqual(heading[1..<4])
    }

    /// The first four letters or digits, folded, of the words from line `start` on (fewer at the text's end); nil where
    /// a character stands before them that takes Unicode's tables to fold.
    private static func firstLetters(of lines: [Substring], from start: Int) -> [UInt8]? {
        var letters: [UInt8] = []
        for line in lines[start..<min(start + 6, lines.count)] {
            var bytes = line.utf8.makeIterator()
            while let byte = bytes.next() {
                // What follows the last letter may be a mark that belongs to it.
                if letters.count == 4 { return byte < 0x80 || byte == 0xC3 ? letters : nil }
                switch byte {
                case 0x30...0x39, 0x61...0x7A: letters.append(byte)
                case 0x41...0x5A: letters.append(byte | 0x20)
                case ..<0x80: break
                case 0xC3:
                    switch bytes.next() {
                    case 0x80, 0x81, 0x84, 0x85, 0xA0, 0xA1, 0xA4, 0xA5: letters.append(UInt8(ascii: "a"))
                    case 0x89, 0x93, 0x96, 0xA9, 0xB3, 0xB6: letters.append(UInt8(ascii: "o"))
                    default: return nil
                    }
                case 0xE2:
                    // Dashes, quotes and dots, but for what joins characters.
                    guard bytes.next() == 0x80, let last = bytes.next(), last >= 0x90 else { return nil }
                default: return nil
                }
            }
            if letters.count == 4 { return letters }
        }
        return letters
    }

    /// The first words from line `start` on, of at most three lines that are not empty.
    private static func words(of lines: [Substring], from start: Int) -> [Word] {
        var result: [Word] = []
        var used = 0
        var line = start
        while line < lines.count, used < 3, line < start + 6, result.count < 12 {
            defer { line += 1 }
            // A heading's line is short, but for the value behind it.
            var rest = lines[line][...]
            var found = false
            while result.count < 12, let first = rest.firstIndex(where: { $0 != " " }) {
                let end = rest[first...].firstIndex { $0 == " " || $0 == ":" } ?? rest.endIndex
                let letters = CardText.folded(String(rest[first..<end].prefix(60))).utf8.filter { $0 != 0x20 }
                if !letters.isEmpty {
                    result.append(Word(letters: letters, line: line, end: end))
                    found = true
                }
                rest = rest[end...].drop { $0 == ":" }
            }
            if found { used += 1 }
        }
        return result
    }
}
