// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines
internal import LineProtocol
internal import SearchIndex

extension Haku {
    /// `haku similar ID`
    struct Similar: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Documents like one, and the words that tie them.",
            discussion: "Other papers of the same project are left out, unless --same-project.")

        @OptionGroup var document: DocumentArgument
        @OptionGroup var hits: HitOptions
        @OptionGroup var compared: ComparedOptions
        @OptionGroup var time: TimeLimitOption
        @Flag(help: "Show for each of the words the passages of both documents where it stands.")
        var passages = false
        @Flag(help: "A hit for each document, also where several have the same text.")
        var copies = false
        @OptionGroup var fields: FieldsOption
        @OptionGroup var answer: AnswerOptions

        func run() throws {
            var options = ["limit": "\(hits.limit)", "offset": "\(hits.offset)"]
            options.merge(compared.request) { $1 }
            if passages { options["passages"] = "yes" }
            if copies { options["copies"] = "yes" }
            if let fields = fields.fields { options["fields"] = fields }
            let reply = try answer.asked.source().ask(.similar, options, Named.absolute(document.id), within: time)

            LastAnswer.remember(reply, of: try answer.asked.index.folder(named: false).path)
            try hits.show(reply, .similar, answer.output) { try HitText(palette: $0).writeSimilar(reply, to: &$1) }
            if reply.rows.isEmpty && answer.output.format == .text {
                Standard.error.writeLine("No document is like it.")
            }
            if let note = reply.note { Standard.error.writeLine("Note: " + Layout.escaped(note)) }
            try hits.found.none.check(reply.rows.isEmpty)
        }
    }
}

/// Which documents are compared, and by what.
struct ComparedOptions: ParsableArguments {
    @Flag(help: "Show other papers of the same project, first.")
    var sameProject = false
    @Option(
        help: ArgumentHelp("Compare by one field, such as kohderyhmä.", valueName: "field"),
        completion: .list(ValueCompletions.fields))
    var by: String?
    @Flag(help: "Leave out documents of the same region.")
    var elsewhere = false

    /// The options as those of SIMILAR.
    var request: [String: String] {
        var options: [String: String] = [:]
        if sameProject { options["same-project"] = "yes" }
        if elsewhere { options["elsewhere"] = "yes" }
        if let by { options["by"] = by }
        return options
    }
}
