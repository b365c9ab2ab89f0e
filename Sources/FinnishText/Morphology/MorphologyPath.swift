// SPDX-License-Identifier: GPL-3.0-or-later

/// The symbols that the transducer wrote on one path through a word, read as libvoikko reads them.
///
/// Follows what libvoikko 4.3 makes of the output of voikko-fi (`FinnishVfstAnalyzer.cpp`), down to where a boundary at
/// the end is not seen, since the two must agree: ``Voikko/readings(of:)`` compares them before it believes this one.
struct MorphologyPath {
    let symbols: [OutputSymbol]
    /// Where each symbol begins, in characters, and the end of the last.
    let starts: [Int]
    /// The letters of the word.
    let wordLength: Int

    init(_ symbols: [OutputSymbol], wordLength: Int) {
        self.symbols = symbols
        self.wordLength = wordLength
        var starts: [Int] = []
        starts.reserveCapacity(symbols.count + 1)
        var position = 0
        for symbol in symbols {
            starts.append(position)
            position += symbol.length
        }
        starts.append(position)
        self.starts = starts
    }

    /// The characters.
    var length: Int { starts[symbols.count] }

    /// The symbol `index`, nil past the end.
    func kind(_ index: Int) -> OutputSymbol.Kind? { symbols.indices.contains(index) ? symbols[index].kind : nil }

    /// The index of the next `[X]` from `index` on.
    func close(from index: Int) -> Int {
        var next = index
        while next < symbols.count, symbols[next].kind != .close { next += 1 }
        return next
    }

    private static func isVowel(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a", "e", "i", "o", "u", "y", "ä", "ö", "å": true
        default: false
        }
    }

    /// True if hyphens stand where they must, and only where they may, and no name became a noun: what the transducer
    /// itself does not say.
    var isValid: Bool {
        var beforeLast: Unicode.Scalar = "\0"
        var last: Unicode.Scalar = "\0"
        var isBehindSeam = false
        var hasHyphen = false
        var mayHaveHyphen = false
        var isNewlyAllowed = false
        var needsHyphen = false
        var lacksHyphen = false
        var beginsAsName = false
        var endsAsNoun = false
        var index = 0
        while index < symbols.count {
            let symbol = symbols[index]
            switch symbol.kind {
            case .mayHaveHyphen:
                mayHaveHyphen = true
                isNewlyAllowed = true
            case .needsHyphen:
                isBehindSeam = false
                mayHaveHyphen = true
                needsHyphen = true
            case .needsNone:
                lacksHyphen = false
                endsAsNoun = false
            case .wordClass(let wordClass):
                if wordClass.isName {
                    beginsAsName = true
                    endsAsNoun = false
                } else if wordClass.beginsLikeNoun {
                    endsAsNoun = true
                }
            case .commonAgain: beginsAsName = false
            case .base, .structure: index = close(from: index)
            case .seam:
                isBehindSeam = true
                hasHyphen = false
                if lacksHyphen { return false }
                if needsHyphen { lacksHyphen = true }
            case .hyphen:
                beginsAsName = false
                endsAsNoun = false
                if kind(index + 1) == .seam, index + 2 < symbols.count {
                    isBehindSeam = true
                    hasHyphen = true
                    index += 1
                }
            case .letter, .colon:
                if isBehindSeam {
                    if last == "\0" || beforeLast == "i" && last == "s" { mayHaveHyphen = true }
                    if needsHyphen, hasHyphen { needsHyphen = false }
                    if !(mayHaveHyphen && hasHyphen) {
                        last = Casing.lowercased(last)
                        let isDoubled = last == Casing.lowercased(symbol.scalar) && Self.isVowel(last)
                        if (isDoubled || last.isDigit) != hasHyphen { return false }
                    }
                    isBehindSeam = false
                    if isNewlyAllowed { isNewlyAllowed = false } else { mayHaveHyphen = false }
                }
                beforeLast = last
                last = symbol.scalar
            case .joint, .boundary, .close, .grammaticalCase, .mood, .number, .comparison, .participle, .organisation,
                .inflectedPlace, .other:
                break
            }
            index += 1
        }
        return !lacksHyphen && !(beginsAsName && endsAsNoun)
    }
}
