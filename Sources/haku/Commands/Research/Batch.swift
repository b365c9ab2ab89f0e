// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import CodedErrors
internal import Deadlines
internal import DocumentIDs
internal import ProgramOptions
internal import SearchIndex
internal import Searching

extension Haku {
    /// `haku batch TOPICS`
    struct Batch: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answers many queries as a TREC run.",
            discussion: """
                TOPICS holds "topic<TAB>query" lines (- is standard input). Prints "topic Q0 id rank score tag" lines, hits of \
                one score by their ids. Related words count, unless --related no. The time limit is for each topic. \
                --settings writes a file of all that makes the run, of which --again makes it again, without TOPICS.
                """)

        @Argument(help: "The file of topics.")
        var topics: String?
        @Option(help: ArgumentHelp("How many hits a topic.", valueName: "n"))
        var limit = 1000
        @Option(help: ArgumentHelp("Whether related words count: yes, no or auto.", valueName: "when"))
        var related = RelatedOption.Choice.yes
        @Flag(help: "The second column is a document's id: find documents like it.")
        var similar = false
        @OptionGroup var kept: RunOptions
        @OptionGroup var timed: TimingOptions
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var synonyms: SynonymOption
        @OptionGroup var index: IndexOption

        func validate() throws {
            guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 10000.") }
            guard (topics == nil) != (kept.again == nil) else {
                throw ValidationError("Name a file of topics, or --again and a file of settings.")
            }
            guard topics != "-" || kept.settings == nil else {
                throw ValidationError("--settings names the file of topics: name one, not standard input.")
            }
        }

        func run() throws {
            var run = self
            let before = try kept.again.map { try RunSettings(file: $0) }
            if let before { try run.take(before) }
            try run.answer(before)
        }

        /// Takes over what `before` says.
        private mutating func take(_ before: RunSettings) throws {
            topics = before["topics"].first
            limit = before["limit"].first.flatMap { Int($0) } ?? limit
            related = before["related"].first.flatMap { RelatedOption.Choice(rawValue: $0) } ?? related
            similar = before["similar"].first == "yes"
            kept.tag = before["tag"].first ?? kept.tag
            synonyms.files = before["synonyms"]
            synonyms.thesaurus = before["thesaurus"]
            if index.given == nil, index.name == nil { index.given = before["index"].first }
        }

        /// The settings of this run of the topics `bytes`.
        private func settings(_ bytes: [UInt8], _ searcher: Searcher, _ topics: String) throws -> RunSettings {
            let reader = try IndexReader(folder: try index.folder)
            var made = RunSettings()
            made.add("haku", hakuVersion)
            made.add("index", Named.absolute(try index.folder.path))
            made.add("generation", reader.generation)
            made.add("documents", reader.documentCount)
            made.add("topics", Named.absolute(topics))
            made.add("topics-sum", RunSettings.sum(of: bytes))
            made.add("limit", limit)
            made.add("related", related.rawValue)
            made.add("similar", similar ? "yes" : "no")
            made.add("tag", kept.tag)
            for file in synonyms.files { made.add("synonyms", Named.absolute(file)) }
            for file in synonyms.thesaurus { made.add("thesaurus", Named.absolute(file)) }
            return made
        }

        private func answer(_ before: RunSettings?) throws {
            let topics = topics ?? "-"
            let bytes = topics == "-" ? try Standard.readAll() : try InputFile.contents(topics)
            let searcher = try index.searcher(synonyms: synonyms)
            let settings = try settings(bytes, searcher, topics)
            for key in before == nil ? [] : ["haku", "generation", "documents", "topics-sum"] {
                guard let then = before?[key].first, let now = settings[key].first, then != now else { continue }
                Standard.error.writeLine("haku: \(key) was \(then) and is \(now) now: the run may be another.")
            }
            var out = Standard.Output()
            let clock = ContinuousClock()
            for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
                guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
                guard let tab = line.firstIndex(of: UInt8(ascii: "\t")), tab > line.startIndex else {
                    throw Failure(.badData, "\(topics):\(number + 1): a line is a topic, a tab and a query.")
                }
                let topic = String(decoding: line[..<tab], as: UTF8.self)
                let query = String(decoding: line[line.index(after: tab)...], as: UTF8.self)
                let start = clock.now
                let found: [(id: String, score: Double)]
                do {
                    found = try searcher.answering(by: time.deadline) { try hits(of: query, searcher) }
                } catch {
                    let failure = Failure(error)
                    throw Failure(failure.status, "topic \(topic) (\(topics):\(number + 1)): \(failure.message)")
                }
                if timed.timings {
                    let taken = (clock.now - start) / .milliseconds(1)
                    Standard.error.write("ms\t\(topic)\t\(taken)\n")
                }
                for (rank, hit) in found.enumerated() {
                    try out.writeLine("\(topic) Q0 \(Self.word(hit.id)) \(rank + 1) \(hit.score) \(kept.tag)")
                }
            }
            try out.flush()
            if let file = kept.settings { try OutputFile.write(Array(settings.text.utf8), to: file) }
        }

        /// An id without spaces, which part the columns of a run: %20 stands for one, and is read as one.
        private static func word(_ id: String) -> String {
            DocumentID.decode(id).map(DocumentID.encodeWithoutSpaces) ?? id
        }

        /// The hits of one topic, the best first; those of one score by their ids.
        private func hits(of query: String, _ searcher: Searcher) throws -> [(id: String, score: Double)] {
            var found: [(id: String, score: Double)]
            if similar {
                found = try searcher.similarRun(query, limit: limit)
            } else {
                let related = Related(rawValue: related.rawValue) ?? .yes
                if timed.snippets {
                    var request = SearchRequest(query: query)
                    request.limit = limit
                    request.related = related
                    found = try searcher.search(request).hits.map { ($0.id, $0.score) }
                } else {
                    found = try searcher.run(query, related: related, limit: limit)
                }
            }
            found.sort { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
            return found
        }
    }
}

/// The options by which a run is known and made again.
struct RunOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The tag of the run, the last word of each line.", valueName: "name"))
    var tag = "haku"
    @Option(help: ArgumentHelp("Write to this file what makes the run again.", valueName: "file"), completion: .file())
    var settings: String?
    @Option(
        help: ArgumentHelp("Make the run again that this file of --settings tells of.", valueName: "file"),
        completion: .file())
    var again: String?

    func validate() throws {
        guard !tag.isEmpty, !tag.contains(where: \.isWhitespace) else {
            throw ValidationError("--tag takes one word, without spaces.")
        }
    }
}

/// The options about time that look-ups take.
struct TimingOptions: ParsableArguments {
    @Flag(help: "Print \"ms<TAB>topic<TAB>milliseconds\" of each look-up to standard error.")
    var timings = false
    @Flag(help: "Make snippets too, which the run does not show: to time them.")
    var snippets = false
}
