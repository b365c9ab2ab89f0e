// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts back letters of codes that an OCR program read as other signs: the S of the structural funds' project codes
/// (`$20602` for `S20602`), and the o of diary numbers (`LAPDn0-2025-536` for `LAPDno-2025-536`).
///
/// A project code is S and five digits (rakennerahastot.fi). Finnish puts the sign of a currency behind the number and
/// parts its thousands (`20 602 $`), so that five digits behind the sign are a code's. A municipality's diary number is a
/// short name of its own, *Dno* for *diaarinumero*, the year and a number.
struct CodeMender {
    private static let digits = 5
    private static let yearDigits = 4

    let bytes: [UInt8]
    /// True if the document is damaged. In others only diary numbers are mended: nobody writes a nought for their o.
    var isDamaged = true

    /// The codes that are to be mended. One look at each byte for most documents.
    func decisions() -> [Decision] {
        var result: [Decision] = []
        if isDamaged, bytes.contains(UInt8(ascii: "$")) { result += runs(projectCode) }
        if mayHoldDiaryNumbers { result += runs(diaryNumber) }
        return result
    }

    private var mayHoldDiaryNumbers: Bool {
        var before: UInt8 = 0
        return bytes.contains { byte in
            defer { before = byte }
            return byte == UInt8(ascii: "n") && before == UInt8(ascii: "D")
        }
    }

    /// Returns what `code` decides on the runs of characters without white space.
    private func runs(_ code: (Range<Int>) -> Decision?) -> [Decision] {
        var result: [Decision] = []
        var position = 0
        while let run = WordSplitter.run(of: bytes, from: position) {
            position = run.upperBound
            if let decision = code(run) { result.append(decision) }
        }
        return result
    }

    private func projectCode(in run: Range<Int>) -> Decision? {
        var start = run.lowerBound
        if bytes[start] == UInt8(ascii: "(") { start += 1 }
        var end = start
        // The letter stays now and then, with the sign beside it: *S$20602*.
        if end < run.upperBound, bytes[end] == UInt8(ascii: "S") { end += 1 }
        guard end < run.upperBound, bytes[end] == UInt8(ascii: "$") else { return nil }
        let number = digits(from: end + 1, in: run)
        guard number.count == Self.digits, isEnd(number.upperBound, of: run) else { return nil }
        return decision(start..<number.upperBound, meant: "S".utf8 + bytes[number])
    }

    private func diaryNumber(in run: Range<Int>) -> Decision? {
        guard
            let place = run.dropFirst().dropLast().first(where: {
                bytes[$0] == UInt8(ascii: "D") && bytes[$0 + 1] == UInt8(ascii: "n")
            })
        else { return nil }
        // The o, a nought or a capital O, or both.
        let sign = bytes[(place + 2)..<run.upperBound].prefix { "o0O".utf8.contains($0) }
        guard (1...2).contains(sign.count), !sign.elementsEqual("o".utf8), isHyphen(sign.endIndex, in: run) else {
            return nil
        }
        let year = digits(from: sign.endIndex + 1, in: run)
        guard year.count == Self.yearDigits, isHyphen(year.upperBound, in: run) else { return nil }
        let number = digits(from: year.upperBound + 1, in: run)
        guard !number.isEmpty, isEnd(number.upperBound, of: run) else { return nil }
        let start = bytes[run].firstIndex { !"(<[\"'".utf8.contains($0) } ?? run.lowerBound
        return decision(
            start..<number.upperBound,
            meant: bytes[start..<(place + 2)] + "o".utf8 + bytes[sign.endIndex..<number.upperBound])
    }

    /// The digits that stand in `run` from `start` on.
    private func digits(from start: Int, in run: Range<Int>) -> Range<Int> {
        start..<(start + bytes[start..<run.upperBound].prefix { (0x30...0x39).contains($0) }.count)
    }

    private func isHyphen(_ place: Int, in run: Range<Int>) -> Bool {
        place < run.upperBound && bytes[place] == UInt8(ascii: "-")
    }

    /// True if nothing but punctuation stands in `run` from `place` on.
    private func isEnd(_ place: Int, of run: Range<Int>) -> Bool {
        bytes[place..<run.upperBound].allSatisfy { ".,;:)]>\"'".utf8.contains($0) }
    }

    private func decision(_ range: Range<Int>, meant: some Sequence<UInt8>) -> Decision {
        func scalars(_ bytes: some Sequence<UInt8>) -> [Unicode.Scalar] {
            Array(String(decoding: Array(bytes), as: UTF8.self).unicodeScalars)
        }
        return Decision(
            word: TextWord(range: range, scalars: scalars(bytes[range])), meant: scalars(meant), rule: .code)
    }
}
