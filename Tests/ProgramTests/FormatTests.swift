// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct FormatTests {
    /// A PDF of two pages, without its table of places, which Poppler makes anew.
    private static let pdf = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 5 0 R]>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 7 0 R>>>>>>endobj
        4 0 obj<</Length 57>>stream
        BT /F 12 Tf 72 700 Td (Kokous alkoi tavalliseen aikaan) Tj ET
        endstream endobj
        5 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<</Font<</F 7 0 R>>>>>>endobj
        6 0 obj<</Length 57>>stream
        BT /F 12 Tf 72 700 Td (Kaupunginjohtaja kertoi hankkeesta) Tj ET
        endstream endobj
        7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
        trailer<</Size 8/Root 1 0 R>>
        %%EOF
        """

    @Test func aMissingConverterIsNamedOnceAndWhatNeedsItIsReadWhenItIsThere() throws {
        let scratch = TemporaryFolder()
        for name in ["a.pdf", "b.pdf"] { _ = try scratch.file(name, Self.pdf) }
        _ = try scratch.file("c.txt", "Kissa")
        let arguments = ["index", "--index", scratch("hakemisto")] + ["a.pdf", "b.pdf", "c.txt"].map { scratch($0) }
        let poor = try Program.haku(arguments, environment: ["PATH": "/nonexistent"])
        #expect(poor.status == 65 && poor.output.contains("1 document"))
        #expect(poor.errors.contains("2 × is not read without pdfinfo; install poppler-utils"))
        #expect(poor.errors.components(separatedBy: "haku: ").count == 2, "\(poor.errors)")
        let rich = try Program.haku(arguments)
        #expect(rich.status == 0 && rich.output.contains("3 documents"), "\(rich)")
    }

    @Test func withoutTheConfinerNoConverterIsStarted() throws {
        let scratch = TemporaryFolder()
        // The program by itself: nothing that belongs to it lies beside it but its data.
        let alone = scratch.url("bin")
        try FileManager.default.createDirectory(at: alone, withIntermediateDirectories: true)
        for file in try FileManager.default.contentsOfDirectory(at: Program.folder, includingPropertiesForKeys: nil)
        where file.lastPathComponent == "haku" || file.pathExtension == "resources" {
            try FileManager.default.copyItem(at: file, to: alone.appendingPathComponent(file.lastPathComponent))
        }
        let arguments = [
            "index", "--index", scratch("hakemisto"), try scratch.file("a.pdf", Self.pdf),
            try scratch.file("b.txt", "Kissa"),
        ]
        let run = try Program.run(
            "haku", arguments, through: ["sh", "-c", "exec \(alone.path)/haku \"$@\""])
        #expect(run.status == 65 && run.output.contains("1 document"), "\(run)")
        #expect(run.errors.contains("a.pdf: is not read without haku-confine; install haku"), "\(run)")
    }

    @Test func hitsSayThePageOfAPDFAndDocumentsInFilesAreFound() throws {
        let scratch = TemporaryFolder()
        _ = try scratch.file("poytakirja.pdf", Self.pdf)
        _ = try scratch.file("taulu.csv", "Nimi;Kunta;Kuvaus\nKylähanke;Kalajoki;nuorten työpaja\nToinen;Ii;retki\n")
        let index = scratch("hakemisto")
        let run = try Program.haku(
            ["index", "--index", index, "--ocr", "never", scratch("poytakirja.pdf"), scratch("taulu.csv")])
        #expect(run.status == 0 && run.output.contains("3 documents"), "\(run)")
        let hit = try Program.haku(["search", "--index", index, "--format", "tsv", "kaupunginjohtajan"])
        let columns = try #require(hit.lines.first).split(separator: "\t", omittingEmptySubsequences: false)
        #expect(columns.count >= 7 && columns[3] == "poytakirja.pdf" && columns[6] == "2", "\(hit)")
        let record = try Program.haku(["search", "--index", index, "--ids", "kunta:Kalajoki"])
        #expect(record.lines == ["taulu.csv/1"])
        let again = try Program.haku(["index", "--index", index])
        #expect(again.output.contains("3 unchanged"), "\(again)")
        let text = try Program.haku(["normalise", scratch("poytakirja.pdf")])
        #expect(text.output.contains("Kaupunginjohtaja kertoi hankkeesta"))
    }
}
