// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts the section sign back that an OCR program did not know: `3 8:n` for *3 §:n*, `lain 12 8 mukaan`.
///
/// No one writes a number behind a number with an ending of its own; without an ending only a law's name before makes it
/// plain.
struct SectionMender {
    let bytes: [UInt8]
    let words: SignWords
    /// True if the document is damaged: else only what has an ending of the sign's is one, and S may be someone's name.
    var isDamaged = true

    /// The signs to be put back.
    func decisions() -> [Decision] {
        guard isDamaged || bytes.contains(UInt8(ascii: ":")) else { return [] }
        var result: [Decision] = []
        var before: Range<Int>?
        var number: Range<Int>?
        var position = 0
        // A sign stands on the line of its number, or begins the next; a new paragraph begins anew.
        while let run = WordSplitter.run(of: bytes, from: position) {
            if let number, run.lowerBound == number.upperBound + 1, let decision = sign(run, isLaw: isLaw(before)) {
                result.append(decision)
            }
            if isNumber(run) {
                number = run
            } else if let known = number, run.count == 1, (0x61...0x7A).contains(bytes[run.lowerBound]),
                run.lowerBound == known.upperBound + 1
            {
                // *3 a §:n*
                number = known.lowerBound..<run.upperBound
            } else {
                number = nil
                before = run
            }
            position = run.upperBound
        }
        return result
    }

    private func isNumber(_ run: Range<Int>) -> Bool {
        let digits = bytes[run].prefix { (0x30...0x39).contains($0) }
        let rest = run.count - digits.count
        return (1...3).contains(digits.count)
            && (rest == 0 || rest == 1 && (0x61...0x7A).contains(bytes[run.upperBound - 1]))
    }

    private func isLaw(_ run: Range<Int>?) -> Bool {
        guard let run else { return false }
        return words.laws.contains { bytes[run].reversed().starts(with: $0.reversed()) }
    }

    /// The sign that `run` is, with its ending; nil where it is none.
    private func sign(_ run: Range<Int>, isLaw: Bool) -> Decision? {
        guard let first = bytes[run].first, "8$S56&".utf8.contains(first) else { return nil }
        var core = run
        while core.count > 1, ".,;)".utf8.contains(bytes[core.upperBound - 1]) {
            core = core.lowerBound..<(core.upperBound - 1)
        }
        let scalars = Array(String(decoding: bytes[core], as: UTF8.self).unicodeScalars)
        if core.count == 1 {
            guard isLaw, isDamaged, "8$S".utf8.contains(first) else { return nil }
            return Decision(
                word: TextWord(range: core, scalars: scalars), meant: ["§"], rule: .sectionSign)
        }
        guard let ending = ColonEnding(["§"] + scalars.dropFirst()), scalars[1] == ":" else { return nil }
        if first == UInt8(ascii: "S"), !isDamaged, !isLaw,
            words.nameEndings.contains(String(String.UnicodeScalarView(ending.ending)))
        {
            return nil
        }
        return Decision(
            word: TextWord(range: core, scalars: scalars), meant: ending.word, rule: .sectionSignWithEnding)
    }
}
