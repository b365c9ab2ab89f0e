// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import DocumentReading
internal import FinnishText
internal import Glibc
internal import Indexing
internal import OCRRepair
internal import SearchIndex

extension Haku {
    /// `haku normalise [FILE…]`
    struct Normalise: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The repaired text of files, or of standard input.",
            discussion: """
                Puts paragraphs and split words together again and repairs what an OCR program misread. --report prints \
                a TSV line for each repair: file, line, column, original, repaired, confidence 0–1, reason. --explain adds \
                columns in nats, the log of how much likelier one thing is than another: gain (the repair against what \
                stands), margin (the least gain at which a repair is made), the next likeliest word and by how much it is \
                less likely (- and - where there is none), and the evidence that the gain is the sum of, a column each: \
                name=nats. --rejected also prints what missed its margin: reason rejected, confidence 0.
                """)

        @Argument(help: ArgumentHelp("The files; standard input where there is none, or for -.", valueName: "file"))
        var files: [String] = []
        @OptionGroup var told: ReportOptions
        @Option(help: ArgumentHelp("Write one file for each, of the same name, into this folder.", valueName: "dir"))
        var output: String?
        @Option(
            help: ArgumentHelp(
                "Read the pages of a PDF as pictures: auto (where they have no text, or a badly read one), never, always.",
                valueName: "when"))
        var ocr: OCRMode = .auto
        @OptionGroup var repair: RepairOptionGroup
        @OptionGroup var index: IndexOption

        func validate() throws {
            guard output == nil || !told.report else { throw ValidationError("Choose --report or --output, not both.") }
        }

        func run() throws {
            if let output { try OutputFile.makeFolder(output) }
            // An index is looked at only where one is named.
            let refusing = try index.given == nil ? nil : index.folder
            // A folder without one is a slip of the pen, not an index without words.
            if let refusing { _ = try IndexReader(folder: refusing) }
            var options = try repair.options(refusedIn: refusing)
            options.isExplained = told.explain
            let data = try RepairData()
            let repairer = try Repairer(data: data, options: options)
            let words = refusing.map { CollectionVocabulary(folder: $0) }
            let normaliser = Normaliser(judge: repairer)
            var out = Standard.Output()
            var failures: [Failure] = []
            var written: Set<String> = []
            for file in files.isEmpty ? ["-"] : files {
                let source: SourceDocument
                do {
                    source = try read(file, data)
                } catch {
                    // One bad file does not stop the others.
                    let failure = Failure(error)
                    failures.append(failure)
                    Standard.error.writeLine("haku: " + failure.message)
                    continue
                }
                let repaired = repairer.repair(normaliser.normalise(source.text), with: words)
                let name = file == "-" ? "-" : file
                if told.report {
                    let lines = RepairReport(
                        of: source.text, name: name, isExplained: told.explain, withRejected: told.rejected)
                    for line in lines.lines(for: repaired) { try out.writeLine(line) }
                } else if let output {
                    let base = file == "-" ? "stdin.txt" : file.split(separator: "/").last.map(String.init) ?? file
                    guard written.insert(base).inserted else {
                        throw Failure(.cannotCreate, "Two files are called \(base); write them to two folders.")
                    }
                    try OutputFile.write(Array(repaired.text.utf8), to: output + "/" + base)
                } else {
                    try out.write(repaired.text)
                    if repaired.text.utf8.last != UInt8(ascii: "\n") { try out.write("\n") }
                }
            }
            try out.flush()
            if let first = failures.first { throw first.status }
        }

        private func read(_ file: String, _ data: RepairData) throws -> SourceDocument {
            let reader = DocumentReader(ocr: ocr, judgingLayersBy: { try? Repairer(data: data) })
            return file == "-"
                ? try reader.decode(try Standard.readAll(), name: "standard input") : try reader.read(file)
        }
    }
}
