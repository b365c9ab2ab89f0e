// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import OCRRepair
import ProjectCards
import Testing

@Suite struct GeneratedCardTests {
    @Test
    func ofFiftyCardsWithFieldsInAnyOrderAndDamagedHeadings99Of100FieldsAreRight() throws {
        let repairer = try Repairer()
        var right = 0
        var wrong: [String] = []
        for seed in 1...50 as ClosedRange<UInt64> {
            let made = GeneratedCard(seed: seed)
            let text = repairer.repair(Normaliser(judge: repairer).normalise(made.text))
            let card = CardReader().read(text.text, unasserted: text.unasserted)
            for (field, values) in made.expected.sorted(by: { $0.key < $1.key }) {
                if card.kind == .hankekortti && card.values(field) == values {
                    right += 1
                } else {
                    wrong.append("\(seed) \(field): \(values) read as \(card.values(field)) \(card.kind)")
                }
            }
        }
        let share = Double(right) / Double(right + wrong.count)
        #expect(share >= 0.99, "\(share) \(wrong.joined(separator: "\n"))")
    }
}
