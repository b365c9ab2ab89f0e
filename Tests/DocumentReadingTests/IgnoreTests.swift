// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport
import Testing

@testable import DocumentReading

@Suite struct IgnoreTests {
    private func files(_ lines: [String: String], _ names: [String], excludesDefaults: Bool = true) throws -> [String] {
        let folder = TemporaryFolder()
        for name in names { try folder.write(Array("x".utf8), to: name) }
        for (name, text) in lines { try folder.write(Array(text.utf8), to: name) }
        return try FolderWalk(excludesDefaults: excludesDefaults).files(below: folder.path).files.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test func whatProgramsLeaveBehindIsPassedOver() throws {
        let names = [
            "kokous.txt", "~$kokous.docx", "Thumbs.db", "THUMBS.DB", "Desktop.ini", "$RECYCLE.BIN/poistettu.txt",
            ".Trash-1000/files/x.txt", "~WRL0001.tmp", "~df3.TMP", "__MACOSX/a.txt", "._a.txt", "@eaDir/a.txt",
            "kansio/~$x.xlsx", "System Volume Information/y", "~alku.txt", "tmp.txt", "a.tmp",
        ]
        #expect(try files([:], names) == ["a.tmp", "kokous.txt", "tmp.txt", "~alku.txt"])
        let all = try files([:], names, excludesDefaults: false)
        #expect(all.contains("Thumbs.db") && all.contains("kansio/~$x.xlsx") && !all.contains("._a.txt"))
    }

    @Test func patternsMeanWhatTheyMeanToGit() throws {
        let names = [
            "a.log", "b.txt", "d/a.log", "d/e/c.txt", "d/tärkeä.log", "build/x.txt", "d/build/y.txt", "docs/z.txt",
        ]
        #expect(
            try files([".hakuignore": "*.log\n"], names) == [
                "b.txt", "build/x.txt", "d/build/y.txt", "d/e/c.txt", "docs/z.txt",
            ])
        #expect(try files([".hakuignore": "*.log\r\n!tärkeä.log\r\n"], names).contains("d/tärkeä.log"))
        // Anchored, and not.
        #expect(try !files([".hakuignore": "/build"], names).contains("build/x.txt"))
        #expect(try files([".hakuignore": "/build"], names).contains("d/build/y.txt"))
        #expect(try files([".hakuignore": "build/"], names).allSatisfy { !$0.contains("build") })
        #expect(try files([".hakuignore": "b.txt/"], names).contains("b.txt"))
        #expect(try !files([".hakuignore": "d/**/c.txt"], names).contains("d/e/c.txt"))
        #expect(try !files([".hakuignore": "**/e"], names).contains("d/e/c.txt"))
        #expect(try files([".hakuignore": "d/**"], names) == ["a.log", "b.txt", "build/x.txt", "docs/z.txt"])
        #expect(try files([".hakuignore": "d/*.log"], names).contains("a.log"))
        #expect(try !files([".hakuignore": "d/*.log"], names).contains("d/a.log"))
    }

    @Test func aDeeperFileDecidesAndNothingComesBackOutOfAFolder() throws {
        let names = ["a.txt", "d/a.txt", "d/b.txt", "pois/a.txt"]
        let lines = [".hakuignore": "a.txt\npois\n!pois/a.txt\n", "d/.hakuignore": "!a.txt\n/b.txt\n"]
        #expect(try files(lines, names) == ["d/a.txt"])
    }

    @Test(arguments: [
        ("# a.txt", true), ("\\#a", true), ("a.txt  ", false), ("a\\.txt", false), ("?.txt", false),
        ("[a-c].txt", false),
        ("[!a-c].txt", true), ("[^b].txt", false), ("[]a].txt", false), ("[a.txt", true), ("*", false), ("a.tx", true),
        ("/*.txt", false), ("x/a.txt", true), ("**/a.txt", false), ("A.TXT", true), ("", true), ("!a.txt", true),
        ("**", false), ("a.txt\\", true), ("*.t*t", false), ("\u{FEFF}a.txt", false),
    ])
    func onePatternKeepsOrLeavesOut(_ pattern: String, _ isKept: Bool) throws {
        #expect(try files([".hakuignore": pattern + "\n"], ["a.txt"]) == (isKept ? ["a.txt"] : []))
    }

    @Test func lettersAreTheSameInWhicheverFormTheyCome() throws {
        #expect(
            try files([".hakuignore": "p\u{E4}\u{E4}t\u{F6}s*\n"], ["pa\u{308}a\u{308}to\u{308}s 1.txt", "b.txt"]) == [
                "b.txt"
            ])
    }

    @Test func aChangedPlaceBelowALeftOutFolderStaysOut() throws {
        let folder = TemporaryFolder()
        for name in ["d/e/a.txt", "d/b.txt", "Thumbs.db"] { try folder.write([0x61], to: name) }
        try folder.write(Array("e/\n".utf8), to: "d/.hakuignore")
        let places = ["d/e/a.txt", "d/b.txt", "Thumbs.db"].map { Array($0.utf8) }
        let result = FolderWalk().files(below: Array(folder.path.utf8), at: places)
        #expect(result.files == [Array("d/b.txt".utf8)] && result.hasLeftOut)
    }
}
