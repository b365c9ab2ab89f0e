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

        @Argument(help: "A document's id or path, or a project's code such as S20059.")
        var id: String
        @OptionGroup var hits: HitOptions
        @Flag(help: "Show other papers of the same project, first.")
        var sameProject = false
        @Option(help: ArgumentHelp("Compare by one field, such as kohderyhmä.", valueName: "field"))
        var by: String?
        @Flag(help: "Leave out documents of the same region.")
        var elsewhere = false
        @OptionGroup var time: TimeLimitOption
        @Flag(help: "Show for each of the words the passages of both documents where it stands.")
        var passages = false
        @OptionGroup var fields: FieldsOption
        @OptionGroup var index: IndexOption
        @OptionGroup var output: OutputOptions

        func run() throws {
            var options = ["limit": "\(hits.limit)", "offset": "\(hits.offset)"]
            if sameProject { options["same-project"] = "yes" }
            if elsewhere { options["elsewhere"] = "yes" }
            if let by { options["by"] = by }
            if passages { options["passages"] = "yes" }
            if let fields = fields.fields { options["fields"] = fields }
            let reply = try index.answerer().ask(.similar, options, Named.absolute(id), by: time.deadline)

            LastAnswer.remember(reply, of: try index.folder.path)
            try hits.show(reply, .similar, output) { try HitText(palette: $0).writeSimilar(reply, to: &$1) }
            if reply.rows.isEmpty && output.format == .text { Standard.error.writeLine("No document is like it.") }
            if let note = reply["note"] { Standard.error.writeLine("Note: " + Layout.escaped(note)) }
            if hits.failIfNone && reply.rows.isEmpty { throw ExitStatus.none }
        }
    }
}
