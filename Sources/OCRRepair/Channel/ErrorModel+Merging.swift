// SPDX-License-Identifier: GPL-3.0-or-later

extension ErrorModel {
    /// The rules of both models; of a rule that both have, the cheaper one.
    func merged(with other: ErrorModel) -> ErrorModel {
        struct Sides: Hashable {
            var read: [Unicode.Scalar]
            var meant: [Unicode.Scalar]
            var isInitial: Bool
        }
        var costs: [Sides: Float] = [:]
        for rule in rules + other.rules {
            let sides = Sides(read: rule.read, meant: rule.meant, isInitial: rule.isInitial)
            costs[sides] = min(rule.cost, costs[sides] ?? .infinity)
        }
        let merged = costs.map { Rule(read: $0.read, meant: $0.meant, cost: $1, isInitial: $0.isInitial) }
        // Rules of one cost are tried in their order, which a dictionary's would change from run to run.
        return ErrorModel(rules: merged.sorted(by: Rule.precedes))
    }
}
