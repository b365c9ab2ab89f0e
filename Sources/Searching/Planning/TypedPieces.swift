// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a text by the pieces in which it was typed: what has no space in it is one operand, a phrase of its words
/// where it has several (`KAJ/1234/02.05.01/2021`).
struct TypedPieces {
    private let bytes: [UInt8]
    private var pieces: [[Int]] = []
    private var end = 0

    /// No words of `text` yet.
    init(_ text: QueryText) { bytes = Array(text.text.utf8) }

    /// Takes the next word, at the half-open UTF-8 offsets `range`, by its number; nil is a word that is only implied.
    mutating func take(_ range: Range<Int>, word: Int?) {
        guard let word else { return }
        let isApart = range.lowerBound < end || bytes[end..<range.lowerBound].contains(where: Self.parts)
        if pieces.isEmpty || isApart { pieces.append([word]) } else { pieces[pieces.count - 1].append(word) }
        end = max(end, range.upperBound)
    }

    /// True for what parts pieces: space, the semicolon that stands for what has no meaning there, the parentheses of
    /// `hanke(et)`, and signs beyond ASCII.
    private static func parts(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x80 || [0x28, 0x29, 0x3B].contains(byte)
    }

    /// The numbers of the words of each piece that has several.
    var ofSeveralWords: [[Int]] { pieces.filter { $0.count > 1 } }
}
