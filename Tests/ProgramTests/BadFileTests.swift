// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import ProgramSupport
import TestSupport
import Testing

/// The files that people's folders hold beside documents: each is named with its reason, and the documents go in.
@Suite(.timeLimit(.minutes(20))) struct BadFileTests {
    /// Opens with a password only: RC4 with 40 bits, as of PDF 1.4.
    private static let lockedPDF = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
        7 0 obj
        <</Filter/Standard/Length 40/P -4/R 2/V 1
        /O<ca58709935a693266be6de618e7d5a9fc570123f20a123a0f20a3377a562fe7d>
        /U<662c72f0438d463826fb43b0591b52cc1c8e878e1d33ebd6ff36eef1078e876f>>>
        endobj
        trailer<</Root 1 0 R/Encrypt 7 0 R/ID[<31415926535897932384626433832795><31415926535897932384626433832795>]>>
        %%EOF
        """

    /// A ZIP archive of one file, which the system's program packs.
    private func zip(_ scratch: TemporaryFolder, _ archive: String, of member: String, in folder: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["zip", "-q9", scratch(archive), member]
        process.currentDirectoryURL = scratch.url(folder)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func eachFileThatIsNoDocumentIsNamedWithItsReasonAndTheRestGoesIn() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/hyvä.txt", "Teksti.\n")
        try scratch.file("docs/katkennut.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog")
        try scratch.file("docs/lukittu.pdf", Self.lockedPDF)
        try scratch.file("docs/rivin\nvaihto.txt", Data([0, 1, 2, 3, 0, 0, 1]))
        try scratch.file("pommi/nollat.txt", Data(repeating: 0x20, count: 24 << 20))
        try zip(scratch, "docs/pommi.zip", of: "nollat.txt", in: "pommi")
        try zip(scratch, "docs/laatikko.zip", of: "pommi.zip", in: "docs")
        // Two gigabytes: of nothing, and of what begins as text.
        for (name, text) in [("tyhjyys.txt", ""), ("suuri.txt", "Tekstiä on paljon.\n")] {
            try scratch.file("docs/" + name, text)
            #expect(unsafe truncate(scratch("docs/" + name), 2 << 30) == 0)
        }
        let index = ["index", "--index", scratch("index")]
        // Far less memory than the files' sizes, those of bombs included.
        let run = try Program.haku(
            index + [scratch("docs"), "/dev/null"], through: ["prlimit", "--as=\(1600 << 20)"])
        #expect(run.status == 65 && run.output.contains("1 document (1 new"), "\(run)")
        let tooMuch = "was given up: it grows more than 300 times when expanded"
        let reasons = [
            "katkennut.pdf: is a PDF that cannot be read", "lukittu.pdf: is a PDF that opens with a password only",
            "rivin%0Avaihto.txt: ", "pommi.zip/nollat.txt: " + tooMuch,
            "laatikko.zip/pommi.zip/nollat.txt: was given up: expanded, the file that it lies in grows to more than 16 MiB",
            "tyhjyys.txt: has 2147483648 bytes, more than the limit", "suuri.txt: has 2147483648 bytes, more than the",
            "haku: /dev/null: is a device, not a file",
        ]
        for reason in reasons { #expect(run.errors.contains(reason), "\(reason) \(run.errors)") }
        #expect(run.errors.contains("\(reasons.count) not taken:"))
        // No name breaks a line.
        #expect(run.errors.split(separator: "\n").count { $0.hasPrefix("haku: ") } == reasons.count)
    }

    @Test func whatAFolderHoldsThatIsNoFileIsSkippedByNameAndIsNoFailure() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/hyvä.txt", "Teksti.\n")
        try scratch.file("ulkona.txt", "Salaisuus.\n")
        #expect(unsafe mkfifo(scratch("docs/putki"), 0o600) == 0)
        for (name, target) in [
            ("silmukka", "."), ("itse", "itse"), ("ulos", "../ulkona.txt"), ("nolla", "/dev/zero"),
            ("poissa", "ei/ole"),
            ("sisällä", "hyvä.txt"),
        ] {
            #expect(unsafe symlink(target, scratch("docs/" + name)) == 0)
        }
        let index = ["index", "--index", scratch("docs/index")]
        let run = try Program.haku(index + [scratch("docs")])
        #expect(run.status == 0 && run.output.contains("2 documents (2 new"), "\(run)")
        for reason in [
            "putki: is a pipe, not a file", "silmukka: is a symbolic link to a folder, which is not followed",
            "itse: is a symbolic link that leads in a circle", "poissa: is a symbolic link to what does not exist",
            "ulos: is a symbolic link to a file outside the folder, which is not followed",
            "nolla: is a symbolic link to a pipe, socket or device",
        ] {
            #expect(run.errors.contains("haku: skipped: \(scratch("docs"))/\(reason)\n"), "\(run.errors)")
        }
        #expect(run.errors.contains("6 skipped:\n") && !run.errors.contains("not taken"))
        // Again they are named, and what is left out is not, nor what lies in the index's own folder.
        #expect(unsafe mkfifo(scratch("docs/index/putki"), 0o600) == 0)
        let again = try Program.haku(index + ["--exclude", "*l*"])
        #expect(again.status == 0 && again.errors.contains("3 skipped:\n"), "\(again.errors)")
        // Named by itself, a pipe is refused, and not waited for.
        let named = try Program.haku(index + [scratch("docs/putki")])
        #expect(named.status == 65 && named.errors.contains("putki: is a pipe, not a file"))
    }

    @Test func aFileThatChangesWhileItIsReadIsNamedAndWhatWasReadOfItBeforeStays() throws {
        let scratch = TemporaryFolder()
        try scratch.file("docs/hyvä.txt", "Teksti.\n")
        let log = try scratch.file("docs/loki.txt", "Ensimmäinen tapahtuma.\n")
        let index = ["index", "--no-repair", "--index", scratch("index")]
        #expect(try Program.haku(index + [scratch("docs")]).status == 0)

        // Long enough that another program writes to it before it is read.
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(repeating: 0x61, count: 32 << 20))
        let writer = Process()
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        writer.arguments = ["-c", "while [ -e '\(scratch("kirjoita"))' ]; do echo x; done >> '\(log)'"]
        try scratch.file("kirjoita", "")
        try writer.run()
        defer {
            _ = unsafe unlink(scratch("kirjoita"))
            writer.waitUntilExit()
        }
        let run = try Program.haku(index)
        #expect(run.status == 65 && run.output.contains("2 documents"), "\(run)")
        #expect(run.errors.contains("loki.txt: changed while it was read; run again"), "\(run.errors)")
        #expect(try Program.haku(["search", "--ids", "--index", scratch("index"), "tapahtuma"]).lines == ["loki.txt"])
    }
}
