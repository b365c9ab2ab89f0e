// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The demands of grammar on a word among its neighbours: an attribute stands in its noun's case and number (*näistä
/// kirjoista*, not *naista kirjoista*), and so do the two sides of *ja* (*kaupungin ja kuntayhtymän*).
///
/// The value of the rules of ``AgreementTable`` whose neighbours are there.
struct Agreement {
    /// The rules whose neighbours are there: a bit for each, by its number.
    private var active: UInt32 = 0
    /// The forms that the word across a conjunction may be, and the word behind.
    private var across: CaseForms = []
    private var after: CaseForms = []

    /// True if the neighbours ask nothing.
    var isEmpty: Bool { active == 0 }

    /// Notes a neighbour at `place`, or several as one.
    mutating func note(_ neighbour: Inflections, at place: AgreementTable.Place, _ table: AgreementTable) {
        switch place {
        case .across: across = neighbour.forms
        case .after: after = neighbour.forms
        case .clause, .before, .middle, .beginning: break
        }
        for (number, rule) in table.rules.enumerated()
        where rule.place == place && rule.neighbour.holds(of: neighbour.traits)
            && (rule.comparison == nil || !neighbour.forms.isEmpty)
        {
            active |= 1 << UInt32(number)
        }
    }

    /// Adds what speaks for a word that has `own` to `sum`, rule by rule.
    func add(_ own: Inflections, to sum: inout EvidenceSum, _ table: AgreementTable) {
        var left = active
        while left != 0 {
            let rule = table.rules[left.trailingZeroBitCount]
            left &= left - 1
            if rule.own.holds(of: own.traits), agrees(own, rule) { sum.add(rule.weight) }
        }
    }

    private func agrees(_ own: Inflections, _ rule: AgreementTable.Rule) -> Bool {
        guard let comparison = rule.comparison else { return true }
        let neighbour = rule.place == .across ? across : after
        // An attribute is compared by the readings that make it one.
        let forms = rule.own.required.contains(.attribute) ? own.attributeForms : own.forms
        return switch comparison {
        case .sameCase: forms.sharesCase(with: neighbour)
        case .sameForm: !forms.isDisjoint(with: neighbour)
        }
    }
}
