// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Figures that researchers and operators take out of haku.
@Suite(.timeLimit(.minutes(20))) struct ResearchTests {
    private let scratch = TemporaryFolder()

    @Test func aRunIsMadeAgainOfItsSettings() throws {
        try scratch.file("aiheet.tsv", "1\tkyläyhdistys\n2\tnuoret\n")
        let index = try SeedIndex.path()
        let first = try Program.haku([
            "batch", "--index", index, "--tag", "koe", "--related", "no", "--limit", "3", "--settings", scratch("s"),
            scratch("aiheet.tsv"),
        ])
        #expect(first.status == 0 && !first.lines.isEmpty && first.lines.allSatisfy { $0.hasSuffix(" koe") })
        var again = try Program.haku(["batch", "--again", scratch("s")])
        #expect(again.status == 0 && again.output == first.output && again.errors.isEmpty, "\(again.errors)")
        try scratch.file("aiheet.tsv", "1\tkyläyhdistys\n")
        again = try Program.haku(["batch", "--again", scratch("s")])
        #expect(again.status == 0 && again.errors.contains("topics-sum was "))
        #expect(try Program.haku(["batch", "--again", scratch("aiheet.tsv")]).status == 65)
        #expect(try Program.haku(["batch"]).status == 64)
    }

    @Test func termsAndVectorsAreExported() throws {
        let index = try SeedIndex.path()
        let terms = try Program.haku(["terms", "--index", index, "--prefix", "kyläyhd"])
        #expect(terms.lines.first?.hasPrefix("kyläyhdistys\t2\t") == true, "\(terms.output)")
        let json = try Program.haku(["terms", "--index", index, "--format", "json", "--prefix", "kyläyhdistys"])
        #expect(json.lines.first?.hasPrefix("{\"term\":\"kyläyhdistys\",\"documents\":2,\"count\":") == true)
        let vectors = try Program.haku(["terms", "--documents", "--index", index, "--format", "json"])
        #expect(vectors.lines.count == 5)
        for line in vectors.lines {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let terms = try #require(object["terms"] as? [String: Int])
            #expect(terms.count > 20 && terms.keys.allSatisfy { $0.first?.isUppercase != true })
        }
        let table = try Program.haku(["terms", "--documents", "--index", index])
        #expect(table.lines.count == 5 && table.lines[0].contains("\tasiakas:") || table.output.contains(":12"))
    }

    @Test func aRunTellsItsFiguresToPrograms() throws {
        try scratch.file("docs/a.txt", "Kyläyhdistys rakentaa laavun.\n")
        try scratch.file("docs/b.txt", "")
        let arguments = [
            "index", "--index", scratch("i"), "--format", "json", "--metrics-file", scratch("haku.prom"),
            scratch("docs"),
        ]
        func run() throws -> (line: [String: Any], metrics: String) {
            let run = try Program.haku(arguments)
            #expect(run.lines.count == 1)
            let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            let metrics = try String(contentsOf: scratch.url("haku.prom"), encoding: .utf8)
            return (try #require(object), metrics)
        }
        let first = try run()
        #expect(first.line["new"] as? Int == 1 && first.line["newly_failed"] as? Int == 1)
        #expect((first.line["failures"] as? [[String: String]])?.first?["path"]?.hasSuffix("docs/b.txt") == true)
        #expect(first.metrics.contains("\nhaku_index_run_newly_failed{index=\"\(scratch("i"))\"} 1\n"))
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch("haku.prom"))
        #expect(attributes[.posixPermissions] as? Int == 0o644)
        let second = try run()
        #expect(second.line["newly_failed"] as? Int == 0 && second.line["still_failed"] as? Int == 1)
        #expect(second.metrics.contains("haku_index_run_unchanged{"))
    }
}
