// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import DocumentReading
internal import FinnishText
internal import Glibc
internal import Indexing
internal import OCRRepair

extension Haku {
    /// `haku normalise [FILE…]`
    struct Normalise: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The repaired text of files, or of standard input.",
            discussion: """
                Puts paragraphs and split words together again and repairs what an OCR program misread. --report prints \
                a TSV line for each repair: file, line, column, original, repaired, confidence 0–1, reason.
                """)

        @Argument(help: ArgumentHelp("The files; standard input where there is none, or for -.", valueName: "file"))
        var files: [String] = []
        @Flag(help: "Print what was repaired instead of the text.")
        var report = false
        @Option(help: ArgumentHelp("Write one file for each, of the same name, into this folder.", valueName: "dir"))
        var output: String?
        @Option(
            help: ArgumentHelp(
                "Read the pages of a PDF as pictures: auto (where they have no text), never, always.",
                valueName: "when"))
        var ocr: OCRMode = .auto
        @OptionGroup var repair: RepairOptionGroup
        @OptionGroup var index: IndexOption

        func validate() throws {
            guard output == nil || !report else { throw ValidationError("Choose --report or --output, not both.") }
        }

        func run() throws {
            if let output { try OutputFile.makeFolder(output) }
            // An index is looked at only where one is named.
            let refusing = try index.given == nil ? nil : index.folder
            let repairer = try Repairer(data: RepairData(), options: repair.options(refusedIn: refusing))
            let words = refusing.map { CollectionVocabulary(folder: $0) }
            let normaliser = Normaliser(judge: repairer)
            var out = Standard.Output()
            var failures: [Failure] = []
            var written: Set<String> = []
            for file in files.isEmpty ? ["-"] : files {
                let source: SourceDocument
                do {
                    source = try read(file)
                } catch {
                    // One bad file does not stop the others.
                    let failure = Failure(error)
                    failures.append(failure)
                    Standard.error.writeLine("haku: " + failure.message)
                    continue
                }
                let repaired = repairer.repair(normaliser.normalise(source.text), with: words)
                let name = file == "-" ? "-" : file
                if report {
                    try write(repaired, of: source.text, from: name, to: &out)
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

        private func read(_ file: String) throws -> SourceDocument {
            let reader = DocumentReader(ocr: ocr)
            return file == "-"
                ? try reader.decode(try Standard.readAll(), name: "standard input") : try reader.read(file)
        }

        private func write(
            _ repaired: RepairedText, of source: String, from name: String, to out: inout Standard.Output
        ) throws {
            let places = LinePlaces(source)
            for repair in repaired.repairs {
                let place = places.place(ofUTF8: repair.sourceOffset)
                let confidence = (repair.confidence * 1000).rounded() / 1000
                try out.writeLine(
                    TSV.record([
                        name, "\(place.line)", "\(place.column)", repair.original, repair.repaired, "\(confidence)",
                        repair.reason.rawValue,
                    ]))
            }
        }
    }
}
