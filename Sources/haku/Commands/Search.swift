// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import LineProtocol
internal import SearchIndex

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
        @OptionGroup var related: RelatedOption
        @Option(
            help: ArgumentHelp(
                "Order by rahoitus, alkaa, päättyy, vuosi, otsikko or muokattu instead of by weight; - before it for falling. What "
                    + "lacks the value comes last.",
                valueName: "key"), completion: .list(ValueCompletions.sortKeys))
        var sort: String?
        @Flag(help: "One hit a project: the best.")
        var collapse = false
        @Flag(help: "A hit for each document, also where several have the same text.")
        var copies = false
        @Flag(
            name: .customLong("estimate"),
            help: "Let the number of matches be an estimate where there are many: faster, with the same hits.")
        var isEstimate = false
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var fields: FieldsOption
        @OptionGroup var since: SinceOption
        @OptionGroup var asked: QueryOptions

        func run() throws {
            let text = try query.text()
            var options = ["limit": "\(hits.limit)", "offset": "\(hits.offset)", "related": related.choice.rawValue]
            if hits.found.ids { options["snippet"] = "no" }
            options.merge(since.request) { $1 }
            if let sort { options["sort"] = sort }
            if copies { options["copies"] = "yes" }
            if isEstimate { options["exact"] = "no" }
            if collapse { options["collapse"] = "project" }
            if let fields = fields.fields { options["fields"] = fields }
            let reply = try asked.source().ask(.search, options, text, within: time)

            LastAnswer.remember(reply, of: try asked.answer.asked.index.folder(named: false).path)
            try hits.show(reply, .hit, asked.answer.output) { try HitText(palette: $0).writeSearch(reply, to: &$1) }
            if asked.answer.output.format == .text && !hits.found.ids {
                for line in HitText.summary(reply) { Standard.error.writeLine(line) }
            } else {
                // What a person must know even where a program reads the answer.
                for line in HitText.summary(reply).dropFirst() { Standard.error.writeLine("haku: " + line) }
            }
            try hits.found.none.check(reply["matches"] == "0")
        }
    }
}
