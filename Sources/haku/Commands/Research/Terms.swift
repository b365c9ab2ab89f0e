// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import SearchIndex

extension Haku {
    /// `haku terms`
    struct Terms: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The terms of the index with their figures, or those of each document, for research.",
            discussion: """
                Prints a line for each lemma: term, documents that hold it, sum of its counts. A whole word counts 12, an \
                unlikely reading 6, a part of a compound 5 (--all: derivations, forms and terms within fields too, behind \
                their prefixes; ARCHITECTURE.md has the table). --documents prints each document as a vector instead: id, \
                length, and each term with its count, as term:count in tsv and as an object in json.
                """)

        @Flag(help: "Print each document with its terms instead.")
        var documents = false
        @Flag(help: "Print all terms, not only lemmas.")
        var all = false
        @Option(help: ArgumentHelp("Only terms that begin so.", valueName: "text"))
        var prefix = ""
        @Option(help: ArgumentHelp("The form: tsv or json, an object a line.", valueName: "format"))
        var format = Form.tsv
        @OptionGroup var index: IndexOption

        /// The form of the lines.
        enum Form: String, ExpressibleByArgument, CaseIterable {
            case tsv, json
        }

        func run() throws {
            let reader = try IndexReader(folder: try index.folder)
            var out = Standard.Output()
            do {
                if documents { try printDocuments(reader, &out) } else { try printTerms(reader, &out) }
            } catch let error as IndexError where error.code == .modified {
                throw Failure(.inputOutput, "The index was changed while its terms were printed; print them again.")
            }
            try out.flush()
        }

        /// True if `term` is to be printed: lemmas have no prefix of capitals.
        private func isWanted(_ term: String) -> Bool {
            guard let first = term.utf8.first, term.hasPrefix(prefix) else { return false }
            return all || !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
        }

        private func printTerms(_ reader: IndexReader, _ out: inout Standard.Output) throws {
            var failure: (any Error)?
            // Terms come in batches; each one's sum is a look-up of its own.
            try reader.forEachTerm(withPrefix: prefix) { term, count in
                guard isWanted(term) else { return true }
                do {
                    let sum = try reader.collectionFrequency(of: term)
                    switch format {
                    case .tsv: try out.writeLine(TSV.record([term, "\(count)", "\(sum)"]))
                    case .json:
                        try out.writeLine(
                            JSON.object([
                                ("term", .text(term)), ("documents", .integer(count)), ("count", .integer(sum)),
                            ])
                            .encoded)
                    }
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
            if let failure { throw failure }
        }

        private func printDocuments(_ reader: IndexReader, _ out: inout Standard.Output) throws {
            var numbers: [UInt32] = []
            try reader.forEachPosting(of: "") { number, _ in
                numbers.append(number)
                return true
            }
            for number in numbers {
                let id = try reader.record(of: number).id
                let length = Int(try reader.length(of: number))
                let terms = try reader.terms(of: number).filter { isWanted($0.term) && $0.frequency > 0 }
                switch format {
                case .tsv:
                    let counts = terms.map { "\($0.term):\($0.frequency)" }
                    try out.writeLine(TSV.record([id, "\(length)"] + counts))
                case .json:
                    let counts = terms.map { (key: $0.term, value: JSON.integer(Int($0.frequency))) }
                    try out.writeLine(
                        JSON.object([("id", .text(id)), ("length", .integer(length)), ("terms", .object(counts))])
                            .encoded)
                }
            }
        }
    }
}
