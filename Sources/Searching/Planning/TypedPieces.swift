// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a text by the pieces in which it was typed: what has no space in it is one operand, a phrase of its words
/// where it has several (`KAJ/1234/02.05.01/2021`). So is a number that is written in groups (``SpacedNumber``).
struct TypedPieces {
    /// A piece.
    struct Piece {
        /// The numbers of its words.
        var words: [Int]
        /// The number without spaces, where it is one of many figures.
        var number: String?
    }

    private let bytes: [UInt8]
    private var pieces: [Piece] = []
    private var end = 0
    /// The end of the last number in groups.
    private var endOfNumber = 0

    /// No words of `text` yet.
    init(_ text: QueryText) { bytes = Array(text.text.utf8) }

    /// Takes the next word, at the half-open UTF-8 offsets `range`, by its number; nil is a word that is only implied.
    mutating func take(_ range: Range<Int>, word: Int?) {
        guard let word else { return }
        let isApart = range.lowerBound < end || bytes[end..<range.lowerBound].contains(where: Self.parts)
        if pieces.isEmpty || isApart && range.lowerBound >= endOfNumber {
            begin(word, range)
        } else {
            pieces[pieces.count - 1].words.append(word)
            // What goes on behind a number is another thing: `1234567-8`.
            if range.lowerBound >= endOfNumber { pieces[pieces.count - 1].number = nil }
        }
        end = max(end, range.upperBound)
    }

    private mutating func begin(_ word: Int, _ range: Range<Int>) {
        var number: String?
        if let length = SpacedNumber.length(bytes[range.lowerBound...]) {
            endOfNumber = range.lowerBound + length
            let figures = bytes[range.lowerBound..<endOfNumber].filter { $0 != 0x20 && $0 != 0x2D }
            number = String(decoding: figures, as: UTF8.self).lowercased()
        } else {
            let text = String(decoding: bytes[range], as: UTF8.self)
            if SpacedNumber.isLong(text) { number = text.lowercased() }
        }
        pieces.append(Piece(words: [word], number: number))
    }

    /// True for what parts pieces: space, the semicolon that stands for what has no meaning there, the parentheses of
    /// `hanke(et)`, and signs beyond ASCII.
    private static func parts(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x80 || [0x28, 0x29, 0x3B].contains(byte)
    }

    /// The pieces of several words, and numbers.
    var operands: [Piece] { pieces.filter { $0.words.count > 1 || $0.number != nil } }
}
