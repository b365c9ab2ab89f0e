// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The rows of `agreement.tsv`: which traits word forms have, and what speaks for a form beside which neighbours.
struct AgreementTable: Sendable {
    /// A trait, and the readings that have it.
    struct TraitRow: Sendable {
        let trait: Traits
        /// True if all readings of a form must have the trait, not just one.
        let isOfAll: Bool
        /// The classes, cases and moods that a reading must have one of; nil for any, or none.
        var classes: Set<Inflection.Class>?
        var cases: Set<Inflection.Case>?
        var moods: Set<Inflection.Mood>?
        var needsCase = false
        /// The base forms that have the trait; nil for all.
        var bases: Set<String>?

        /// True if a reading has the trait.
        func holds(of reading: Inflection, _ base: String) -> Bool {
            if let moods, !(reading.mood.map(moods.contains) ?? false) { return false }
            if let classes, !classes.contains(reading.wordClass) { return false }
            if needsCase, reading.grammaticalCase == nil { return false }
            if let cases, !(reading.grammaticalCase.map(cases.contains) ?? false) { return false }
            return bases?.contains(base) ?? true
        }
    }

    /// The place of the neighbour that a rule looks at.
    enum Place: String {
        case across, clause, before, middle, after, beginning
    }

    /// The traits that a form must have, and those it must lack.
    struct Test: Sendable {
        var required: Traits = []
        var excluded: Traits = []

        /// True if `traits` has all that is required and nothing that is excluded.
        func holds(of traits: Traits) -> Bool {
            traits.isSuperset(of: required) && traits.isDisjoint(with: excluded)
        }
    }

    /// A form that is compared with the neighbour's.
    enum Comparison: String {
        case sameCase = "same-case"
        case sameForm = "same-form"
    }

    /// One rule: its weight is added where both tests hold and the comparison agrees.
    struct Rule: Sendable {
        let weight: Evidence
        let place: Place
        let neighbour: Test
        let own: Test
        let comparison: Comparison?
    }

    /// Words between two equals, in lower case.
    private(set) var conjunctions: Set<[Unicode.Scalar]> = []
    private(set) var traits: [TraitRow] = []
    /// The rules in the order in which evidence is added; at most 32.
    private(set) var rules: [Rule] = []

    /// The table that the program holds.
    ///
    /// - Throws: ``RepairError`` that names the line that is not as it has to be.
    init() throws(RepairError) {
        try self.init(text: String(decoding: PackageResources.agreement_tsv, as: UTF8.self))
    }

    /// The table that `text` spells out; errors call it `name`.
    ///
    /// - Throws: ``RepairError`` that names the line that is not as it has to be, or the trait that has no row.
    init(text: String, name: String = "agreement.tsv") throws(RepairError) {
        let table = WordTable(name: name, text: text)
        for row in table.rows {
            switch row.kind {
            case "words":
                let (list, words) = try row.list()
                guard list == "conjunction" else { throw row.refused("there is no list “\(list)”") }
                conjunctions.formUnion(words.map { Array($0.unicodeScalars) })
            case "trait", "only": traits.append(try TraitRow(row))
            case "rule":
                guard rules.count < 32 else { throw row.refused("there are more than 32 rules") }
                rules.append(try Rule(row))
            default: throw row.refused("there is no kind of row “\(row.kind)”")
            }
        }
        if conjunctions.isEmpty { throw table.lacking("conjunctions") }
        for trait in Trait.allCases where !traits.contains(where: { $0.trait == Traits(trait) }) {
            throw table.lacking("row for the trait “\(trait.rawValue)”")
        }
    }
}

extension AgreementTable.TraitRow {
    /// Parses `trait NAME CONDITIONS BASES` and `only NAME CONDITIONS BASES`.
    fileprivate init(_ row: WordTable.Row) throws(RepairError) {
        try row.requireColumns(4)
        trait = try Traits(named: row.columns[1], in: row)
        isOfAll = row.kind == "only"
        for condition in row.words(2) {
            let sides = condition.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, !sides[1].isEmpty else {
                throw row.refused("“\(condition)” is no condition, which is class=, case= or mood= and names")
            }
            let names = sides[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            switch sides[0] {
            case "class": classes = try Self.set(names, row) { $0.isEmpty ? nil : Inflection.Class(rawValue: $0) }
            case "mood": moods = try Self.set(names, row, Inflection.Mood.init(rawValue:))
            case "case" where names == ["any"]: needsCase = true
            case "case": cases = try Self.set(names, row) { Inflection.Case(name: $0) }
            default: throw row.refused("“\(sides[0])” is no class, case or mood")
            }
        }
        if row.columns[3] != "-" { bases = Set(row.words(3).map(String.init)) }
    }

    private static func set<Value: Hashable>(
        _ names: [String], _ row: WordTable.Row, _ value: (String) -> Value?
    ) throws(RepairError) -> Set<Value> {
        var result: Set<Value> = []
        for name in names {
            guard let value = value(name) else { throw row.refused("libvoikko has no “\(name)”") }
            result.insert(value)
        }
        return result
    }
}

extension AgreementTable.Rule {
    /// Parses `rule NAME NATS PLACE NEIGHBOUR OWN`.
    fileprivate init(_ row: WordTable.Row) throws(RepairError) {
        try row.requireColumns(6)
        guard let nats = Float(row.columns[2]), nats.isFinite, abs(nats) <= 100 else {
            throw row.refused("“\(row.columns[2])” is no weight in nats")
        }
        weight = Evidence(name: String(row.columns[1]), nats: nats)
        guard let place = AgreementTable.Place(rawValue: String(row.columns[3])) else {
            throw row.refused("there is no place “\(row.columns[3])”")
        }
        self.place = place
        neighbour = try AgreementTable.Test(row.words(4), in: row)
        let own = row.words(5)
        comparison = own.lazy.compactMap { AgreementTable.Comparison(rawValue: String($0)) }.first
        self.own = try AgreementTable.Test(
            own.filter { AgreementTable.Comparison(rawValue: String($0)) == nil }, in: row)
        guard comparison == nil || place == .across || place == .after else {
            throw row.refused("forms are compared across a conjunction or with the word after only")
        }
        guard place != .across || comparison != nil else { throw row.refused("“across” compares forms") }
    }
}

extension AgreementTable.Test {
    fileprivate init(_ names: [Substring], in row: WordTable.Row) throws(RepairError) {
        for name in names {
            if name.first == "!" {
                excluded.insert(try Traits(named: name.dropFirst(), in: row))
            } else {
                required.insert(try Traits(named: name, in: row))
            }
        }
    }
}

extension Traits {
    fileprivate init(named name: Substring, in row: WordTable.Row) throws(RepairError) {
        guard let trait = Trait(rawValue: String(name)) else { throw row.refused("there is no trait “\(name)”") }
        self.init(trait)
    }
}
