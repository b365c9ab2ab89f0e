// SPDX-License-Identifier: GPL-3.0-or-later

extension ErrorModel {
    /// −ln P(`read` | `meant`) by the cheapest way; nil where there is none. `written` is how `read`, which is in lower
    /// case, stands on the page.
    func cost(of meant: [Unicode.Scalar], readAs read: [Unicode.Scalar], written: [Unicode.Scalar]) -> Float? {
        let width = meant.count + 1
        var costs = [Float](repeating: .infinity, count: (read.count + 1) * width)
        costs[0] = 0
        func extend(_ position: Int, _ place: Int, by rule: Rule) {
            let (next, end) = (position + rule.read.count, place + rule.meant.count)
            guard next <= read.count, end <= meant.count, position == 0 || !rule.isInitial else { return }
            for index in rule.read.indices
            where rule.read[index] != read[position + index] && rule.read[index] != written[position + index] {
                return
            }
            for index in rule.meant.indices where rule.meant[index] != meant[place + index] { return }
            let cost = costs[position * width + place] + rule.cost
            if cost < costs[next * width + end] { costs[next * width + end] = cost }
        }
        for position in 0...read.count {
            for place in 0...meant.count where costs[position * width + place] < .infinity {
                for range in insertions { for rule in range { extend(position, place, by: rules[rule]) } }
                guard position < read.count else { continue }
                let scalar = read[position]
                for rule in self.rules(from: scalar) { extend(position, place, by: rules[rule]) }
                if written[position] != scalar {
                    for rule in self.rules(from: written[position]) { extend(position, place, by: rules[rule]) }
                }
                // What no rule speaks of may be left.
                if place < meant.count, meant[place] == scalar {
                    extend(position, place, by: Rule(read: [scalar], meant: [scalar], cost: Self.plainCost))
                }
            }
        }
        let cost = costs[costs.count - 1]
        return cost < .infinity ? cost : nil
    }
}
