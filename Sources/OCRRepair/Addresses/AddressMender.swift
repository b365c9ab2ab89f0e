// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the web and mail addresses of a damaged document and mends them: what ``AddressShape`` can put right in one run
/// of characters, and spaces in it (`www. innokyla. fi/malli`).
///
/// Only what cannot be anything else: what stands in an address besides is nobody's guess.
struct AddressMender {
    let bytes: [UInt8]
    /// Whether the document is damaged. Elsewhere only schemes, hosts and what was torn are mended: a path may be
    /// anything.
    var isDamaged = true
    /// Whether letters are a word of Finnish.
    let isWord: ([UInt8]) -> Bool

    /// The addresses of ``bytes`` that are to be mended.
    func decisions() -> [Decision] {
        var result: [Decision] = []
        var position = 0
        while let whole = WordSplitter.run(of: bytes, from: position) {
            position = whole.upperBound
            var begin = whole.lowerBound
            while begin < whole.upperBound, "(<[\"'".utf8.contains(bytes[begin]) { begin += 1 }
            begin = scheme(in: begin..<whole.upperBound) ?? begin
            var end = whole.upperBound
            var first = bytes[begin..<end]
            // `https: //`
            if first.elementsEqual("http:".utf8) || first.elementsEqual("https:".utf8),
                let next = WordSplitter.run(of: bytes, from: end),
                next.lowerBound == end + 1, bytes[next].starts(with: "//".utf8)
            {
                first += bytes[next]
                end = next.upperBound
            }
            guard var address = AddressShape(first) else { continue }
            while let next = WordSplitter.run(of: bytes, from: end), next.lowerBound == end + 1,
                let longer = address.joined(
                    with: bytes[next], ahead: ahead(of: next.upperBound), isLineEnd: bytes[end] == UInt8(ascii: "\n"),
                    isDamaged: isDamaged, isWord: isWord)
            {
                address = longer
                end = next.upperBound
            }
            position = end
            address.mend(isDamaged: isDamaged, isWord: isWord)
            let old = bytes[begin..<end]
            guard !old.elementsEqual(address.text) else { continue }
            result.append(
                Decision(
                    word: TextWord(
                        range: begin..<end, scalars: Array(String(decoding: old, as: UTF8.self).unicodeScalars)),
                    meant: Array(String(decoding: address.text, as: UTF8.self).unicodeScalars), confidence: 0.95,
                    kind: .address))
        }
        return result
    }

    /// The runs behind `end` on its line that stand one space from the one before, a few of them.
    private func ahead(of end: Int) -> [ArraySlice<UInt8>] {
        var result: [ArraySlice<UInt8>] = []
        var end = end
        while result.count < 3, end < bytes.count, bytes[end] == UInt8(ascii: " "),
            let run = WordSplitter.run(of: bytes, from: end), run.lowerBound == end + 1
        {
            result.append(bytes[run])
            end = run.upperBound
        }
        return result
    }

    /// Where a scheme begins in `range` behind a sign (`osoite:http:/…`).
    private func scheme(in range: Range<Int>) -> Int? {
        let scheme = Array("http".utf8)
        return range.dropFirst().first { index in
            bytes[index] == scheme[0] && bytes[index..<range.upperBound].starts(with: scheme)
                && ":(=;>".utf8.contains(bytes[index - 1])
        }
    }
}
