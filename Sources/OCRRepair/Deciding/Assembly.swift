// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import FinnishText

/// Puts repairs into a text and keeps all offsets right.
struct Assembly {
    let text: NormalisedText
    let bytes: [UInt8]
    /// True if repairs are to hold their evidence.
    var isExplained = false

    /// The text with `decisions`, which come by rising offset and do not overlap.
    func applying(_ decisions: [Decision]) -> RepairedText {
        var made: [UInt8] = []
        made.reserveCapacity(bytes.count + decisions.count)
        var map = OffsetMap()
        var repairs: [Repair] = []
        var position = 0
        for decision in decisions {
            let range = decision.word.range
            map.append(offset: made.count, source: position)
            made += bytes[position..<range.lowerBound]
            let repaired = decision.repaired
            let begin = made.count
            map.append(offset: begin, source: range.lowerBound)
            made += Array(repaired.utf8)
            position = range.upperBound
            let source = text.origin.source(of: range.lowerBound)
            // A word joined at a line end takes more room in the source than here.
            let isJoined = text.origin.source(of: range.upperBound - 1) - source > range.count
            let reason: Repair.Reason =
                switch decision.kind {
                case .address: .address
                case .sign: .sign
                case .collection: .collection
                case .confirmed: .confirmed
                case _ where isJoined: .joined
                case .nonWord: .nonWord
                case .realWord: .realWord
                }
            repairs.append(
                Repair(
                    range: begin..<made.count, original: decision.word.scalars.string, repaired: repaired,
                    confidence: decision.confidence,
                    reason: reason, sourceOffset: source, explanation: explanation(of: decision)))
        }
        map.append(offset: made.count, source: position)
        made += bytes[position...]
        let shifts = Shifts(repairs: repairs, decisions: decisions)
        let repaired = NormalisedText(
            bytes: made,
            pages: text.pages.map { PageStart(offset: shifts.moved($0.offset), number: $0.number) },
            unasserted: text.unasserted.map { shifts.moved($0.lowerBound)..<shifts.moved($0.upperBound) },
            origin: map.composed(with: text.origin))
        return RepairedText(repaired, repairs: repairs)
    }

    /// The evidence for `decision`; nil where nobody asks.
    private func explanation(of decision: Decision) -> Explanation? {
        guard isExplained else { return nil }
        return decision.explanation ?? Explanation(rule: DecisionRule(name: "address", confidence: decision.confidence))
    }

    /// Moves offsets of the text to the repaired one.
    private struct Shifts {
        private var ends: [(old: Int, new: Int)] = []

        init(repairs: [Repair], decisions: [Decision]) {
            for (repair, decision) in zip(repairs, decisions) {
                ends.append((decision.word.range.upperBound, repair.range.upperBound))
            }
        }

        func moved(_ offset: Int) -> Int {
            var low = 0
            var high = ends.count
            while low < high {
                let middle = (low + high) / 2
                if ends[middle].old <= offset { low = middle + 1 } else { high = middle }
            }
            return low == 0 ? offset : ends[low - 1].new + (offset - ends[low - 1].old)
        }
    }
}
