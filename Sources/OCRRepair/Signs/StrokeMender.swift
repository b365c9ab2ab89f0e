// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts the capital I back that was read as an upright stroke where it is a word of its own: *osassa | on*, *O. |. Virta*,
/// *can | borrow*.
///
/// Strokes rule tables and part the items of lists, too: one among running words, in a line whose neighbours have none, is
/// no rule.
struct StrokeMender {
    let bytes: [UInt8]

    private static let stroke = UInt8(ascii: "|")

    /// The letters to be put back.
    func decisions() -> [Decision] {
        guard bytes.contains(Self.stroke) else { return [] }
        var result: [Decision] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.contains(Self.stroke) {
            let neighbours = [number - 1, number + 1].filter(lines.indices.contains)
            guard !neighbours.contains(where: { lines[$0].contains(Self.stroke) }),
                line.count(where: { $0 == Self.stroke }) <= 2
            else { continue }
            for index in line.indices where line[index] == Self.stroke && isLetter(at: index, in: line) {
                result.append(
                    Decision(
                        word: TextWord(range: index..<(index + 1), scalars: ["|"]), meant: ["I"],
                        rule: .stroke))
            }
        }
        return result
    }

    /// True if the stroke at `index` has one space before and behind it, and running text beyond.
    private func isLetter(at index: Int, in line: ArraySlice<UInt8>) -> Bool {
        var before = line[..<index]
        var behind = line[(index + 1)...]
        guard before.popLast() == 0x20, let end = before.last else { return false }
        // An initial goes with initials.
        if behind.first == UInt8(ascii: ".") {
            behind.removeFirst()
            return isInitial(before) && behind.first.map { $0 == 0x20 || Self.isLetter($0) } ?? true
        }
        guard behind.popFirst() == 0x20, Self.isLetter(end) || ".,?!".utf8.contains(end) else { return false }
        if behind.first == UInt8(ascii: "-") { behind.removeFirst() }
        return behind.first.map { (0x61...0x7A).contains($0) || $0 >= 0x80 } ?? false
    }

    /// True if `before` ends with a capital and a full stop.
    private func isInitial(_ before: ArraySlice<UInt8>) -> Bool {
        let end = Array(before.suffix(3))
        guard end.count >= 2, end.last == UInt8(ascii: "."), (0x41...0x5A).contains(end[end.count - 2]) else {
            return false
        }
        return end.count == 2 || !Self.isLetter(end[0])
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }
}
