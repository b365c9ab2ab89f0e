// SPDX-License-Identifier: GPL-3.0-or-later

extension WordMending {
    /// Looks at the letter that stands alone at `index`: letters set apart (`P Ö Y T Ä K I R J A`), or the first one of small
    /// capitals that a larger one leads (`P ÖYTÄKIRJA`); answers where to go on.
    mutating func letters(at index: Int) -> Int {
        let run = SpacedLetters(startingAt: index, in: bytes)
        guard run.count >= 4 else {
            if run.count == 1 { smallCapitals(at: index) }
            // What follows the run is looked at by itself.
            return max(run.end - 1, index + 1)
        }
        let isLine = run.startsLine && run.endsLine
        let words = LetterSpacing(judge: judge, bytes: bytes).words(
            of: run, isLine: isLine, follows: followsSpacedLine(index))
        for word in words {
            for (letter, next) in zip(word, word.dropFirst()) where letter.upperBound < next.lowerBound {
                add(TextEdit(range: letter.upperBound..<next.lowerBound))
            }
        }
        if isLine && !words.isEmpty { spacedLineEnd = run.end }
        return max(run.end, index + 1)
    }

    /// Joins the capital at `index` to the capitals of the next word, where these are no word without it.
    private mutating func smallCapitals(at index: Int) {
        let first = letters(startingAt: index)
        let rest = letters(startingAt: first.upperBound + 1)
        guard isCapital(at: index), rest.count >= 3, rest.count < 100 else { return }
        let (head, tail) = (string(first), string(rest))
        guard tail.unicodeScalars.allSatisfy(\.isUpper), !judge.knows(tail),
            judge.knows(head + tail) || judge.stands(head + tail)
        else { return }
        add(TextEdit(range: first.upperBound..<rest.lowerBound))
    }
}

/// Letters and digits with one space between each two, or more between words.
struct SpacedLetters {
    /// The places of the signs of each word: letters, perhaps with hyphens between, or digits.
    private(set) var groups: [[Range<Int>]] = []
    /// Where the run ends.
    private(set) var end: Int
    /// True if nothing stands before it in its line.
    let startsLine: Bool
    /// True if nothing but a mark stands after it in its line.
    private(set) var endsLine = false

    /// The number of signs.
    var count: Int { groups.reduce(0) { $0 + $1.count } }

    /// The run at `index`, which begins a word. O(length).
    init(startingAt index: Int, in bytes: [UInt8]) {
        end = index
        startsLine = index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0C
        var place = index
        var isNew = true
        var ofDigits = false
        while place < bytes.count {
            let (scalar, length) = UTF8Bytes.scalar(at: place, in: bytes)
            let next = place + length
            let isHyphen = scalar == "-" && !isNew
            guard scalar.isLetter || scalar.isDigit || isHyphen else { break }
            let mark = next < bytes.count ? bytes[next] : 0x0A
            let isLast = mark == 0x0A || mark == 0x0C || ".,:;!?".utf8.contains(mark) && Self.ends(at: next + 1, bytes)
            guard mark == 0x20 || isLast else { break }
            if isNew || scalar.isDigit != ofDigits && !isHyphen { groups.append([]) }
            ofDigits = scalar.isDigit
            groups[groups.count - 1].append(place..<next)
            end = next
            if isLast {
                endsLine = mark < 0x20 || Self.endsLine(at: next + 1, bytes)
                return
            }
            place = next
            while place < bytes.count, bytes[place] == 0x20 { place += 1 }
            isNew = place - next > 1
        }
        endsLine = place >= bytes.count || bytes[place] == 0x0A || bytes[place] == 0x0C
    }

    private static func ends(at index: Int, _ bytes: [UInt8]) -> Bool { index >= bytes.count || bytes[index] <= 0x20 }

    private static func endsLine(at index: Int, _ bytes: [UInt8]) -> Bool {
        index >= bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0C
    }
}
