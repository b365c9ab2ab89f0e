// SPDX-License-Identifier: GPL-3.0-or-later

/// The places of a text at which words of a phrase or of NEAR that have no positions can stand, as the others tell: what
/// stands farther away need not be read.
struct Surroundings {
    /// The positions of the rarest operand whose words all have positions, rising; nil where there is none.
    private let centres: [UInt32]?
    private let reach: Int
    /// The first of the centres that is not too far behind.
    private var next = 0

    /// The surroundings of the operands `patterns` of `words`, whose positions as far as the index has them are `positions`.
    ///
    /// - Parameters:
    ///   - patterns: The operands.
    ///   - words: Their words.
    ///   - positions: Those that the index has, of each word.
    ///   - distance: One more than the words that may stand between the operands in all; nil of a phrase.
    init(of patterns: [PlacePattern], _ words: [PlacedWord], _ positions: [[UInt32]], distance: Int?) {
        var rarest: [UInt32]?
        for pattern in patterns {
            let numbers = pattern.numbers
            guard numbers.allSatisfy({ !words[$0].isRead }) else { continue }
            let found = numbers.count == 1 ? positions[numbers[0]] : Set(numbers.flatMap { positions[$0] }).sorted()
            if found.count < rarest?.count ?? .max { rarest = found }
        }
        centres = rarest
        reach = patterns.reduce(distance ?? 0) { $0 + $1.length }
    }

    /// True if nothing can be found, whatever stands in the text.
    var isEmpty: Bool { centres?.isEmpty ?? false }

    /// True if a word at `position`, which rises from call to call, may be part of what is looked for.
    mutating func contains(_ position: Int) -> Bool {
        guard let centres else { return true }
        while next < centres.count, Int(centres[next]) + reach < position { next += 1 }
        return next < centres.count && Int(centres[next]) - reach <= position
    }
}

extension PlacePattern {
    /// The numbers of its words.
    fileprivate var numbers: [Int] {
        switch self {
        case .word(let number): [number]
        case .sequence(let patterns), .any(let patterns): patterns.flatMap(\.numbers)
        }
    }

    /// The most positions that it stretches over.
    fileprivate var length: Int {
        switch self {
        case .word: 1
        case .sequence(let patterns): patterns.reduce(0) { $0 + $1.length }
        case .any(let patterns): patterns.reduce(0) { max($0, $1.length) }
        }
    }
}
