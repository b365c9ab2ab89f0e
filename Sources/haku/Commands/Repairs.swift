// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import OCRRepair
internal import SearchIndex

extension Haku {
    /// `haku repairs list|refuse|allow`
    struct Repairs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What a person thinks of repairs: refuse them, allow them again, list the refused.",
            discussion: """
                A refused repair is not made again, in whatever document; the index keeps the list through every \
                re-indexing. Documents that are in the index already change when they are indexed anew: \
                “haku index --rebuild”.
                """,
            subcommands: [List.self, Refuse.self, Allow.self], defaultSubcommand: List.self)

        /// `haku repairs list`
        struct List: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "The refused repairs: the word as it comes, a tab, what is not put in its place.",
                discussion: """
                    --doubtful lists the repairs of all documents that are least sure instead, a TSV line each: original, \
                    repaired, confidence 0–1, document, line in the file, the text around. What is not right of it can be \
                    given to “haku repairs refuse --from FILE”.
                    """)

            @Flag(help: "List the least sure repairs that were made.")
            var doubtful = false
            @Option(help: ArgumentHelp("With --doubtful: those less sure than this, 0–1.", valueName: "confidence"))
            var below: Double = 0.9
            @Option(help: ArgumentHelp("With --doubtful: at most so many.", valueName: "n"))
            var limit = 1_000
            @OptionGroup var index: IndexOption

            func validate() throws {
                guard (0...1).contains(below), limit > 0 else {
                    throw ValidationError("--below takes a number from 0 to 1, --limit one above 0.")
                }
            }

            func run() throws {
                var out = Standard.Output()
                if doubtful {
                    let found = try IndexReader(folder: index.folder).retrying {
                        try DoubtfulRepairs(in: $0, below: Float(below), limit: limit)
                    }
                    for row in found.rows {
                        let confidence = Double(Int((row.confidence * 100).rounded())) / 100
                        try out.writeLine(
                            TSV.record([
                                row.original, row.repaired, "\(confidence)", row.document, "\(row.line)", row.text,
                            ]))
                    }
                    return try out.flush()
                }
                for line in try RefusalList(folder: index.folder.path).text.split(separator: "\n").dropFirst() {
                    try out.writeLine(String(line))
                }
                try out.flush()
            }
        }

        /// `haku repairs refuse ORIGINAL [REPAIRED]`
        struct Refuse: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Never make this repair; without REPAIRED, never repair ORIGINAL at all.")

            @OptionGroup var named: NamedRepair
            @OptionGroup var index: IndexOption

            func run() throws {
                let refusals = try named.refusals()
                try Repairs.change(index.folder) { $0.formUnion(refusals) }
            }
        }

        /// `haku repairs allow ORIGINAL [REPAIRED]`
        struct Allow: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Take a refusal back.")

            @OptionGroup var named: NamedRepair
            @OptionGroup var index: IndexOption

            func run() throws {
                let refusals = try named.refusals()
                try Repairs.change(index.folder) { refused in
                    let known = refused.count
                    refused.subtract(refusals)
                    guard refused.count < known else {
                        throw Failure(.noInput, "No such repair is refused; “haku repairs list” shows those that are.")
                    }
                }
            }
        }

        /// The repair that a command is about.
        struct NamedRepair: ParsableArguments {
            @Argument(help: "The word as it comes.")
            var original: String?
            @Argument(help: "What is put in its place.")
            var repaired: String?
            @Option(
                help: ArgumentHelp(
                    "Read them from a file: a line each, ORIGINAL, a tab, REPAIRED; further columns say nothing.",
                    valueName: "file"))
            var from: String?

            /// The repairs named, or read from the file.
            func refusals() throws -> Set<RefusedRepair> {
                if let from {
                    let text = String(decoding: try InputFile.contents(from), as: UTF8.self)
                    let refusals = RefusalList(text: text).refused
                    guard !refusals.isEmpty else {
                        throw Failure(.noInput, "\(from) names no repair: a line each, ORIGINAL, a tab, REPAIRED.")
                    }
                    return refusals
                }
                return original.map { [RefusedRepair(original: $0, repaired: repaired)] } ?? []
            }

            func validate() throws {
                guard (original == nil) != (from == nil) else {
                    throw ValidationError("Name one word, or a file with --from.")
                }
                for word in [original ?? "a", repaired ?? "a"]
                where word.isEmpty || word.contains(where: \.isWhitespace) {
                    throw ValidationError("Name one word, as it stands in the text.")
                }
            }
        }

        /// Changes the list of the index in `folder`.
        fileprivate static func change(
            _ folder: IndexFolder, _ body: (inout Set<RefusedRepair>) throws -> Void
        ) throws {
            guard try folder.currentGeneration() != nil else {
                throw Failure(.noInput, "There is no index in \(folder.path); make one with “haku index PATH”.")
            }
            _ = try RefusalList.changing(in: folder.path, body)
        }
    }
}
