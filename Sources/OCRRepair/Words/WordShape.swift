// SPDX-License-Identifier: GPL-3.0-or-later
internal import AddressRepair

/// Tells words from what repair leaves alone: addresses, codes, numbers.
enum WordShape {
    /// The most characters of a word.
    static let longest = 60

    /// True if repair must not touch `word`.
    static func isLeftAlone(_ word: [Unicode.Scalar]) -> Bool {
        guard word.count >= 2, word.count <= longest else { return true }
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
        if word.count == 2, word[1] == "6", word[0].lowercased == "y" { return false }
        if digits > 0 {
            if digits >= letters || longestRun >= 3 || onlyCode { return true }
            if word[0].isDigit, word.count > 1, "-–:.,".unicodeScalars.contains(word[1]) { return true }
        } else if onlyCode, letters <= 4, uppers == letters {
            return true
        }
        return isAddress(word)
    }

    /// The signs that host names stand between.
    private static let hostSeams = ScalarSet("/@:?&=,;()[]\\")

    /// True if `word` is a web or mail address or a path.
    static func isAddress(_ word: [Unicode.Scalar]) -> Bool {
        guard word.contains(where: { $0 == "." || $0 == "/" || $0 == "@" || $0 == "\\" }) else { return false }
        let low = word.map(\.lowercased)
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
                AddressVocabulary.hostEndings.contains(last) || AddressVocabulary.fileEndings.contains(last)
            {
                return true
            }
        }
        return false
    }
}
