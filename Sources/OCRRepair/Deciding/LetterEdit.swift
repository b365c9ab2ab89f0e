// SPDX-License-Identifier: GPL-3.0-or-later

/// The kind of letters that a repair changes besides putting a diaeresis back.
///
/// A word that lost its diaeresis was read by a machine. A letter too few may be the writer's own slip, and is left to them.
enum LetterEdit {
    /// Nothing but the diaeresis, or what no one writes.
    case none
    /// Plain letters were lost, and no diaeresis with them.
    case lost
    /// Plain letters were taken for others, or the word meant was never seen.
    case changed

    /// The edit that makes `meant`, in lower case, of `read`, as written; `isSeen` is true if the word list has `meant`.
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

    /// True if nothing differs but thin letters at the beginning, one of them a capital (*Iman* for *Ilman*, *livari* for
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

    /// True if `meant` has ii where `read` has i, and nothing else differs: thin letters run together.
    private static func isDoubleI(_ read: [Unicode.Scalar], _ meant: [Unicode.Scalar]) -> Bool {
        guard meant.count == read.count + 1 else { return false }
        let place = zip(read, meant).prefix { $0 == $1 }.count
        return place > 0 && meant[place] == "i" && meant[place - 1] == "i"
            && read[place...].elementsEqual(meant[(place + 1)...])
    }
}
