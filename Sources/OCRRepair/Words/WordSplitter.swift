// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Cuts a text into runs without white space, and these into words.
enum WordSplitter {
    private static let opening = ScalarSet("([{\"'”“„»«‘’*•>–—|_~=+†…\\¢")
    private static let closing = ScalarSet(".,:;!?)]}\"'”“„»«‘’*–—|_~=+-…\\")
    private static let apostrophes = ["'", "’"].map { Array($0.utf8) }

    /// The first run of characters other than white space from `start` on; nil where there is none.
    static func run(of bytes: [UInt8], from start: Int) -> Range<Int>? {
        var begin = start
        while begin < bytes.count, bytes[begin].isASCIISpace { begin += 1 }
        guard begin < bytes.count else { return nil }
        var end = begin
        while end < bytes.count, !bytes[end].isASCIISpace { end += 1 }
        return begin..<end
    }

    /// The scalars of a part of a text.
    static func scalars(of bytes: [UInt8], in range: Range<Int>) -> [Unicode.Scalar] {
        let part = bytes[range]
        // A letter of ASCII is a scalar; nearly all words are made of these and of ä and ö.
        if part.allSatisfy({ $0 < 0x80 }) { return part.map { Unicode.Scalar($0) } }
        return Array(String(decoding: part, as: UTF8.self).unicodeScalars)
    }

    /// The runs of characters other than white space, by rising offset.
    static func runs(of bytes: [UInt8]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var position = 0
        while let run = run(of: bytes, from: position) {
            runs.append(run)
            position = run.upperBound
        }
        return runs
    }

    /// Cuts a part of a text into words.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - range: The part of it.
    ///   - keepsUnread: True if one `_` at one end of a word belongs to it, as a letter that was not read.
    /// - Returns: The words, by rising offset.
    static func words(of bytes: [UInt8], in range: Range<Int>, keepsUnread: Bool = false) -> [TextWord] {
        var words: [TextWord] = []
        var position = range.lowerBound
        var begins = true
        var line = range.lowerBound
        while position < range.upperBound {
            while position < range.upperBound, bytes[position].isASCIISpace {
                if bytes[position] == 0x0A {
                    begins = true
                    line = position + 1
                }
                position += 1
            }
            let begin = position
            while position < range.upperBound, !bytes[position].isASCIISpace { position += 1 }
            guard begin < position else { break }
            if var run = core(bytes, begin..<position, keepsUnread: keepsUnread) {
                run.mayBeginSentence = false
                for var word in parts(of: run) {
                    word.mayBeginSentence = word.mayBeginSentence || begins || run.range.lowerBound > begin
                    word.line = line
                    word.isOfLongRun = run.scalars.count > WordShape.longest
                    let end = word.range.upperBound
                    word.isElided = end < position && apostrophes.contains { bytes[end..<position].starts(with: $0) }
                    words.append(word)
                }
            }
            begins = ".!?:-\"".utf8.contains(bytes[position - 1]) || bytes[position - 1] >= 0x80
        }
        markTitles(&words)
        return words
    }

    /// Marks the short words of titles in capitals.
    private static func markTitles(_ words: inout [TextWord]) {
        func isInCapitals(_ index: Int, _ least: Int, line: Int) -> Bool {
            guard words.indices.contains(index), words[index].line == line else { return false }
            let scalars = words[index].scalars
            return scalars.count >= least && scalars.allSatisfy { $0.isUpper || $0.isDigit }
                && scalars.contains(where: \.isUpper)
        }
        for index in words.indices where isInCapitals(index, 2, line: words[index].line) {
            words[index].isInTitle =
                isInCapitals(index - 1, 5, line: words[index].line)
                || isInCapitals(index + 1, 5, line: words[index].line)
        }
    }

    /// The words of a run that has punctuation inside (*1.Käyttäjien*, *tuottaja,ohjaaja*, *kurssi(2001*); the run itself
    /// where it is one word, an address or a number.
    private static func parts(of run: TextWord) -> [TextWord] {
        let scalars = run.scalars
        guard scalars.count > 3, scalars.contains(where: { seams.contains($0) }), !WordShape.isAddress(scalars) else {
            return [run]
        }
        var result: [TextWord] = []
        var begin = 0
        var offset = run.range.lowerBound
        func take(_ end: Int) {
            let whole = scalars[begin..<end]
            let part = Array(whole.drop { $0 == "-" })
            let length = part.reduce(0) { $0 + UTF8.width($1) }
            offset += whole.count - part.count
            let mark = begin > 0 ? scalars[begin - 1] : " "
            if !part.isEmpty {
                result.append(
                    TextWord(
                        range: offset..<offset + length, scalars: part, mayBeginSentence: begin > 0 && mark != ","))
            }
            offset += length
        }
        for index in scalars.indices where seams.contains(scalars[index]) {
            let isSeam =
                index > 0 && index + 1 < scalars.count
                && (scalars[index] != "." && !(scalars[index - 1].isDigit && scalars[index + 1].isDigit)
                    || isLong(scalars[begin..<index]) || isLong(scalars[(index + 1)...].prefix { !seams.contains($0) }))
            guard isSeam else { continue }
            take(index)
            begin = index + 1
            offset += UTF8.width(scalars[index])
        }
        guard begin > 0 else { return [run] }
        take(scalars.count)
        return result
    }

    /// Signs that part words where there is no space.
    private static let seams = ScalarSet(".,;!?()[]\"”“")

    /// True if `part` is more than an abbreviation's.
    private static func isLong(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
        part.count >= 4 && part.count(where: \.isLetter) >= 3 && part.dropFirst().allSatisfy { !$0.isUpper }
    }

    /// The word of the run at `range`, nil where there is none in it or it is too long for one.
    private static func core(_ bytes: [UInt8], _ range: Range<Int>, keepsUnread: Bool) -> TextWord? {
        guard range.count <= 240 else { return nil }
        var scalars = scalars(of: bytes, in: range)
        var begin = range.lowerBound
        var end = range.upperBound
        while let last = scalars.last, closing.contains(last) {
            end -= UTF8.width(last)
            scalars.removeLast()
        }
        let leading = scalars.prefix { opening.contains($0) }
        for scalar in leading { begin += UTF8.width(scalar) }
        scalars.removeFirst(leading.count)
        guard !scalars.isEmpty, begin < end else { return nil }
        if keepsUnread {
            let isBefore = hasUnread(bytes[range.lowerBound..<begin].reversed())
            let isBehind = hasUnread(bytes[end..<range.upperBound])
            // At both ends it marks the word.
            if isBefore, !isBehind, scalars[0].isLetter {
                begin -= 1
                scalars.insert(unread, at: 0)
            } else if isBehind, !isBefore, scalars[scalars.count - 1].isLetter {
                end += 1
                scalars.append(unread)
            }
        }
        return TextWord(range: begin..<end, scalars: scalars)
    }

    /// The sign for what was not read.
    private static let unread: Unicode.Scalar = "_"

    /// True if `edge`, what stands beside a word from there on, begins with one sign for what was not read.
    private static func hasUnread(_ edge: some Sequence<UInt8>) -> Bool {
        edge.prefix { $0 == UInt8(ascii: "_") }.count == 1
    }
}
