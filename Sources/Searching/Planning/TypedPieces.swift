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
        // What parts words and cannot be searched for was replaced by ; before.
        let isApart =
            range.lowerBound < end || bytes[end..<range.lowerBound].contains { $0 <= 0x20 || $0 == 0x3B || $0 >= 0x80 }
        if pieces.isEmpty || isApart { pieces.append([word]) } else { pieces[pieces.count - 1].append(word) }
        end = max(end, range.upperBound)
    }

    /// The numbers of the words of each piece that has several.
    var ofSeveralWords: [[Int]] { pieces.filter { $0.count > 1 } }
}
