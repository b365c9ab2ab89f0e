// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// Letters that stand for persons and abbreviations with their endings, whose colon was misread (`A;n`, `Bille` for *B:lle*), in
/// badly read documents.
struct LabelMender {
    /// All words of the document, in order.
    let words: [TextWord]
    let dictionary: DictionaryQueries

    /// The signs that a colon is read as.
    private static let colons = ScalarSet(";.ilt!|'")
    /// The abbreviation behind companies' names, with its O read as a nought.
    private static let companies = ["0y": "Oy", "0yj": "Oyj", "0y:n": "Oy:n", "0yj:n": "Oyj:n"]
    /// Abbreviations of companies' and societies' forms, which take endings behind a colon.
    private static let forms: Set<String> = ["Oy", "Oyj", "Ab", "Abp", "Ky", "Tmi", "ry", "rf", "rn"]
    /// The fewest places where a letter stands alone that stands for somebody.
    private static let least = 2

    /// The repairs, by rising offset.
    func decisions(in bytes: [UInt8]) -> [Decision] {
        var labels: [Unicode.Scalar: Int] = [:]
        for word in words where word.scalars.count == 1 && word.scalars[0].isUpper {
            labels[word.scalars[0], default: 0] += 1
        }
        var result: [Decision] = []
        for (index, word) in words.enumerated() {
            if let decision = parted(index, bytes) {
                result.append(decision)
            } else if let company = Self.companies[word.scalars.string] {
                result.append(Decision(word: word, meant: Array(company.unicodeScalars), rule: .label))
            } else if word.scalars.count >= 3, let first = word.scalars.first, labels[first, default: 0] >= Self.least,
                Self.colons.contains(word.scalars[1]), let ending = ending(word.scalars[2...], behind: [first]),
                !dictionary.spells(word.low, like: word.scalars)
            {
                result.append(Decision(word: word, meant: [first, ":"] + ending, rule: .label))
            }
        }
        return result
    }

    /// The repair of word `index` and the next one, which a semicolon parts, as an abbreviation with its ending.
    private func parted(_ index: Int, _ bytes: [UInt8]) -> Decision? {
        guard index + 1 < words.count else { return nil }
        let (head, tail) = (words[index], words[index + 1])
        let label = Self.companies[head.scalars.string].map { Array($0.unicodeScalars) } ?? head.scalars
        guard head.range.upperBound + 1 == tail.range.lowerBound, bytes[head.range.upperBound] == UInt8(ascii: ";"),
            label.count <= 4, label.allSatisfy({ $0.isUpper || $0 == "§" }) || Self.forms.contains(label.string),
            let ending = ending(tail.scalars[...], behind: label)
        else { return nil }
        let range = head.range.lowerBound..<tail.range.upperBound
        return Decision(
            word: TextWord(range: range, scalars: head.scalars + [";"] + tail.scalars),
            meant: label + [":"] + ending,
            rule: .label)
    }

    /// `read` as an ending behind `head`; nil where it is none.
    private func ending(_ read: ArraySlice<Unicode.Scalar>, behind head: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        ColonEnding(head + [":"] + read).map(\.ending)
    }
}
