// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Puts back hyphens of line ends that belong to their words (`Etelä-⏎Pohjanmaa`, `sote-⏎uudistus`): Poppler drops every
/// hyphen at a line's end where it puts lines into reading order.
///
/// Words that the dictionary knows with a hyphen only are looked for in the text as the page has it, line by line.
struct DroppedHyphens {
    let judge: VoikkoJudge
    /// The words that may lack a hyphen.
    private let suspects: Set<String>

    /// More different words are not looked at.
    private static let mostWords = 50_000
    private static let conjunctions = ["ja", "tai", "sekä", "eli", "och"]

    /// Looks through `pages`, texts in reading order.
    init(_ pages: [String], judge: VoikkoJudge) {
        self.judge = judge
        var seen: Set<Substring> = []
        var suspects: Set<String> = []
        for page in pages {
            for word in page.split(whereSeparator: { !$0.isLetter }) where word.utf8.count >= 5 && word.utf8.count <= 80
            {
                guard seen.count < Self.mostWords, seen.insert(word).inserted else { continue }
                if Self.mayLackHyphen(word, judge) { suspects.insert(String(word)) }
            }
        }
        self.suspects = suspects
    }

    /// True if nothing is to be done.
    var isEmpty: Bool { suspects.isEmpty }

    /// True if `word` is none, and one with a hyphen somewhere.
    private static func mayLackHyphen(_ word: Substring, _ judge: VoikkoJudge) -> Bool {
        if judge.isWord(String(word)) { return false }
        if conjunctions.contains(where: { word.hasSuffix($0) && judge.isWord(word.dropLast($0.count) + "-") }) {
            return true
        }
        var cut = word.index(word.startIndex, offsetBy: 2)
        let end = word.index(word.endIndex, offsetBy: -2)
        while cut < end {
            if word[cut].isUppercase || judge.isWord("\(word[..<cut])-\(word[cut...])") { return true }
            cut = word.index(after: cut)
        }
        return false
    }

    /// `pages` with the hyphens put back that stand at the ends of `lines`.
    func restored(_ pages: [String], lines: [Substring]) -> [String] {
        let whole = wholeWords(lines)
        guard !whole.isEmpty else { return pages }
        return pages.map { page in
            var made = ""
            var rest = page[...]
            while let start = rest.firstIndex(where: \.isLetter) {
                let end = rest[start...].firstIndex { !$0.isLetter } ?? rest.endIndex
                made += rest[..<start]
                made += whole[rest[start..<end]] ?? String(rest[start..<end])
                rest = rest[end...]
            }
            return made + rest
        }
    }

    /// The suspected words that are broken at an end of `lines`, as they are written in one line.
    private func wholeWords(_ lines: [Substring]) -> [Substring: String] {
        let splits = WordSplits(judge: judge)
        var whole: [Substring: String] = [:]
        for (line, next) in zip(lines, lines.dropFirst()) where line.last == "-" {
            let left = line.dropLast()
            let head = left.suffix(60).reversed().prefix { $0.isLetter }.reversed()
            let tail = next.prefix(60).prefix { $0.isLetter }
            let word = String(head) + tail
            guard !head.isEmpty, !tail.isEmpty, suspects.contains(word) else { continue }
            switch splits.decide(left: ArraySlice(left.utf8), right: ArraySlice(next.utf8)) {
            case .keepHyphen: whole[word[...]] = String(head) + "-" + tail
            case .space: whole[word[...]] = String(head) + "- " + tail
            case .dropHyphen, .unknown: break
            }
        }
        return whole
    }
}
