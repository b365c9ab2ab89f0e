// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts back the S of the structural funds' project codes (`S20602`) that an OCR program read as a dollar sign.
///
/// A code is S and five digits (rakennerahastot.fi). Finnish puts the sign of a currency behind the number and parts its
/// thousands (`20 602 $`), so that five digits behind the sign are a code's.
struct CodeMender {
    private static let digits = 5
    /// How sure that is.
    private static let confidence = 0.95

    let bytes: [UInt8]

    /// The codes that are to be mended.
    func decisions() -> [Decision] {
        guard bytes.contains(UInt8(ascii: "$")) else { return [] }
        var result: [Decision] = []
        var position = 0
        while let run = WordShape.run(of: bytes, from: position) {
            position = run.upperBound
            if let code = code(in: run) { result.append(code) }
        }
        return result
    }

    private func code(in run: Range<Int>) -> Decision? {
        var start = run.lowerBound
        if bytes[start] == UInt8(ascii: "(") { start += 1 }
        var end = start
        // The letter stays now and then, with the sign beside it: *S$20602*.
        if end < run.upperBound, bytes[end] == UInt8(ascii: "S") { end += 1 }
        guard end < run.upperBound, bytes[end] == UInt8(ascii: "$") else { return nil }
        let number = bytes[(end + 1)..<run.upperBound].prefix { (0x30...0x39).contains($0) }
        guard number.count == Self.digits,
            bytes[number.endIndex..<run.upperBound].allSatisfy({ ".,;:)".utf8.contains($0) })
        else { return nil }
        let scalars = bytes[start..<number.endIndex].map { Unicode.Scalar($0) }
        return Decision(
            word: TextWord(range: start..<number.endIndex, scalars: scalars),
            meant: ["S"] + number.map { Unicode.Scalar($0) }, confidence: Self.confidence, kind: .sign)
    }
}
