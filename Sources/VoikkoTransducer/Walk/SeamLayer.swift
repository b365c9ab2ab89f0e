// SPDX-License-Identifier: GPL-3.0-or-later

/// The states that a word's beginning leads to, each with the compound seams on its path.
struct SeamLayer: ~Copyable {
    /// The states.
    private(set) var numbers = UncheckedArray<Int32>()
    /// For each state the letters before which a seam lies, as bits.
    private(set) var seams = UncheckedArray<UInt64>()

    /// Adds state `number`, or takes `seams` for it where they are fewer.
    mutating func reach(_ number: Int32, _ seams: UInt64) {
        for index in 0..<numbers.count where numbers[index] == number {
            if Self.fewer(seams, than: self.seams[index]) { self.seams[index] = seams }
            return
        }
        numbers.append(number)
        self.seams.append(seams)
    }

    /// Removes all states.
    mutating func removeAll() {
        numbers.truncate(to: 0)
        seams.truncate(to: 0)
    }

    /// A total order, so that the answer does not hang on the order in which states are met.
    static func fewer(_ left: UInt64, than right: UInt64) -> Bool {
        (left.nonzeroBitCount, left) < (right.nonzeroBitCount, right)
    }
}
