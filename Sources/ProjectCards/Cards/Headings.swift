// SPDX-License-Identifier: GPL-3.0-or-later

/// The headings of the papers that are read as cards, and finding them at the beginnings of lines.
///
/// Source: `Resources/otsikot.tsv`, and files like it that a user adds. A new layout of a card is a new file.
struct Headings: Sendable {
    /// A heading of one kind of paper.
    struct Heading: Sendable {
        var kind: Card.Kind
        /// The field it begins; nil where its text is no field's.
        var field: String?
        /// True if what stands under it is the form's or the funder's, not the project's.
        var isForm: Bool
        /// The heading's letters and digits, folded.
        var letters: [UInt8]
        /// The number of its words. One of several words is not met with by accident.
        var words: Int
        /// The number of its letters that may be wrong.
        var allowed: Int { letters.count < 10 ? letters.count / 8 : letters.count / 6 }

        /// The key that tells it from others of its kind: variants of one field's heading count once.
        var key: String { field ?? String(decoding: letters, as: UTF8.self) }
    }

    /// A heading where it stands in a text.
    struct Match {
        var heading: Heading
        /// The lines that hold it.
        var lines: Range<Int>
        /// The text behind it on its last line.
        var rest: Substring
        var distance: Int
    }

    /// The headings of the layouts that come with the program.
    static let shipped: Headings = {
        do throws(CardLayoutError) {
            return Headings(
                try LayoutTable(String(decoding: PackageResources.otsikot_tsv, as: UTF8.self), path: "otsikot.tsv"))
        } catch {
            preconditionFailure(error.message)
        }
    }()

    private let headings: [Heading]

    /// The headings of `table`, after those of `base`: rows of cards, summaries and funding proposals.
    init(_ table: LayoutTable, after base: Headings? = nil) {
        var headings = base?.headings ?? []
        for row in table.rows where Self.kinds.contains(row.kind) {
            let folded = CardText.folded(row.label)
            var field: String?
            if case .field(let name) = row.meaning { field = name }
            headings.append(
                Heading(
                    kind: row.kind, field: field, isForm: row.meaning == .form,
                    letters: folded.utf8.filter { $0 != 0x20 }, words: folded.split(separator: " ").count))
        }
        self.headings = headings
    }

    /// The kinds of papers that are read by headings, which may be damaged.
    static let kinds: [Card.Kind] = [.hankekortti, .tiivistelmä, .valintaesitys]

    /// A line at which some heading may begin.
    struct Place {
        fileprivate var line: Int
        /// The indexes of the headings that may begin there.
        fileprivate var possible: [Int]
        /// The words from there on that a heading may hold, and their folded letters, one word's behind another's.
        fileprivate var words: [Word]
        fileprivate var letters: [UInt8]
    }

    /// The lines at which some heading may begin: few of a text that is no card. Linear, by bytes.
    func places(in lines: [Substring]) -> [Place] {
        var result: [Place] = []
        for line in lines.indices {
            guard let beginning = Beginning(lines, at: line) else { continue }
            let possible = headings.indices.filter { beginning.mayBegin(headings[$0]) }
            guard let longest = possible.map({ headings[$0].letters.count + headings[$0].allowed }).max(),
                let initial = lines[line].first(where: { $0 != " " }), initial.isUppercase || initial.isNumber
            else { continue }
            let (words, letters) = Self.words(of: lines, from: line, past: longest)
            result.append(Place(line: line, possible: possible, words: words, letters: letters))
        }
        return result
    }

    /// The headings of `kind` in `lines`, from the first to the last, none over another.
    ///
    /// - Parameters:
    ///   - kind: The kind.
    ///   - lines: The text.
    ///   - places: What ``places(in:)`` says of it.
    /// - Returns: The headings with their lines, in order.
    func matches(_ kind: Card.Kind, in lines: [Substring], at places: [Place]) -> [Match] {
        var result: [Match] = []
        // A value on the heading's line may not hide a heading on the next.
        var next = 0
        for place in places where place.line >= next {
            guard let match = best(of: kind, in: lines, at: place) else { continue }
            result.append(match)
            next = match.lines.upperBound
        }
        return result
    }

    /// A word that a heading may hold: the number of letters up to its end, its line, and where it ends.
    fileprivate struct Word {
        var letters: Int
        var line: Int
        var end: String.Index
    }

    private func best(of kind: Card.Kind, in lines: [Substring], at place: Place) -> Match? {
        let words = place.words
        var best: Match?
        for number in place.possible where headings[number].kind == kind {
            let heading = headings[number]
            let allowed = heading.allowed
            for (index, word) in words.enumerated() {
                if word.letters > heading.letters.count + allowed { break }
                guard word.letters + allowed >= heading.letters.count else { continue }
                let distance = CardText.distance(place.letters[..<word.letters], heading.letters, limit: allowed)
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
                // A longer heading with wrong letters is likelier than a part of it that is right and goes on with
                // the rest as its value.
                let gain = heading.letters.count - 3 * distance
                let isBetter = best.map { gain > $0.heading.letters.count - 3 * $0.distance } ?? true
                if isBetter {
                    best = Match(
                        heading: heading, lines: place.line..<word.line + 1, rest: value, distance: distance)
                }
            }
        }
        return best
    }

    /// The first words from line `start` on, of at most three lines that are not empty, and their letters; the last one is the
    /// first that ends more than `most` letters on.
    private static func words(of lines: [Substring], from start: Int, past most: Int) -> ([Word], [UInt8]) {
        var result: [Word] = []
        var letters: [UInt8] = []
        var used = 0
        var line = start
        while line < lines.count, used < 3, line < start + 6, result.count < 12, letters.count <= most {
            defer { line += 1 }
            // A heading's line is short, but for the value behind it.
            let text = lines[line].utf8
            var found = false
            var start = text.startIndex
            while result.count < 12, letters.count <= most {
                while start < text.endIndex, text[start] == 0x20 || text[start] == 0x3A {
                    text.formIndex(after: &start)
                }
                if start == text.endIndex { break }
                var end = start
                while end < text.endIndex, text[end] != 0x20, text[end] != 0x3A { text.formIndex(after: &end) }
                let before = letters.count
                CardText.appendLetters(of: lines[line][start..<end], to: &letters)
                if letters.count > before {
                    result.append(Word(letters: letters.count, line: line, end: end))
                    found = true
                }
                start = end
            }
            if found { used += 1 }
        }
        return (result, letters)
    }
}
