// SPDX-License-Identifier: GPL-3.0-or-later

/// How a repair changes a word besides putting dots back.
///
/// What lost its dots was read by a machine. A letter too few may be the writer's own slip, and is left to them.
enum Slip {
    /// Dots only, or what no one writes.
    case none
    /// Plain letters were lost, and no dot with them.
    case lost
    /// Plain letters were taken for others, or what is made of the word was never seen.
    case changed

    /// What makes `meant` (in lower case; `isSeen` says whether the word list has it) of `read`.
    init(read: [Unicode.Scalar], meant: [Unicode.Scalar], isSeen: Bool) {
        let low = read.map(\.lowercased)
        let isPlain = low.allSatisfy { ("a"..."z").contains($0) || $0.isSeam || $0 == ":" }
        let undotted = meant.map(\.base)
        if !isPlain || undotted == low || meant.last == "!" || isSeen && Self.isThinBeginning(read, low, meant) {
            self = .none
        } else if meant == undotted {
            self = meant.count > low.count && !Self.isDoubleI(low, meant) ? .lost : .changed
        } else {
            self = meant.count == low.count || isSeen ? .none : .changed
        }
    }

    /// Whether nothing differs but thin letters at the beginning, one of them a capital (*Iman* for *Ilman*, *livari* for
    /// *Iivari*, *Than* for *Ihan*): no one writes so.
    private static func isThinBeginning(
        _ read: [Unicode.Scalar], _ low: [Unicode.Scalar], _ meant: [Unicode.Scalar]
    ) -> Bool {
        guard let first = read.first, first.isUpper || first == "l" else { return false }
        let common = zip(low.reversed(), meant.reversed()).prefix { $0 == $1 }.count
        let differing = low.dropLast(common) + meant.dropLast(common)
        return low.count - common <= 2 && meant.count - common <= 2
            && differing.allSatisfy { "iltj".unicodeScalars.contains($0) }
    }

    /// Whether `meant` has ii where `read` has i, and nothing else differs: thin letters run together.
    private static func isDoubleI(_ read: [Unicode.Scalar], _ meant: [Unicode.Scalar]) -> Bool {
        guard meant.count == read.count + 1 else { return false }
        let place = zip(read, meant).prefix { $0 == $1 }.count
        return place > 0 && meant[place] == "i" && meant[place - 1] == "i"
            && read[place...].elementsEqual(meant[(place + 1)...])
    }
}
