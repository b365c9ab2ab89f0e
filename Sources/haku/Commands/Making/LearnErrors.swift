// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import DocumentReading
internal import FinnishText
internal import Glibc
internal import OCRRepair

extension Haku {
    /// `haku learn-errors CLEAN OCR`
    struct LearnErrors: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "learn-errors",
            abstract: "Learns a scanner's errors from pages that exist twice, and prints an error model.",
            discussion: """
                CLEAN and OCR are two files, or two folders with files of the same names: the text as it is, and as the \
                scanner read it. Give the model to “haku index” and “haku normalise” with --error-model. Some ten \
                thousand words make a good one; what they do not show is taken from haku's own model, or from --base.
                """)

        @Argument(help: "The text as it is.")
        var clean: String
        @Argument(help: "The text as it was read.")
        var read: String
        @Option(help: ArgumentHelp("The model that tells what the pages do not.", valueName: "file"))
        var base: String?
        @Option(help: ArgumentHelp("Write the model to this file instead of standard output.", valueName: "file"))
        var output: String?

        func run() throws {
            var learner = ErrorLearner()
            var pairs = 0
            for (left, right) in try files() {
                let texts = try [left, right].map {
                    Composition.composed(String(decoding: try InputFile.contents($0), as: UTF8.self))
                }
                learner.learn(clean: texts[0], read: texts[1])
                pairs += 1
            }
            guard learner.words > 0 else {
                throw Failure(.badData, "\(clean) and \(read) have no words in common; are they the same pages?")
            }
            let title = "Learnt from \(learner.words) words in \(pairs) files, \(learner.wrong) of them read wrong."
            let model = try learner.file(title: title, base: base)
            if let output {
                try OutputFile.write(Array(model.utf8), to: output)
            } else {
                var out = Standard.Output()
                try out.write(model)
                try out.flush()
            }
            Standard.error.writeLine("haku: " + title)
        }

        /// The files to compare.
        private func files() throws -> [(String, String)] {
            guard let names = Self.names(in: clean) else { return [(clean, read)] }
            guard let others = Self.names(in: read) else {
                throw Failure(.noInput, "\(clean) is a folder, but \(read) is none.")
            }
            let both = Set(names).intersection(others).sorted()
            guard !both.isEmpty else {
                throw Failure(.noInput, "\(clean) and \(read) have no files of the same names.")
            }
            return both.map { (clean + "/" + $0, read + "/" + $0) }
        }

        /// The names in a folder; nil where `path` is none.
        private static func names(in path: String) -> [String]? {
            guard let folder = unsafe opendir(path) else { return nil }
            defer { unsafe closedir(folder) }
            var names: [String] = []
            while let entry = unsafe readdir(folder) {
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                    unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
                }
                if !name.hasPrefix(".") { names.append(name) }
            }
            return names
        }
    }
}
