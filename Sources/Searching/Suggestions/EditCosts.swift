// SPDX-License-Identifier: GPL-3.0-or-later

/// The costs of typing errors on the Finnish keyboard, in tenths of a letter.
enum EditCosts {
    /// Any other letter, or a letter too many.
    static let letter = 10
    /// A letter left out, the commonest slip (J. J. Pollock, A. Zamora, "Automatic spelling correction in scientific and
    /// scholarly text", 1984: 34 % of all, against 27 % of letters too many).
    static let lost = 9
    /// a for ä, o for ö, and the other way round: most of all for want of the key.
    static let dots = 3
    /// A letter once for twice or twice for once.
    static let doubling = 5
    /// Two letters in the wrong order.
    static let transposition = 7
    /// The key beside.
    static let neighbour = 8

    /// The cost of `left` for `right`.
    static func substitution(_ left: UInt32, _ right: UInt32) -> Int {
        if left == right { return 0 }
        guard let first = code(left), let second = code(right) else { return letter }
        if undotted(left) == undotted(right) { return dots }
        return neighbours[first] & (1 << UInt32(second)) != 0 ? neighbour : letter
    }

    /// The letter without its dots or ring: a for ä and å, o for ö.
    static func undotted(_ value: UInt32) -> UInt32 {
        switch value {
        case 0xE4, 0xE5: 0x61
        case 0xF6: 0x6F
        default: value
        }
    }

    /// The letters of the keyboard by their ``code(_:)``.
    static let letters = "abcdefghijklmnopqrstuvwxyzåäö".unicodeScalars.map(\.value)

    /// A letter's number below 29: a–z, å, ä, ö.
    static func code(_ value: UInt32) -> Int? {
        switch value {
        case 0x61...0x7A: Int(value - 0x61)
        case 0xE5: 26
        case 0xE4: 27
        case 0xF6: 28
        default: nil
        }
    }

    /// For each letter the set of the letters whose keys touch its own (the Finnish keyboard, SFS 5966).
    private static let neighbours: [UInt32] = {
        let rows = ["qwertyuiopå", "asdfghjklöä", "zxcvbnm"].map { $0.unicodeScalars.compactMap { code($0.value) } }
        var result = [UInt32](repeating: 0, count: 29)
        func join(_ left: Int, _ right: Int) {
            result[left] |= 1 << UInt32(right)
            result[right] |= 1 << UInt32(left)
        }
        for (number, row) in rows.enumerated() {
            for (place, key) in row.enumerated() {
                if place + 1 < row.count { join(key, row[place + 1]) }
                // Each row stands a little to the right of the one above it.
                guard number > 0 else { continue }
                let above = rows[number - 1]
                for upper in [place, place + 1] where upper < above.count { join(key, above[upper]) }
            }
        }
        return result
    }()
}
