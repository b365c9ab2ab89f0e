// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import TestSupport
import Testing

@testable import Languages

/// Thesauri that people bring, and the tables made of them.
struct ThesaurusTests {
    private let folder = TemporaryFolder()

    private func concepts(_ name: String, _ text: String) throws -> [[ThesaurusLabel]] {
        var found = ConceptLabels()
        try ThesaurusFile.read(try folder.file(name, text), into: &found)
        return found.concepts
    }

    private func texts(_ labels: [ThesaurusLabel]) -> [String] {
        labels.map { ($0.isNarrower ? ">" : "") + $0.language.rawValue + ":" + $0.text }
    }

    @Test func filesOfOneThesaurusShareConceptsAndTakeTheirLanguageFromTheirNames() throws {
        var found = ConceptLabels()
        for (name, text) in [("t-fi.tsv", "<p1>\tkuuset (suku)\n<p2>\tmänty\n"), ("t-sv.tsv", "<p1>\tgranar\r\n")] {
            try ThesaurusFile.read(try folder.file(name, text), into: &found)
        }
        try ThesaurusFile.read(try folder.file("more.tsv", "# remark\n<p2>\tpine\ten\n"), into: &found)
        #expect(found.concepts.map(texts) == [["fi:kuuset", "sv:granar"], ["fi:mänty", "en:pine"]])
    }

    private static let turtle = #"""
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        PREFIX x: <http://example.org/>
        # a remark; with a "string
        x:p1 a skos:Concept ; skos:prefLabel "yhdistykset"@fi, "föreningar"@sv ;
            skos:altLabel '''rekisteröidyt
        yhdistykset'''@fi ; skos:note [ skos:prefLabel "not a label"@fi ] .
        <http://example.org/p2> skos:prefLabel "kyl\u00e4yhdistykset"@fi , "byaföreningar"@sv-FI, "Dorfvereine"@de ;
            skos:broader x:p1 ; x:number 1.5 ; x:date "2020"^^x:year .
        """#

    @Test func labelsAndBroaderConceptsAreReadFromTurtle() throws {
        let found = try concepts("own.ttl", Self.turtle)
        #expect(
            found.map(texts) == [
                [
                    "fi:yhdistykset", "sv:föreningar", "fi:rekisteröidyt\nyhdistykset", ">fi:kyläyhdistykset",
                    ">sv:byaföreningar",
                ],
                ["fi:kyläyhdistykset", "sv:byaföreningar"],
            ])
    }

    /// A file that is no thesaurus, and the end of the sentence that says why.
    struct Fault {
        var name: String
        var text: String
        var message: String
    }

    @Test(arguments: [
        Fault(
            name: "a.tsv", text: "p1\tyksi\nkaksi\n",
            message: ":2: a concept's name, a TAB and a label are wanted; there is \"kaksi\"."),
        Fault(name: "b.ttl", text: "@prefix x: <y> .\nx:a x:b \"c", message: ":2: a string has no end."),
        Fault(
            name: "c.ttl", text: "@prefix x: <y> .\nx:a x:b x:c\n",
            message: ":3: a sentence has no full stop at its end."),
        Fault(name: "d.tsv", text: "# nothing\n", message: " has no labels in Finnish, Swedish or English"),
        Fault(
            name: "e.ttl", text: "@prefix x .", message: ":1: a prefix wants a name with a colon and an address in < >."
        ),
    ])
    func aFaultIsNamedWithItsLine(fault: Fault) throws {
        let error = #expect(throws: LanguageDataError.self) { try concepts(fault.name, fault.text) }
        #expect(error?.message.contains(fault.name + fault.message) == true, "\(error?.message ?? "")")
    }

    @Test func aTableFindsConceptsByTheKeysOfTheirOwnLabels() throws {
        let found = try concepts("own.ttl", Self.turtle)
        let table = LabelTable(found) { [$0.text] }
        #expect(table.concepts(named: "föreningar", in: .swedish).map(texts) == [texts(found[0])])
        #expect(table.concepts(named: "kyläyhdistykset", in: .finnish).map(texts) == [texts(found[1])])
        #expect(table.concepts(named: "föreningar", in: .finnish).isEmpty)
        #expect(table.concepts(named: "", in: .english).isEmpty)
    }

    @Test func aTableIsTheSameFromAFile() throws {
        let found = (0..<300).map { [ThesaurusLabel(language: .finnish, text: "sana\($0 / 2)")] }
        let path = try folder.file("t.labels", Data(LabelTable.bytes(found) { [$0.text] }))
        let table = try LabelTable(path: path)
        #expect(table.concepts(named: "sana7", in: .finnish).count == 2)
        #expect(table.concepts(named: "sana150", in: .finnish).isEmpty)
    }

    @Test(arguments: [0, 3, 24, 200])
    func aFileCutShortIsRefusedOrHarmless(count: Int) throws {
        let whole = LabelTable.bytes((0..<20).map { [ThesaurusLabel(language: .finnish, text: "s\($0)")] }) {
            [$0.text]
        }
        let path = try folder.file("cut.labels", Data(whole.prefix(count)))
        #expect(throws: LanguageDataError.self) { try LabelTable(path: path) }
    }
}
