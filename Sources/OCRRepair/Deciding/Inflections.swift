// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// A trait of a word form, by the rows of `agreement.tsv`, which name them so.
enum Trait: String, CaseIterable {
    case infinitive, finite, negation, pronoun, nominal, subject, genitive, elative, attribute, imperative, modal,
        quantifier, demonstrative
    case thirdInfinitive = "third-infinitive"
    case infinitiveHead = "infinitive-head"
}

/// A set of traits.
struct Traits: OptionSet, Hashable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The set of one trait.
    init(_ trait: Trait) {
        var bit: UInt32 = 1
        for other in Trait.allCases {
            if other == trait { break }
            bit <<= 1
        }
        rawValue = bit
    }

    static let modal = Traits(.modal)
    static let attribute = Traits(.attribute)
    static let demonstrative = Traits(.demonstrative)
}

/// Cases and numbers that a form may have, as bits: three for each case.
struct CaseForms: OptionSet {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The one form of this case and number.
    init(_ grammaticalCase: Inflection.Case, _ number: Inflection.Number?) {
        let place: UInt64 =
            switch number {
            case nil: 0
            case .singular: 1
            case .plural: 2
            }
        rawValue = 1 << (3 * UInt64(grammaticalCase.rawValue) + place)
    }

    /// The same cases in whatever number.
    private var cases: UInt64 { (rawValue | rawValue >> 1 | rawValue >> 2) & 0o1_111_111_111_111_111 }

    /// True if one of the forms has the case of one of `other`.
    func sharesCase(with other: CaseForms) -> Bool { cases & other.cases != 0 }
}

/// The inflections that a word form may have, by all of its readings.
struct Inflections {
    /// Traits that at least one reading has, or all have.
    var traits: Traits = []
    /// Cases and numbers but the nominative's, which says little.
    var forms: CaseForms = []
    /// Traits of readings that stand before a noun in its case: adjectives, pronouns, numerals.
    var attributeForms: CaseForms = []
}

extension AgreementTable {
    /// The inflections of a form that has `readings`, each with its base form.
    func inflections(_ readings: [(inflection: Inflection, baseForm: String)]) -> Inflections {
        var result = Inflections()
        for (reading, base) in readings {
            var own: Traits = []
            for row in traits where !row.isOfAll && row.holds(of: reading, base) { own.insert(row.trait) }
            result.traits.formUnion(own)
            guard let grammaticalCase = reading.grammaticalCase, grammaticalCase != .nominative else { continue }
            let form = CaseForms(grammaticalCase, reading.number)
            result.forms.insert(form)
            if own.contains(.attribute) { result.attributeForms.insert(form) }
        }
        // An interjection (*jaa*) is hardly ever written.
        let written = readings.filter { $0.inflection.wordClass != .exclamation }
        guard !written.isEmpty else { return result }
        for row in traits where row.isOfAll && written.allSatisfy({ row.holds(of: $0.inflection, $0.baseForm) }) {
            result.traits.insert(row.trait)
        }
        return result
    }
}
