// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// `haku check` tells of damage; it does not crash on it.
@Suite(.timeLimit(.minutes(20))) struct CheckTests {
    @Test(arguments: ["postlist.glass", "position.glass", "termlist.glass", "docdata.glass", "iamglass"])
    func checkNamesDamageWithTheNextStep(_ file: String) throws {
        let scratch = TemporaryFolder()
        try FileManager.default.copyItem(atPath: try SeedIndex.path(), toPath: scratch("index"))
        let generation = try #require(names(in: scratch("index")).first { $0.hasPrefix("generation-") })
        let url = scratch.url("index/" + generation + "/" + file)
        let whole = try Data(contentsOf: url)
        let sound = try Program.haku(["check", "--index", scratch("index")])
        #expect(sound.status == 0 && sound.output.hasSuffix(" documents, nothing damaged\n"))
        let places = whole.indices.filter { whole[$0] != 0 }
        var random = SeededRandom(17)
        var noticed = 0
        for _ in 0..<8 {
            var damaged = whole
            for _ in 0..<2 {
                damaged[try #require(places.randomElement(using: &random))] ^= UInt8.random(in: 1...255, using: &random)
            }
            try damaged.write(to: url)
            let run = try Program.haku(["check", "--index", scratch("index")])
            #expect(run.status == 0 || run.status == 65, "\(run)")
            #expect(run.status == 0 || run.errors.contains("haku index --rebuild"), "\(run)")
            noticed += run.status == 65 ? 1 : 0
        }
        #expect(noticed > 3)
    }
}
