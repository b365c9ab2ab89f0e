// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import LineProtocol
internal import SearchIndex

/// True if related terms count.
enum RelatedChoice: String, ExpressibleByArgument, CaseIterable {
    /// They count, below the query's own words.
    case yes
    /// They do not.
    case no
    /// They count where few documents hold all of the query's words.
    case auto
}

extension Haku {
    /// `haku search QUERY…`
    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ranked hits of a query.",
            discussion: """
                Any form of a word finds all its forms, whole words before parts of compounds. "…" is a phrase, =sana \
                exactly this form, +word must and -word must not be there; AND OR NOT (JA TAI EI) and parentheses; \
                alku* and *loppu; a NEAR/5 b; field:word; vuosi:2016..2018; rahoitus:100000..; koodi:S20059.
                """)

        @OptionGroup var query: QueryArgument
        @OptionGroup var hits: HitOptions
        @Option(
            help: ArgumentHelp(
                "Whether parts of the query's compounds and related words count: yes, no, or auto: where few "
                    + "documents hold all of its words.", valueName: "when"))
        var related = RelatedChoice.auto
        @Option(
            help: ArgumentHelp(
                "Order by rahoitus, alkaa, päättyy, vuosi, otsikko or muokattu instead of by weight; - before it for falling. What "
                    + "lacks the value comes last.",
                valueName: "key"))
        var sort: String?
        @Flag(help: "One hit a project: the best.")
        var collapse = false
        @Flag(help: "A hit for each document, also where several have the same text.")
        var copies = false
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var fields: FieldsOption
        @OptionGroup var synonyms: SynonymOption
        @OptionGroup var index: IndexOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            let text = try query.text()
            var options = ["limit": "\(hits.limit)", "offset": "\(hits.offset)", "related": related.rawValue]
            if hits.ids { options["snippet"] = "no" }
            if let sort { options["sort"] = sort }
            if copies { options["copies"] = "yes" }
            if collapse { options["collapse"] = "project" }
            if let fields = fields.fields { options["fields"] = fields }
            let reply = try index.answerer(synonyms: synonyms).ask(.search, options, text, by: time.deadline)

            LastAnswer.remember(reply, of: try index.folder.path)
            try hits.show(reply, .hit, output) { try HitText(palette: $0).writeSearch(reply, to: &$1) }
            if output.format == .text && !hits.ids {
                for line in HitText.summary(reply) { Standard.error.writeLine(line) }
            } else {
                // What a person must know even where a program reads the answer.
                for line in HitText.summary(reply).dropFirst() { Standard.error.writeLine("haku: " + line) }
            }
            if hits.failIfNone && reply["matches"] == "0" { throw ExitStatus.none }
        }
    }
}
