// SPDX-License-Identifier: GPL-3.0-or-later

extension WordMending {
    /// Signs that show that what they touch is an address, a number or a word with more hyphens.
    private static let joiningSigns = Set("-/@._&=%:+*\\#0123456789".utf8)

    /// Looks at the hyphen at `index`, perhaps with a space behind it, which may only part a word (`hank-keet`,
    /// `palve- lujen`); answers where to go on.
    ///
    /// It goes where the two halves make a word, the second one is none by itself, and the first one can't begin a
    /// compound that is suspended (`työ- ja`) or written with a hyphen (`bio-jäte`): Voikko knows these with the hyphen.
    mutating func hyphen(at index: Int) -> Int {
        let next = index + 1
        guard next + 1 < bytes.count, index > 1 else { return next }
        let hasSpace = bytes[next] == 0x20
        let start = hasSpace ? next + 1 : next
        let before = letters(endingAt: index)
        guard before.count >= 2, before.count < 100 else { return next }
        let after = letters(startingAt: start)
        guard after.count >= 2, after.count < 100, !isJoined(before, after),
            !isCapital(at: after.lowerBound) || isShouted(before)
        else { return next }
        let (head, tail) = (string(before), string(after))
        // *sci-fi*, *hip-hop*: nobody breaks a word as short.
        guard head.count > Self.shortHalf || tail.count > Self.shortHalf else { return after.upperBound }
        if hasSpace, WordSplits.conjunctions.contains(tail.lowercased()) { return after.upperBound }
        guard isEvenlyWritten(head, tail), !WordSplits.needsHyphen(head, tail), !WordSplits.meetInOneVowel(head, tail),
            !judge.knows(head + "-"), hasSpace || !judge.knows(head + "-" + tail)
        else {
            return next
        }
        guard !judge.knows(tail), judge.knows(head + tail) || !judge.knows(head) && stands(head, tail) else {
            return next
        }
        add(TextEdit(range: index..<start))
        return after.upperBound
    }

    /// Looks at the capital at `index` behind a small letter: two parts of a name whose hyphen was dropped at a line's end
    /// (`EteläPohjanmaan`). Firms write themselves so, too: only names of places are told without such a name elsewhere.
    mutating func lostHyphen(at index: Int) {
        let before = letters(endingAt: index)
        let after = letters(startingAt: index)
        guard before.count >= 3, before.count < 100, after.count >= 4, after.count < 100, !isJoined(before, after)
        else {
            return
        }
        let (head, tail) = (string(before), string(after))
        guard tail.unicodeScalars.dropFirst().allSatisfy(\.isLower),
            head.unicodeScalars.dropFirst().allSatisfy(\.isLower),
            !judge.knows(head + tail),
            Self.firstParts.contains(head) && judge.knows(head + "-" + tail)
                || isName(tail) && judge.stands(head + "-" + tail)
        else { return }
        add(TextEdit(range: index..<index, text: [0x2D]))
    }

    /// First parts of names of places that take a hyphen before a capital.
    private static let firstParts: Set<String> = [
        "Etelä", "Pohjois", "Itä", "Länsi", "Lounais", "Kaakkois", "Luoteis", "Koillis", "Keski", "Sisä", "Ylä", "Ala",
        "Väli", "Uusi", "Vanha", "Iso", "Vähä", "Norra", "Södra", "Östra", "Västra", "Mellersta",
    ]

    /// Letters of a half beside which the other one must be longer.
    private static let shortHalf = 3

    /// True if `word` is one with its capital only.
    private func isName(_ word: String) -> Bool { judge.knows(word) && !judge.knows(word.lowercased()) }

    /// True if the word of two halves in small letters stands elsewhere.
    private func stands(_ head: String, _ tail: String) -> Bool {
        tail.unicodeScalars.allSatisfy(\.isLower) && judge.stands(head + tail)
    }

    /// True if both halves are in small letters (the first may begin with a capital), or both in capitals.
    private func isEvenlyWritten(_ head: String, _ tail: String) -> Bool {
        if tail.unicodeScalars.allSatisfy(\.isLower) {
            return head.unicodeScalars.dropFirst().allSatisfy(\.isLower)
        }
        return (head + tail).unicodeScalars.allSatisfy(\.isUpper)
    }

    private func isShouted(_ range: Range<Int>) -> Bool { isCapital(at: range.lowerBound) && range.count >= 3 }

    /// True if a sign that joins words stands right beside the two parts, or a hyphen follows.
    private func isJoined(_ before: Range<Int>, _ after: Range<Int>) -> Bool {
        if before.lowerBound > 0, Self.joiningSigns.contains(bytes[before.lowerBound - 1]) { return true }
        guard after.upperBound < bytes.count else { return false }
        let next = bytes[after.upperBound]
        guard next == 0x2E || next == 0x3A else { return Self.joiningSigns.contains(next) }
        // A full stop or a colon ends a sentence where a space follows.
        return after.upperBound + 1 < bytes.count && bytes[after.upperBound + 1] > 0x20
    }
}
