// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import LineProtocol

/// In what form an answer is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For a person.
    case text
    /// The protocol's data lines.
    case tsv
    /// The protocol's JSON lines.
    case json
    /// Comma-separated values with a header, safe in a spreadsheet.
    case csv
}

/// `--color WHEN`.
struct ColorOption: ParsableArguments {
    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    /// The colours that the choice means here.
    var palette: Palette { Palette(color) }
}

/// `--format FORMAT` and `--color WHEN`.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The form of the answer: text, tsv, json or csv.", valueName: "format"))
    var format = OutputFormat.text
    @Flag(help: "With --format tsv: print the names of the columns first.")
    var header = false
    @OptionGroup var color: ColorOption

    func validate() throws {
        guard !header || format == .tsv || format == .csv else {
            throw ValidationError("--header goes with --format tsv; csv has one always.")
        }
    }
}

/// Which of the hits are shown, and what it means if there are none.
struct HitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How many hits to show.", valueName: "n"))
    var limit = 10
    @Option(help: ArgumentHelp("How many of the best to skip.", valueName: "n"))
    var offset = 0
    @OptionGroup var found: FoundOptions

    func validate() throws {
        guard limit >= 0, offset >= 0 else { throw ValidationError("--limit and --offset take a number from 0.") }
    }

    /// Prints the hits of `reply`, or their ids alone, to standard output.
    ///
    /// - Parameters:
    ///   - reply: The reply, whose rows are of `kind`.
    ///   - kind: The kind of its rows.
    ///   - options: The form of the answer, and its colours.
    ///   - text: Prints the reply for a person.
    /// - Throws: What writing, or `text`, throws.
    func show(
        _ reply: Reply, _ kind: RowKind, _ options: OutputOptions,
        text: (Palette, inout Standard.Output) throws -> Void
    ) throws {
        var out = Standard.Output()
        if found.ids {
            for hit in reply.rows where hit.kind == kind { try out.writeLine(hit["id"]) }
        } else {
            var writer = RowWriter(options)
            let palette = options.color.palette
            try writer.write(reply, kind, to: &out) { try text(palette, &$1) }
        }
        try out.flush()
    }
}

/// The words of a query.
struct QueryArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The query; its words are joined by one space.", valueName: "query"))
    var words: [String] = []

    /// The query. Says on standard error what was made of words that look like the short options of other programs.
    func text() throws -> String {
        guard !words.isEmpty else { throw ValidationError("There is no query.") }
        for word in words where word.count == 2 && word.first == "-" && word.last?.isLetter == true {
            Standard.error.writeLine(
                "haku: \(word) is no option here: it leaves out what holds the word “\(word.dropFirst())”. Options are "
                    + "written out, as --limit 3; haku search --help lists them.")
        }
        return words.joined(separator: " ")
    }
}

/// The words of a query behind another argument, or none.
struct OptionalQueryArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The query; its words are joined by one space.", valueName: "query"))
    var words: [String] = []
}

/// `--fields NAME,…`
struct FieldsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Print these fields, with commas between, such as kunta,vuosi,rahoitus.", valueName: "names"),
        completion: ValueCompletions.fieldList)
    var fields: String?
}
