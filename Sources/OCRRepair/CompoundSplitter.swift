// SPDX-License-Identifier: GPL-3.0-or-later

extension Transducer {
    /// The parts of `word` (in lower case, at most 64 letters) in its reading with the fewest; nil where the word is not
    /// accepted. A word that is no compound is one part. Hyphens go with neither part.
    ///
    /// All readings are walked at once, letter by letter; each state keeps the fewest seams that lead to it.
    func parts(of word: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>]? {
        guard !word.isEmpty, word.count <= 64 else { return nil }
        // State to the letters before which a seam lies, as bits.
        var layer: [State: UInt64] = [0: 0]
        for position in 0...word.count {
            var queue = Array(layer.keys)
            var next: [State: UInt64] = [:]
            let wanted = position < word.count ? letter(word[position]) : 0
            if position < word.count, wanted == 0 { return nil }
            var best: UInt64?
            var index = 0
            while index < queue.count {
                let state = queue[index]
                index += 1
                guard let seams = layer[state] else { continue }
                forEachTransition(of: Int(state & 0xFF_FFFF)) { transition in
                    let seam = transition.output == compoundSeam && position > 0 && position < 64
                    switch follow(transition, from: state) {
                    case .closed: break
                    case .final:
                        if best == nil || fewer(seams, than: best ?? 0) { best = seams }
                    case .empty(let behind):
                        let reached = seam ? seams | 1 << UInt64(position) : seams
                        if layer[behind] == nil || fewer(reached, than: layer[behind] ?? 0) {
                            layer[behind] = reached
                            queue.append(behind)
                        }
                    case .letter(let letter, let behind):
                        guard letter == wanted else { break }
                        let reached = seam ? seams | 1 << UInt64(position) : seams
                        if next[behind] == nil || fewer(reached, than: next[behind] ?? 0) { next[behind] = reached }
                    }
                }
            }
            if position == word.count { return best.map { cut(word, $0) } }
            if next.isEmpty { return nil }
            layer = next
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
