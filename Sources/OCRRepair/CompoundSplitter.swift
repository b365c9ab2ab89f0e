// SPDX-License-Identifier: GPL-3.0-or-later

extension Transducer {
    /// The parts of `word` (in lower case, at most 64 letters) in its reading with the fewest; nil where the word is not
    /// accepted. A word that is no compound is one part. Hyphens go with neither part.
    ///
    /// All readings are walked at once, letter by letter; each state keeps the fewest seams that lead to it.
    func parts(of word: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>]? {
        guard !word.isEmpty, word.count <= 64 else { return nil }
        // State to the letters before which a seam lies, as bits.
        var layer = StateTable()
        var next = StateTable()
        layer.append(0, 0)
        func reach(_ state: State, _ seams: UInt64, in table: inout StateTable) {
            guard let state = settled(state) else { return }
            let entry = table.index(state)
            if entry < 0 {
                table.append(state, seams)
            } else if fewer(seams, than: table[entry]) {
                table[entry] = seams
            }
        }
        for position in 0...word.count {
            let wanted = position < word.count ? letter(word[position]) : 0
            if position < word.count, wanted == 0 { return nil }
            next.removeAll()
            var best: UInt64?
            var index = 0
            while index < layer.states.count {
                let state = layer.states[index]
                let seams = layer[index]
                index += 1
                forEachTransition(of: Int(state & 0xFF_FFFF)) { transition in
                    let seam = transition.output == compoundSeam && position > 0 && position < 64
                    let reached = seam ? seams | 1 << UInt64(position) : seams
                    switch follow(transition, from: state) {
                    case .closed: break
                    case .final: if best.map({ fewer(seams, than: $0) }) ?? true { best = seams }
                    // A state is walked on from once; that one reached it by fewer seams later is rare, and harmless.
                    case .empty(let behind): reach(behind, reached, in: &layer)
                    case .letter(let letter, let behind) where letter == wanted: reach(behind, reached, in: &next)
                    case .letter: break
                    }
                }
            }
            if position == word.count { return best.map { cut(word, $0) } }
            if next.states.isEmpty { return nil }
            swap(&layer, &next)
        }
        return nil
    }

    /// A total order, so that the answer does not hang on the order in which states are met.
    private func fewer(_ left: UInt64, than right: UInt64) -> Bool {
        (left.nonzeroBitCount, left) < (right.nonzeroBitCount, right)
    }

    private func cut(_ word: [Unicode.Scalar], _ seams: UInt64) -> [ArraySlice<Unicode.Scalar>] {
        var parts: [ArraySlice<Unicode.Scalar>] = []
        var begin = 0
        for position in 1...word.count where position == word.count || seams >> UInt64(position) & 1 != 0 {
            var part = word[begin..<position]
            while part.first == "-" { part.removeFirst() }
            while part.last == "-" { part.removeLast() }
            if !part.isEmpty { parts.append(part) }
            begin = position
        }
        return parts
    }
}
