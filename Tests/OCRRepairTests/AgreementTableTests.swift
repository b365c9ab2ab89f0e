// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Testing

@testable import FinnishText
@testable import OCRRepair

/// The rows of `agreement.tsv`, and lines that are refused.
@Suite struct AgreementTableTests {
    private static let shipped = Result { try AgreementTable() }

    private func traits(_ inflection: Inflection, _ base: String) throws -> Traits {
        try Self.shipped.get().inflections([(inflection, base)]).traits
    }

    /// Readings, and the traits that they have or lack: those of a row all of whose conditions they meet.
    private static let readings: [(Inflection, base: String, OCRRepair.Trait, has: Bool)] = [
        (Inflection(wordClass: .verb, mood: .firstInfinitive), "käyttää", .infinitive, true),
        (Inflection(wordClass: .verb, mood: .thirdInfinitive), "opiskella", .thirdInfinitive, true),
        (Inflection(wordClass: .verb, mood: .conditional), "olla", .finite, true),
        (Inflection(wordClass: .verb, mood: .imperative), "jakaa", .imperative, true),
        (Inflection(wordClass: .denial), "ei", .negation, true),
        (Inflection(wordClass: .verb, mood: .indicative), "voida", .modal, true),
        (Inflection(wordClass: .pronoun, grammaticalCase: .elative, number: .plural), "tämä", .demonstrative, true),
        (Inflection(wordClass: .pronoun, grammaticalCase: .elative, number: .plural), "tämä", .elative, true),
        (Inflection(wordClass: .noun, grammaticalCase: .nominative, number: .singular), "teos", .subject, true),
        (Inflection(wordClass: .noun, grammaticalCase: .genitive, number: .plural), "teos", .genitive, true),
        (Inflection(wordClass: .noun, grammaticalCase: .nominative, number: .singular), "lupa", .infinitiveHead, true),
        (Inflection(wordClass: .pronoun, grammaticalCase: .nominative, number: .singular), "joku", .quantifier, true),
        (Inflection(wordClass: .noun, grammaticalCase: .nominative), "voida", .modal, false),
        (Inflection(wordClass: .verb, mood: .indicative), "laulaa", .modal, false),
        (Inflection(wordClass: .pronoun, grammaticalCase: .genitive), "joku", .quantifier, false),
        (Inflection(wordClass: .adjective, grammaticalCase: .nominative), "hyvin", .subject, false),
        (Inflection(wordClass: .verb, mood: .indicative), "olla", .nominal, false),
    ]

    @Test(arguments: readings)
    func aReadingHasTheTraitsOfRowsThatItMeets(
        inflection: Inflection, base: String, trait: OCRRepair.Trait, has: Bool
    ) throws {
        #expect(try traits(inflection, base).contains(Traits(trait)) == has)
    }

    @Test func anImperativeIsOneByAllReadingsButInterjections() throws {
        let table = try Self.shipped.get()
        let imperative = (Inflection(wordClass: .verb, mood: .imperative), "jakaa")
        let interjection = (Inflection(wordClass: .exclamation), "jaa")
        let noun = (Inflection(wordClass: .noun, grammaticalCase: .nominative), "jaa")
        #expect(table.inflections([imperative, interjection]).traits.contains(Traits(.imperative)))
        #expect(!table.inflections([imperative, noun]).traits.contains(Traits(.imperative)))
        #expect(!table.inflections([interjection]).traits.contains(Traits(.imperative)))
    }

    @Test(
        arguments: [
            ("verb\tx", "agreement.tsv:1: there is no kind of row “verb”."),
            ("# remark\nwords\tconjunction", "agreement.tsv:2: a row of kind “words” has 3 columns, not 2."),
            ("words\tconjunction\t-", "agreement.tsv:1: the list “conjunction” has no words."),
            ("words\tverbs\tja", "agreement.tsv:1: there is no list “verbs”."),
            ("trait\tshiny\t-\t-", "agreement.tsv:1: there is no trait “shiny”."),
            ("trait\tmodal\tclass=verbi\t-", "agreement.tsv:1: libvoikko has no “verbi”."),
            ("trait\tmodal\ttense=past\t-", "agreement.tsv:1: “tense” is no class, case or mood."),
            ("rule\tx\tmuch\tbefore\t-\tfinite", "agreement.tsv:1: “much” is no weight in nats."),
            ("rule\tx\t1\tbeside\t-\tfinite", "agreement.tsv:1: there is no place “beside”."),
            ("rule\tx\t1\tbefore\t-\t", "agreement.tsv:1: column 6 is empty."),
            ("rule\tx\t1\tacross\t-\tfinite", "agreement.tsv:1: “across” compares forms."),
            ("", "agreement.tsv has no conjunctions."),
            ("words\tconjunction\tja", "agreement.tsv has no row for the trait “infinitive”."),
        ])
    func aMalformedLineIsRefusedWithItsPlace(text: String, message: String) {
        let error = #expect(throws: RepairError.self) { try AgreementTable(text: text) }
        #expect(error?.message == message)
    }
}

/// Sums of the rules for a word beside its neighbours.
@Suite struct AgreementTests {
    @Test(
        arguments: [
            (AgreementTable.Place.clause, OCRRepair.Trait.modal, OCRRepair.Trait.infinitive, Float(2.5)),
            (.before, .infinitiveHead, .infinitive, 2), (.before, .quantifier, .elative, 2),
            (.middle, .pronoun, .imperative, -1.5), (.after, .thirdInfinitive, .finite, 1.5),
            (.before, .modal, .infinitive, 0), (.middle, .negation, .imperative, 0),
        ])
    func aRuleAddsItsWeight(
        place: AgreementTable.Place, neighbour: OCRRepair.Trait, own: OCRRepair.Trait, nats: Float
    ) throws {
        let table = try AgreementTable()
        var agreement = Agreement()
        agreement.note(Inflections(traits: Traits(neighbour)), at: place, table)
        var sum = EvidenceSum(isExplained: true)
        agreement.add(Inflections(traits: Traits(own)), to: &sum, table)
        #expect(sum.total == nats)
        #expect(sum.reasons?.reduce(0) { $0 + $1.nats } == nats)
    }

    @Test func anAttributeIsComparedByCaseAndNumber() throws {
        let table = try AgreementTable()
        func nats(_ attribute: CaseForms) -> Float {
            var agreement = Agreement()
            agreement.note(Inflections(forms: CaseForms(.elative, .plural)), at: .after, table)
            var sum = EvidenceSum(isExplained: false)
            let own = Inflections(traits: .attribute, forms: attribute, attributeForms: attribute)
            agreement.add(own, to: &sum, table)
            return sum.total
        }
        #expect(nats(CaseForms(.elative, .plural)) == 1.5)
        #expect(nats(CaseForms(.elative, .singular)) == 0)
    }
}
