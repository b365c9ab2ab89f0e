// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import AddressRepair

/// The rules' own examples, and what holds for every rule.
@Suite struct RuleTests {
    @Test(arguments: AddressRules.all.rules)
    func examplesComeOutAsTheyWereMeant(rule: Rule) {
        for example in rule.examples {
            for isDamaged in rule.isForSoundText ? [true, false] : [true] {
                let mended = Mended(example.read, isDamaged: isDamaged)
                #expect(mended.text == example.meant)
                #expect(mended.rules.contains(rule.name), "\(example.read)")
                #expect(
                    Mended("katso \(example.read) ja", isDamaged: isDamaged).text == "katso \(example.meant) ja")
            }
        }
    }

    @Test(arguments: AddressRules.all.rules)
    func counterexamplesStayAsTheyAre(rule: Rule) {
        for text in rule.counterexamples {
            for isDamaged in [true, false] {
                #expect(Mended(text, isDamaged: isDamaged).text == text)
                #expect(Mended("ks. \(text) ", isDamaged: isDamaged).text == "ks. \(text) ")
            }
        }
    }

    @Test(arguments: AddressRules.all.rules)
    func noExampleComesOutAsItWasMeantWithoutItsRule(rule: Rule) {
        let others = AddressRules.all.without(rule.name)
        for example in rule.examples { #expect(Mended(example.read, rules: others).text != example.meant) }
    }

    @Test(arguments: AddressRules.all.rules.filter { !$0.isForSoundText })
    func rulesForDamagedTextLeaveSoundText(rule: Rule) {
        for example in rule.examples { #expect(!Mended(example.read, isDamaged: false).rules.contains(rule.name)) }
    }

    @Test(arguments: AddressRules.all.rules)
    func everyRuleHasTwoExamplesAndACounterexample(rule: Rule) {
        #expect(rule.examples.count >= 2)
        #expect(!rule.counterexamples.isEmpty)
        #expect(!rule.examples.contains { $0.read == $0.meant })
    }

    @Test func namesTellRulesApart() {
        let names = AddressRules.all.rules.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func everyRuleIsOfOneKind() {
        let rules = AddressRules.all
        #expect(rules.reading.count + rules.joining.count + rules.mending.count == rules.rules.count)
    }
}

extension Rule: CustomTestStringConvertible {
    public var testDescription: String { name }
}
