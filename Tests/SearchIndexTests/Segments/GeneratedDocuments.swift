// SPDX-License-Identifier: GPL-3.0-or-later
import SearchIndex

/// Documents that no file has, the same in every run, to fill indexes with.
enum GeneratedDocuments {
    /// A generator whose numbers are the same every time (Lehmer's, with Park and Miller's multiplier).
    private struct Numbers {
        private var state: UInt64 = 2026
        mutating func next(below end: Int) -> Int {
            state = state * 48_271 % 2_147_483_647
            return Int(state) % end
        }
    }

    /// 3,000 documents with terms of all lengths and frequencies, texts of several blocks, and numbers far apart.
    static let all: [(number: UInt32, document: IndexDocument)] = {
        var numbers = Numbers()
        var number: UInt32 = 0
        return (0..<3000).map { index in
            number += index % 100 == 99 ? 40_000 : UInt32(1 + numbers.next(below: 3))
            var terms = [IndexTerm("kaikki", frequency: UInt32(numbers.next(below: 300)), positions: [0])]
            for _ in 0..<numbers.next(below: 12) {
                let word = numbers.next(below: 4000)
                var name = word % 7 == 0 ? "Sä\(word)ö" : "sana\(word)"
                if word % 50 == 0 { name += String(repeating: "x", count: 245 - name.utf8.count) }
                if word % 51 == 0 { name = "nolla\0\(word)\0" }
                guard !terms.contains(where: { $0.term == name }) else { continue }
                var positions: [UInt32] = []
                var position = numbers.next(below: 3)
                for _ in 0..<numbers.next(below: word % 11 == 0 ? 300 : 4) {
                    positions.append(UInt32(position))
                    position += 1 + numbers.next(below: word % 13 == 0 ? 1_000_000 : 20)
                }
                terms.append(IndexTerm(name, frequency: UInt32(numbers.next(below: 200)), positions: positions))
            }
            var text = "Asiakirja \(index)\n"
            for _ in 0..<(index % 500 == 0 ? 30_000 : numbers.next(below: 30)) {
                text += String(numbers.next(below: 1 << 30), radix: 36)
            }
            let values: [UInt32: [UInt8]] =
                index % 5 == 0 ? [:] : [1: Array("hanke\(index % 17)".utf8), 5: [UInt8(index % 251), 0, 7]]
            let document = IndexDocument(
                terms: terms, values: values, record: StoredDocument(id: "a/\(index).txt", title: "Nimi \(index)"),
                text: StoredText(text: text, original: index % 3 == 0 ? text + "?" : text),
                weights: [("sana\(index)", 2)])
            return (number, document)
        }
    }()

    /// The documents of part number `part`, from 0, of `count` parts that follow one another.
    static func part(_ part: Int, of count: Int) -> [(number: UInt32, document: IndexDocument)] {
        Array(all[all.count * part / count..<all.count * (part + 1) / count])
    }
}
