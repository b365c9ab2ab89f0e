// SPDX-License-Identifier: GPL-3.0-or-later

/// Aligns the words of two versions of a text.
enum WordAlignment {
    /// The greatest distance from the diagonal at which words are looked for.
    private static let band = 400

    /// The pairs of words (by number) that stand at the same place, by the alignment of least cost: a word for an equal
    /// one costs nothing, for one that begins or ends alike or is about as long 0.6, for another 1.2, a word left out 1.
    /// So of two words that have nothing in common one stands for the other rather than both being left out (2), but not
    /// where words behind them then fit worse. Needleman and Wunsch (1970), within a band about the diagonal.
    ///
    /// - Complexity: 801 steps, and bytes, for each word of `left`.
    static func pairs(_ left: [[Unicode.Scalar]], _ right: [[Unicode.Scalar]]) -> [(Int, Int)] {
        guard !left.isEmpty, !right.isEmpty else { return [] }
        let width = 2 * band + 1
        var back = [UInt8](repeating: 0, count: (left.count + 1) * width)
        func centre(_ row: Int) -> Int { row * right.count / left.count - band }
        var above = [Float](repeating: 1e9, count: width)
        for column in 0..<width where centre(0) + column >= 0 && centre(0) + column <= right.count {
            above[column] = Float(centre(0) + column)
            back[column] = 2
        }
        for row in 1...left.count {
            var here = [Float](repeating: 1e9, count: width)
            let shift = centre(row) - centre(row - 1)
            for column in 0..<width {
                let place = centre(row) + column
                guard place >= 0, place <= right.count else { continue }
                var best: Float = 1e9
                var step: UInt8 = 0
                let diagonal = column + shift - 1
                // A place that nothing leads to has no step: texts of very different lengths leave the band.
                if place > 0, diagonal >= 0, diagonal < width, above[diagonal] < best {
                    best = above[diagonal] + difference(left[row - 1], right[place - 1])
                    step = 1
                }
                if place > 0, column > 0, here[column - 1] + 1 < best {
                    best = here[column - 1] + 1
                    step = 2
                }
                if column + shift < width, column + shift >= 0, above[column + shift] + 1 < best {
                    best = above[column + shift] + 1
                    step = 3
                }
                here[column] = best
                back[row * width + column] = step
            }
            above = here
        }
        var result: [(Int, Int)] = []
        var row = left.count
        var place = right.count
        while row > 0, place >= 0 {
            let column = place - centre(row)
            guard column >= 0, column < width else { break }
            switch back[row * width + column] {
            case 1:
                row -= 1
                place -= 1
                result.append((row, place))
            case 2: place -= 1
            case 3: row -= 1
            default: return result.reversed()
            }
        }
        return result.reversed()
    }

    private static func difference(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Float {
        if left == right { return 0 }
        let isAlike =
            left.prefix(2) == right.prefix(2) || left.suffix(2) == right.suffix(2)
            || abs(left.count - right.count) < 2
        return isAlike ? 0.6 : 1.2
    }
}
