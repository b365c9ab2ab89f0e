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
                abstract: "The refused repairs: the word as it comes, a tab, what is not put in its place.")

            @OptionGroup var index: IndexOption

            func run() throws {
                var out = Standard.Output()
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

            func run() throws { try Repairs.change(index.folder) { $0.insert(named.refusal) } }
        }

        /// `haku repairs allow ORIGINAL [REPAIRED]`
        struct Allow: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Take a refusal back.")

            @OptionGroup var named: NamedRepair
            @OptionGroup var index: IndexOption

            func run() throws {
                try Repairs.change(index.folder) { refused in
                    guard refused.remove(named.refusal) != nil else {
                        throw Failure(.noInput, "No such repair is refused; “haku repairs list” shows those that are.")
                    }
                }
            }
        }

        /// The repair that a command is about.
        struct NamedRepair: ParsableArguments {
            @Argument(help: "The word as it comes.")
            var original: String
            @Argument(help: "What is put in its place.")
            var repaired: String?

            var refusal: RefusedRepair { RefusedRepair(original: original, repaired: repaired) }

            func validate() throws {
                for word in [original, repaired ?? "a"] where word.isEmpty || word.contains(where: \.isWhitespace) {
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
