// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import CodedErrors
internal import LineProtocol
internal import Searching

extension Haku {
    /// `haku list [QUERY…]`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All documents that match a query, or all there are, with their fields.",
            discussion: "Any number of documents, one at a time, for tables and programs; without a query all of them.")

        @OptionGroup var query: OptionalQueryArgument
        @OptionGroup var fields: FieldsOption
        @Option(
            help: ArgumentHelp(
                "Order by rahoitus, alkaa, päättyy, vuosi or otsikko instead of by the index; - before it for falling.",
                valueName: "key"))
        var sort: String?
        @OptionGroup var related: RelatedOption
        @OptionGroup var found: FoundOptions
        @OptionGroup var asked: QueryOptions

        func run() throws {
            let key = try sort.map { text in
                guard let key = SortKey(text) else {
                    throw Failure(.usage, "--sort is rahoitus, alkaa, päättyy, vuosi or otsikko, not \(text)")
                }
                return key
            }
            var out = Standard.Output()
            var count = 0
            do {
                let fields = try QueryField.fields(named: fields.fields ?? "")
                if asked.answer.output.format == .csv && !found.ids {
                    try out.writeLine(CSV.record(RowKind.document.columns + fields.map(\.rawValue)))
                }
                let list = ListRequest(
                    query.words.isEmpty ? nil : query.words.joined(separator: " "),
                    related: Related(rawValue: related.choice.rawValue) ?? .auto, sort: key, fields: fields)
                try asked.answer.index.searcher(synonyms: asked.synonyms).list(list) { entry in
                    count += 1
                    try write(Row(entry, fields), to: &out)
                    return true
                }
            } catch let error as SearchError {
                throw Failure(.usage, error.message)
            }
            try out.flush()
            try found.none.check(count == 0)
        }

        private func write(_ row: Row, to out: inout Standard.Output) throws {
            if found.ids { return try out.writeLine(row["id"]) }
            var bytes: [UInt8] = []
            switch asked.answer.output.format {
            case .text:
                let cells = [row["id"], row["title"]] + row.fields.map(\.value.description)
                try out.writeLine(cells.map { Layout.printable($0) }.joined(separator: "  "))
            case .tsv: row.write(to: &bytes, format: .tsv)
            case .json: row.write(to: &bytes, format: .json)
            case .csv:
                try out.writeLine(CSV.record(row.values.map(\.description) + row.fields.map(\.value.description)))
            }
            try out.write(bytes: bytes)
        }
    }
}
