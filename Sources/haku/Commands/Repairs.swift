// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import OCRRepair
internal import SearchIndex
internal import Searching

extension Haku {
    /// `haku repairs list|refuse|confirm|allow`
    struct Repairs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What a person thinks of repairs: refuse them, confirm them, take that back, list them.",
            discussion: """
                A refused repair is not made again, in whatever document. A confirmed one is always made, and tells what \
                the readers of this collection take for what. The index keeps both lists through every re-indexing. \
                Documents that are in the index already change when they are indexed anew: \
                “haku index --rebuild”.
                """,
            subcommands: [List.self, Refuse.self, Confirm.self, Allow.self], defaultSubcommand: List.self)

        /// `haku repairs list`
        struct List: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "The refused repairs: the word as it comes, a tab, what is not put in its place.",
                discussion: """
                    --doubtful lists the repairs of all documents that are least sure instead, a TSV line each: original, \
                    repaired, confidence 0–1, document, line in the file, the text around. What is not right of it can be \
                    given to “haku repairs refuse --from FILE”, what is to “haku repairs confirm --from FILE”. \
                    --confirmed lists those.
                    """)

            @Flag(help: "List the least sure repairs that were made.")
            var doubtful = false
            @Flag(help: "List the confirmed repairs.")
            var confirmed = false
            @Option(help: ArgumentHelp("With --doubtful: those less sure than this, 0–1.", valueName: "confidence"))
            var below: Double = 0.9
            @Option(help: ArgumentHelp("With --doubtful: at most so many.", valueName: "n"))
            var limit = 1_000
            @OptionGroup var index: IndexOption

            func validate() throws {
                guard !doubtful || !confirmed else {
                    throw ValidationError("Choose --doubtful or --confirmed, not both.")
                }
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
                let path = try index.folder.path
                let list = try confirmed ? ConfirmationList(folder: path).text : RefusalList(folder: path).text
                for line in list.split(separator: "\n").dropFirst() {
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
                let repairs = try named.repairs()
                try Repairs.change(index.folder) { refused, confirmed in
                    for repair in repairs { repair.refuse(in: &refused, &confirmed) }
                }
            }
        }

        /// `haku repairs confirm ORIGINAL REPAIRED`
        struct Confirm: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Always make this repair.",
                discussion: """
                    What is a word of Finnish as it stands (seka, meant for sekä) is repaired in damaged documents only.
                    """)

            @OptionGroup var named: NamedRepair
            @OptionGroup var index: IndexOption

            func validate() throws {
                guard named.original == nil || named.repaired != nil else {
                    throw ValidationError("Name what is put in the word’s place, too.")
                }
            }

            func run() throws {
                let repairs = try named.repairs()
                if let bare = repairs.first(where: { $0.repaired == nil }) {
                    throw Failure(
                        .badData, "\(bare.original): what is put in its place is missing; nothing was confirmed.")
                }
                try Repairs.change(index.folder) { refused, confirmed in
                    for repair in repairs { repair.confirm(in: &refused, &confirmed) }
                }
            }
        }

        /// `haku repairs allow ORIGINAL [REPAIRED]`
        struct Allow: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Take a refusal or a confirmation back.")

            @OptionGroup var named: NamedRepair
            @OptionGroup var index: IndexOption

            func run() throws {
                let repairs = try named.repairs()
                try Repairs.change(index.folder) { refused, confirmed in
                    let known = refused.count + confirmed.count
                    for repair in repairs { repair.allow(in: &refused, &confirmed) }
                    guard refused.count + confirmed.count < known else {
                        throw Failure(
                            .noInput,
                            "No such repair is refused or confirmed; “haku repairs list”, also with --confirmed, shows those "
                                + "that are.")
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
            func repairs() throws -> [RefusedRepair] {
                if let from {
                    let text = String(decoding: try InputFile.contents(from), as: UTF8.self)
                    let repairs = RefusalList(text: text).refused
                    guard !repairs.isEmpty else {
                        throw Failure(.noInput, "\(from) names no repair: a line each, ORIGINAL, a tab, REPAIRED.")
                    }
                    return repairs.sorted { ($0.original, $0.repaired ?? "") < ($1.original, $1.repaired ?? "") }
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
            _ folder: IndexFolder, _ body: (inout Set<RefusedRepair>, inout [String: String]) throws -> Void
        ) throws {
            guard try folder.currentGeneration() != nil else {
                throw Failure(.noInput, "There is no index in \(folder.path); make one with “haku index PATH”.")
            }
            try RefusalList.changing(in: folder.path, body)
        }
    }
}
