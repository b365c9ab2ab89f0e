// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import ProgramOptions

/// Which index answers, and in what form.
struct AnswerOptions: ParsableArguments {
    @OptionGroup var asked: SourceOptions
    @OptionGroup var output: OutputOptions
}

/// Which index answers a query, with which synonyms, and in what form.
struct QueryOptions: ParsableArguments {
    @OptionGroup var synonyms: SynonymOption
    @OptionGroup var answer: AnswerOptions

    /// Opens the index, or the daemon that serves it.
    func source() throws -> Source { try answer.asked.source(synonyms: synonyms) }
}

/// `--related WHEN`.
struct RelatedOption: ParsableArguments {
    /// True if related terms count.
    enum Choice: String, ExpressibleByArgument, CaseIterable {
        /// They count, below the query's own words.
        case yes
        /// They do not.
        case no
        /// They count where few documents hold all of the query's words.
        case auto
    }

    @Option(
        name: .customLong("related"),
        help: ArgumentHelp(
            "Whether parts of the query's compounds and related words count: yes, no, or auto: where few "
                + "documents hold all of its words.", valueName: "when"))
    var choice = Choice.auto
}

/// `--fail-if-none`.
struct FailIfNoneOption: ParsableArguments {
    @Flag(help: "End with status 1 where nothing is found.")
    var failIfNone = false

    /// Ends the program with ``ExitStatus/none`` where the flag asks for it and `isEmpty`.
    func check(_ isEmpty: @autoclosure () -> Bool) throws(ExitStatus) {
        if failIfNone && isEmpty() { throw .none }
    }
}

/// `--ids` and `--fail-if-none`.
struct FoundOptions: ParsableArguments {
    @Flag(help: "Print the ids alone.")
    var ids = false
    @OptionGroup var none: FailIfNoneOption
}

/// A document, as people name one.
struct DocumentArgument: ParsableArguments {
    @Argument(help: "A document's id or path, or a project's code such as S20059.", completion: ValueCompletions.ids)
    var id: String
}
