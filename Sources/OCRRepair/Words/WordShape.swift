// SPDX-License-Identifier: GPL-3.0-or-later

/// A word of a text: a run without white space, less the punctuation at its edges.
struct TextWord {
    /// The word's half-open UTF-8 offsets.
    var range: Range<Int>
    /// Its characters as written.
    let scalars: [Unicode.Scalar]
    /// Its characters in lower case.
    let low: [Unicode.Scalar]
    /// Whether a sentence, a line or a title may begin here, so that a capital says nothing.
    var mayBeginSentence = true
    /// Where its line begins: a UTF-8 offset that tells lines apart.
    var line = 0
    /// Whether an apostrophe stands right behind it, for a vowel that verse leaves out (*siell’ on*).
    var isElided = false
    /// Whether it is in capitals and has a longer word in capitals beside it: part of a title, not an abbreviation.
    var isInTitle = false

    /// The word at `range`, of these characters.
    init(range: Range<Int>, scalars: [Unicode.Scalar], mayBeginSentence: Bool = true) {
        self.range = range
        self.scalars = scalars
        // Most words are in small letters, and need no second row.
        low = scalars.allSatisfy { $0.lowered == $0 } ? scalars : scalars.map(\.lowered)
        self.mayBeginSentence = mayBeginSentence
    }
}

/// Tells words from what repair leaves alone: addresses, codes, numbers.
enum WordShape {
    private static let opening = ScalarSet("([{\"'”“„»«‘’*•>–—|_~=+†…\\¢")
    private static let closing = ScalarSet(".,:;!?)]}\"'”“„»«‘’*–—|_~=+-…\\")
    private static let apostrophes = ["'", "’"].map { Array($0.utf8) }
    /// What host names end with.
    static let hostEndings: Set<String> = [
        "fi", "com", "org", "net", "eu", "se", "de", "uk", "info", "io", "edu", "gov", "be", "ru", "ee", "no", "dk",
    ]
    /// What names of files end with.
    static let fileEndings: Set<String> = [
        "php", "html", "htm", "phtml", "shtml", "pdf", "asp", "aspx", "jsp", "cgi", "doc", "docx", "odt", "rtf", "xls",
        "xlsx", "ppt", "pptx", "txt", "xml", "zip", "jpg", "jpeg", "gif", "png", "dll",
    ]

    /// The first run of characters other than white space from `start` on; nil where there is none.
    static func run(of bytes: [UInt8], from start: Int) -> Range<Int>? {
        var begin = start
        while begin < bytes.count, isSpace(bytes[begin]) { begin += 1 }
        guard begin < bytes.count else { return nil }
        var end = begin
        while end < bytes.count, !isSpace(bytes[end]) { end += 1 }
        return begin..<end
    }

    /// The words of `bytes[range]`, by rising offset.
    static func words(of bytes: [UInt8], in range: Range<Int>) -> [TextWord] {
        var words: [TextWord] = []
        var position = range.lowerBound
        var begins = true
        var line = range.lowerBound
        while position < range.upperBound {
            while position < range.upperBound, isSpace(bytes[position]) {
                if bytes[position] == 0x0A {
                    begins = true
                    line = position + 1
                }
                position += 1
            }
            let begin = position
            while position < range.upperBound, !isSpace(bytes[position]) { position += 1 }
            guard begin < position else { break }
            if var run = core(bytes, begin..<position) {
                run.mayBeginSentence = false
                for var word in parts(of: run) {
                    word.mayBeginSentence = word.mayBeginSentence || begins || run.range.lowerBound > begin
                    word.line = line
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
        guard scalars.count > 3, scalars.contains(where: { seams.contains($0) }), !isAddress(scalars) else {
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

    /// Whether `part` is more than an abbreviation's.
    private static func isLong(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
        part.count >= 4 && part.count(where: \.isLetter) >= 3 && part.dropFirst().allSatisfy { !$0.isUpper }
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    /// The word of the run at `range`, nil where there is none in it or it is too long for one.
    private static func core(_ bytes: [UInt8], _ range: Range<Int>) -> TextWord? {
        guard range.count <= 240 else { return nil }
        var scalars = Array(String(decoding: bytes[range], as: UTF8.self).unicodeScalars)
        var begin = range.lowerBound
        var end = range.upperBound
        while let last = scalars.last, closing.contains(last) {
            end -= UTF8.width(last)
            scalars.removeLast()
        }
        let leading = scalars.prefix { opening.contains($0) }
        for scalar in leading { begin += UTF8.width(scalar) }
        scalars.removeFirst(leading.count)
        return scalars.isEmpty || begin >= end ? nil : TextWord(range: begin..<end, scalars: scalars)
    }

    /// Whether `word` is none that repair may touch.
    static func isLeftAlone(_ word: [Unicode.Scalar]) -> Bool {
        guard word.count >= 2, word.count <= 60 else { return true }
        if ColonEnding(word) != nil { return false }
        var letters = 0
        var uppers = 0
        var digits = 0
        var digitRun = 0
        var longestRun = 0
        var onlyCode = true
        for scalar in word {
            if scalar.isDigit {
                digits += 1
                digitRun += 1
                longestRun = max(longestRun, digitRun)
                continue
            }
            digitRun = 0
            if scalar.isLetter {
                letters += 1
                if scalar.isUpper { uppers += 1 } else { onlyCode = false }
            } else if !"./:-–&+".unicodeScalars.contains(scalar) {
                onlyCode = false
            }
        }
        if letters == 0 { return true }
        // *yö*
        if word.count == 2, word[1] == "6", word[0].lowered == "y" { return false }
        if digits > 0 {
            if digits >= letters || longestRun >= 3 || onlyCode { return true }
            if word[0].isDigit, word.count > 1, "-–:.,".unicodeScalars.contains(word[1]) { return true }
        } else if onlyCode, letters <= 4, uppers == letters {
            return true
        }
        return isAddress(word)
    }

    /// What host names stand between.
    private static let hostSeams = ScalarSet("/@:?&=,;()[]\\")

    /// Whether `word` is a web or mail address or a path.
    static func isAddress(_ word: [Unicode.Scalar]) -> Bool {
        guard word.contains(where: { $0 == "." || $0 == "/" || $0 == "@" || $0 == "\\" }) else { return false }
        let low = word.map(\.lowered)
        for index in low.indices where ":wh".unicodeScalars.contains(low[index]) {
            let rest = low[index...]
            if rest.starts(with: "://".unicodeScalars) || rest.starts(with: "www.".unicodeScalars) { return true }
            if index == 0, rest.starts(with: "http:".unicodeScalars) { return true }
        }
        let slashes = word.count { $0 == "/" || $0 == "\\" }
        // A path, not *tuottajien/tekijöiden/esittäjien*.
        if slashes >= 2, !word.allSatisfy({ $0.isLetter || $0 == "/" || $0 == "-" }) || word[0] == "/" { return true }
        for host in low.split(whereSeparator: hostSeams.contains) {
            let labels = host.split(separator: ".")
            if labels.count > 1, let last = labels.last?.string,
                hostEndings.contains(last) || fileEndings.contains(last)
            {
                return true
            }
        }
        return false
    }
}
