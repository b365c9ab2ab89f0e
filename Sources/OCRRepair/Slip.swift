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
        let low = read.map(\.lowered)
        let isPlain = low.allSatisfy { ("a"..."z").contains($0) || $0.isSeam || $0 == ":" }
        let undotted = meant.map(\.base)
        if !isPlain || undotted == low {
            self = .none
        } else if meant == undotted {
            self = meant.count > low.count && !Self.isDoubleI(low, meant) ? .lost : .changed
        } else {
            self = meant.count == low.count || isSeen ? .none : .changed
        }
    }

    /// Whether `meant` has ii where `read` has i, and nothing else differs: thin letters run together.
    private static func isDoubleI(_ read: [Unicode.Scalar], _ meant: [Unicode.Scalar]) -> Bool {
        guard meant.count == read.count + 1 else { return false }
        let place = zip(read, meant).prefix { $0 == $1 }.count
        return place > 0 && meant[place] == "i" && meant[place - 1] == "i"
            && read[place...].elementsEqual(meant[(place + 1)...])
    }
}
