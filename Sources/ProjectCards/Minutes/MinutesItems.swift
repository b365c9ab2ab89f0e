// SPDX-License-Identifier: GPL-3.0-or-later

/// The items of minutes: each with its number, its heading and the place of its text.
struct MinutesItems {
    /// An item.
    struct Item {
        var number: Int
        var heading: String
        /// The lines of number and heading above its text.
        var lines: Range<Int>
    }

    private let text: PaperLines
    private let found: [MinutesItem]
    /// The first item above its text, in ``found``; before it stands the list of items.
    private var bodyStart = 0

    /// The most lines of a heading.
    private static let mostLines = 6

    init(_ text: PaperLines) {
        self.text = text
        found = text.lines.indices.compactMap { MinutesItem($0, in: text) }
        // The list's numbers rise; where they begin again the text begins.
        for (index, item) in found.enumerated().dropFirst() where item.number <= found[index - 1].number {
            if item.number == found[0].number { bodyStart = index }
            break
        }
    }

    /// The items in order. Those of the text follow each other; a number out of turn is of an earlier meeting or a law.
    func items() -> [Item] {
        let listed = bodyStart > 0 ? found[..<bodyStart] : []
        var result: [Item] = []
        for item in chain(found[bodyStart...], listed.isEmpty ? nil : Set(listed.map(\.number))) {
            let body = heading(of: item)
            var heading = body.text
            var lines = item.line..<item.line + body.lines
            if let entry = listed.first(where: { $0.number == item.number }) {
                (heading, lines) = agreed(entry, item) ?? (heading, lines)
            }
            result.append(Item(number: item.number, heading: heading, lines: lines))
        }
        return Self.withoutPages(result)
    }

    /// Items of a list without the numbers of the pages they stand on: most end in a number, and these do not fall.
    private static func withoutPages(_ items: [Item]) -> [Item] {
        let pages = items.map { $0.heading.firstMatch(of: /\s([0-9]{1,3})$/).flatMap { Int($0.output.1) } }
        let known = pages.compactMap { $0 }
        guard known.count >= 3, known.count * 5 >= items.count * 4,
            zip(known, known.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return items }
        return items.map { item in
            var item = item
            item.heading = item.heading.replacing(/\s[0-9]{1,3}$/, with: "")
            return item
        }
    }

    /// The longest run of numbers that go on by one, or those of `listed`, in their order.
    private func chain(_ items: ArraySlice<MinutesItem>, _ listed: Set<Int>?) -> [MinutesItem] {
        if let listed {
            var last = 0
            return items.filter { item in
                guard listed.contains(item.number), item.number > last else { return false }
                // One that skips items of the list is named before its turn.
                let skipped = listed.contains { $0 > last && $0 < item.number }
                let comesLater =
                    skipped
                    && items.contains {
                        $0.line > item.line && $0.number > last && $0.number < item.number && listed.contains($0.number)
                    }
                guard !comesLater else { return false }
                last = item.number
                return true
            }
        }
        var best: [MinutesItem] = []
        for (index, first) in items.enumerated() where index < 40 {
            var run = [first]
            for item in items.dropFirst(index + 1) where item.number == run[run.count - 1].number + 1 {
                run.append(item)
            }
            if run.count > best.count { best = run }
        }
        return best
    }

    /// The heading above an item's text: up to an empty line, a number of the register or a word that begins the text.
    private func heading(of item: MinutesItem) -> (text: String, lines: Int) {
        var parts: [String] = []
        if !item.rest.isEmpty { parts.append(text.string(item.rest)) }
        var line = item.line + 1
        while line < text.lines.count, line <= item.line + Self.mostLines {
            let content = text.string(text.lines[line])
            if content.isEmpty {
                if parts.isEmpty {
                    line += 1
                    continue
                }
                break
            }
            if Self.beginsText(content) || MinutesItem(line, in: text) != nil { break }
            if let last = parts.last, !Self.goesOn(last, content) { break }
            parts.append(content)
            line += 1
        }
        return (parts.joined(separator: " "), max(1, line - item.line))
    }

    /// A heading goes on in the next line where it is long, breaks off, or the next begins small or with a stroke.
    private static func goesOn(_ heading: String, _ next: String) -> Bool {
        guard let last = heading.last, let first = next.first else { return false }
        if last == "." || last == ":" { return false }
        return "/,-–".contains(last) || first.isLowercase || "/–-".contains(first) || heading.hasSuffix(" ja")
            || heading.count >= 60 && next.count < 90 && !next.hasSuffix(".")
    }

    /// The words that begin an item's text or tell of it, folded.
    private static let beginnings = [
        "valmistelija", "esittelija", "paatos", "ehdotus", "paatosehdotus", "liitteet", "liite", "oheismateriaali",
        "lisatiedot", "lisatietoja", "asia", "selostus", "beredning", "beslut", "forslag", "kuulutus",
    ]

    private static func beginsText(_ line: String) -> Bool {
        if RegisterNumber.first(in: line) != nil && line.utf8.count < 60 { return true }
        let folded = CardText.folded(String(line.prefix(40)))
        return beginnings.contains { folded == $0 || folded.hasPrefix($0 + " ") && line.prefix(40).contains(":") }
    }

    /// The heading that the list of items and the text have alike, word by word; nil where they differ from the start.
    private func agreed(_ entry: MinutesItem, _ item: MinutesItem) -> (String, Range<Int>)? {
        let next = found.first { $0.line > entry.line }?.line ?? text.lines.count
        let listed = (entry.line..<min(next, entry.line + 8)).flatMap { words(on: $0, of: entry) }
        var count = 0
        var line = item.line
        var heading: [String] = []
        var end = item.line + 1
        while line < text.lines.count, line < item.line + 10, count < listed.count {
            for word in words(on: line, of: item) {
                guard count < listed.count,
                    CardText.folded(word) == CardText.folded(listed[count])
                        || count == listed.count - 1 && word.hasPrefix(listed[count])
                else {
                    // The list cut it off within its line.
                    if count >= 8, count == listed.count, line > item.line {
                        heading.append(word)
                    } else {
                        count = .max
                    }
                    break
                }
                heading.append(word)
                end = line + 1
                count += 1
            }
            line += 1
        }
        guard !heading.isEmpty else { return nil }
        return (heading.joined(separator: " "), item.line..<end)
    }

    /// The words of a line, without the item's own number.
    private func words(on line: Int, of item: MinutesItem) -> [String] {
        let range = line == item.line ? item.rest : text.lines[line]
        return text.string(range).split(separator: " ").map(String.init)
    }
}
