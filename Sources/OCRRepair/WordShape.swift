// SPDX-License-Identifier: GPL-3.0-or-later

/// A word of a text: a run without white space, less the punctuation at its edges.
struct TextWord {
    /// The word's half-open UTF-8 offsets.
    var range: Range<Int>
    /// Its characters as written.
    var scalars: [Unicode.Scalar]
    /// Whether a sentence, a line or a title may begin here, so that a capital says nothing.
    var mayBeginSentence = true
    /// Where its line begins: a UTF-8 offset that tells lines apart.
    var line = 0
}

/// Tells words from what repair leaves alone: addresses, codes, numbers.
enum WordShape {
    private static let opening = Set("([{\"'”“„»«‘’*•>–—|_~=+†…\\¢".unicodeScalars)
    private static let closing = Set(".,:;!?)]}\"'”“„»«‘’*–—|_~=+-…\\".unicodeScalars)
    private static let domains: Set<String> = [
        "fi", "com", "org", "net", "eu", "php", "html", "htm", "pdf", "se", "de", "uk", "info", "io", "edu", "gov",
        "asp", "aspx", "jsp", "doc", "docx", "xls", "xlsx", "txt", "jpg", "png", "be", "ru", "ee", "no", "dk",
    ]

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
            if var word = core(bytes, begin..<position) {
                word.mayBeginSentence = begins || word.range.lowerBound > begin
                word.line = line
                words.append(word)
            }
            begins = ".!?:-\"".utf8.contains(bytes[position - 1]) || bytes[position - 1] >= 0x80
        }
        return words
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
        if digits > 0 {
            if digits >= letters || longestRun >= 3 || onlyCode { return true }
            if word[0].isDigit, word.count > 1, "-–:.,".unicodeScalars.contains(word[1]) { return true }
        } else if onlyCode, letters <= 4, uppers == letters {
            return true
        }
        return isAddress(word)
    }

    /// Whether `word` is a web or mail address or a path.
    static func isAddress(_ word: [Unicode.Scalar]) -> Bool {
        guard word.contains(where: { $0 == "." || $0 == "/" || $0 == "@" || $0 == "\\" }) else { return false }
        let text = word.map(\.lowered).string
        if text.contains("://") || text.contains("www.") || text.starts(with: "http:") { return true }
        let slashes = word.count { $0 == "/" || $0 == "\\" }
        if slashes >= 2 { return true }
        for host in text.split(whereSeparator: { "/@:?&=,;()[]\\".contains($0) }) {
            let labels = host.split(separator: ".")
            if labels.count > 1, let last = labels.last, domains.contains(String(last)) { return true }
        }
        return false
    }
}
