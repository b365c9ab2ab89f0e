// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import ProgramSupport
import TestSupport
import Testing

/// `haku check` tells of damage; it does not crash on it.
@Suite(.timeLimit(.minutes(20))) struct CheckTests {
    /// Changes two bytes of the file `name` of the generation of the index in `scratch`.
    private func damage(_ name: String, in scratch: TemporaryFolder, _ random: inout SeededRandom) throws {
        let generation = try #require(names(in: scratch("index")).first { $0.hasPrefix("generation-") })
        let url = scratch.url("index/" + generation + "/" + name)
        var bytes = try Data(contentsOf: url)
        for place in [bytes.count / 3, bytes.count - 1] {
            bytes[Int.random(in: 0...place, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
        }
        try bytes.write(to: url)
    }

    @Test(arguments: ["postlist.glass", "position.glass", "termlist.glass", "docdata.glass", "iamglass", "sums"])
    func damageIsNamedWithTheNextStepByCheckAndBySearch(_ file: String) throws {
        var random = SeededRandom(17)
        for _ in 0..<4 {
            let scratch = TemporaryFolder()
            try FileManager.default.copyItem(atPath: try SeedIndex.path(), toPath: scratch("index"))
            let sound = try Program.haku(["check", "--index", scratch("index")])
            #expect(sound.status == 0 && sound.output.hasSuffix(" documents, nothing damaged\n"))
            #expect(try Program.haku(["search", "kunta", "--index", scratch("index")]).status == 0)
            try damage(file, in: scratch, &random)
            for command in [["check"], ["search", "kunta"], ["similar", "S20059"], ["stats"], ["index"]] {
                let run = try Program.haku(command + ["--index", scratch("index")])
                #expect(run.status == 65, "\(command) \(run)")
                #expect(run.errors.contains("haku index --rebuild"), "\(run)")
            }
        }
    }

    @Test func aDaemonWhoseIndexIsDamagedSaysSoAndLivesOn() throws {
        let scratch = TemporaryFolder()
        try FileManager.default.copyItem(atPath: try SeedIndex.path(), toPath: scratch("index"))
        let daemon = try RunningDaemon(index: scratch("index"))
        let id = try #require(try daemon.ask(["SEARCH limit=1 kunta"]).first?.split(separator: "\t")[3])
        #expect(try daemon.ask(["SIMILAR \(id)"]).last?.hasPrefix("OK") == true)
        var random = SeededRandom(4)
        try damage("termlist.glass", in: scratch, &random)
        // Within the time for which a look at the files holds, the old blocks may still be read.
        var last = ""
        repeat { last = try daemon.ask(["SIMILAR offset=1 \(id)"]).last ?? "" } while last.hasPrefix("OK")
        #expect(last.hasPrefix("ERR 500"), "\(last)")
        #expect(try daemon.ask(["PING"]) == ["OK"])
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }
}
