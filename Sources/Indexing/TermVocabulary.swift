// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Terms as numbers, so that what is done for every word is done with numbers.
struct TermVocabulary {
    private var numbers: [String: Int32] = [:]
    private var names: [UInt8] = []
    private var starts: [Int] = [0]
    /// The number of each term's part-only mark, −1 where it takes none, −2 where nobody asked yet.
    private var marks: [Int32] = []

    /// How many terms there are.
    var count: Int { starts.count - 1 }

    /// The number of `term`, with its prefix; shortened where the index could not hold it.
    mutating func number(of term: String) -> Int32 {
        if let known = numbers[term] { return known }
        let number = Int32(count)
        numbers[term] = number
        let name = Schema.bounded(term)
        names.append(contentsOf: name.utf8)
        starts.append(names.count)
        marks.append(-2)
        return number
    }

    /// The term's UTF-8.
    func bytes(of number: Int32) -> ArraySlice<UInt8> { names[starts[Int(number)]..<starts[Int(number) + 1]] }

    /// The term that marks a lemma which has no whole word in a document; nil for terms of other kinds.
    mutating func partOnlyMark(of number: Int32) -> Int32? {
        if marks[Int(number)] == -2 {
            let (text, prefix) = Schema.split(String(decoding: bytes(of: number), as: UTF8.self))
            marks[Int(number)] =
                prefix.isEmpty || prefix.hasSuffix(":")
                ? self.number(of: prefix + Schema.Prefix.partOnly + text) : -1
        }
        let mark = marks[Int(number)]
        return mark >= 0 ? mark : nil
    }
}
