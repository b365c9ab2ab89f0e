// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import CodedErrors
internal import Deadlines
internal import DocumentIDs
internal import HakuClient
internal import LineProtocol
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
                --settings writes a file of all that makes the run, of which --again makes it again, without TOPICS. \
                A daemon tells scores to four decimals.
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
        @OptionGroup var asked: SourceOptions

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
            asked.take(before)
        }

        /// The settings of this run of `topics` by the index that `told` tells of.
        private func settings(_ topics: Topics, _ told: [(key: String, value: String)]) -> RunSettings {
            var made = RunSettings()
            for (key, value) in told { made.add(key, value) }
            made.add("topics", Named.absolute(topics.path))
            made.add("topics-sum", RunSettings.sum(of: topics.bytes))
            made.add("limit", limit)
            made.add("related", related.rawValue)
            made.add("similar", similar ? "yes" : "no")
            made.add("tag", kept.tag)
            for file in synonyms.files { made.add("synonyms", Named.absolute(file)) }
            for file in synonyms.thesaurus { made.add("thesaurus", Named.absolute(file)) }
            return made
        }

        private func answer(_ before: RunSettings?) throws {
            let topics = try Topics(file: topics ?? "-")
            let source = try asked.asked(synonyms: synonyms) { try asked.index.searcher(synonyms: synonyms) }
            let settings = settings(topics, try asked.figures(of: source))
            for key in before == nil ? [] : ["haku", "generation", "documents", "topics-sum"] {
                guard let then = before?[key].first, let now = settings[key].first, then != now else { continue }
                Standard.error.writeLine("haku: \(key) was \(then) and is \(now) now: the run may be another.")
            }
            var out = Standard.Output()
            func write(_ topic: Topics.Topic, _ hits: [Hit], milliseconds: Double) throws {
                if timed.timings { Standard.error.write("ms\t\(topic.name)\t\(milliseconds)\n") }
                let hits = hits.sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
                for (rank, hit) in hits.enumerated() {
                    try out.writeLine("\(topic.name) Q0 \(Self.word(hit.id)) \(rank + 1) \(hit.score) \(kept.tag)")
                }
            }
            switch source {
            case .index(let searcher): try answer(topics, searcher, write)
            case .daemon(let daemon): try answer(topics, daemon, write)
            }
            try out.flush()
            if let file = kept.settings { try OutputFile.write(Array(settings.text.utf8), to: file) }
        }

        /// A document's id and its score.
        private typealias Hit = (id: String, score: Double)

        private func answer(
            _ topics: Topics, _ searcher: Searcher, _ write: (Topics.Topic, [Hit], Double) throws -> Void
        ) throws {
            let clock = ContinuousClock()
            for topic in topics.all {
                let start = clock.now
                let found: [Hit]
                do {
                    found = try searcher.answering(by: time.deadline) { try hits(of: topic.query, searcher) }
                } catch {
                    throw topics.failure(topic, error)
                }
                try write(topic, found, (clock.now - start) / .milliseconds(1))
            }
        }

        /// Asks `daemon` for all topics at once, over one connection.
        private func answer(
            _ topics: Topics, _ daemon: DaemonSource, _ write: (Topics.Topic, [Hit], Double) throws -> Void
        ) throws {
            var options = ["limit": "\(limit)", "copies": "yes"]
            if !similar {
                options["related"] = related.rawValue
                if !timed.snippets { options["snippet"] = "no" }
            }
            let list = options.sorted { $0.key < $1.key }.map { Request.Option(key: $0.key, value: $0.value) }
            let requests = topics.all.map { Request(similar ? .similar : .search, options: list, rest: $0.query) }
            var waiting = topics.all[...]
            var hits: [Hit] = []
            do {
                try daemon.answer(requests, within: time.timeout) { row in
                    hits.append((row["id"], row.number("score") ?? 0))
                } then: { reply in
                    guard let topic = waiting.popFirst() else { return }
                    if let error = reply.error { throw topics.failure(topic, Failure(error)) }
                    try write(topic, hits, reply["ms"].flatMap { Double($0) } ?? 0)
                    hits = []
                }
            } catch let error as ClientError {
                throw waiting.first.map { topics.failure($0, Failure(error)) } ?? Failure(error)
            }
        }

        /// An id without spaces, which part the columns of a run: %20 stands for one, and is read as one.
        private static func word(_ id: String) -> String {
            DocumentID.decode(id).map(DocumentID.encodeWithoutSpaces) ?? id
        }

        /// The hits of one topic.
        private func hits(of query: String, _ searcher: Searcher) throws -> [Hit] {
            if similar { return try searcher.similarRun(query, limit: limit) }
            let related = Related(rawValue: related.rawValue) ?? .yes
            guard timed.snippets else { return try searcher.run(query, related: related, limit: limit) }
            var request = SearchRequest(query: query)
            request.limit = limit
            request.related = related
            return try searcher.search(request).hits.map { ($0.id, $0.score) }
        }
    }
}

extension SourceOptions {
    /// Takes over where `before` was asked, unless the options name a place.
    fileprivate mutating func take(_ before: RunSettings) {
        guard index.given == nil, index.name == nil, !namesDaemon else { return }
        index.given = before["index"].first
        index.name = before["name"].first
        daemon.socket = before["socket"].first
        daemon.connect = before["connect"].first
        daemon.tokenFile = daemon.tokenFile ?? before["token-file"].first
        daemon.trusted.ca = daemon.trusted.ca ?? before["ca"].first
        if before["tls"].first == "yes" { daemon.trusted.tls = true }
    }

    /// All that tells which index `source` is, and its state, for the settings of a run.
    fileprivate func figures(of source: Asked<Searcher>) throws -> [(key: String, value: String)] {
        switch source {
        case .index(let searcher):
            return [
                ("haku", hakuVersion), ("index", Named.absolute(try index.folder.path)),
                ("generation", "\(searcher.generation)"), ("documents", "\(searcher.documentCount)"),
            ]
        case .daemon(let daemon):
            let greeting = try Source.daemon(daemon).ask(.hello)
            var told = [("haku", greeting["version"] ?? "")]
            switch daemon.configuration.address {
            case .unix(let path): told.append(("socket", Named.absolute(path)))
            case .tcp: told += self.daemon.connect.map { [("connect", $0)] } ?? []
            }
            if let name = daemon.index { told.append(("name", name)) }
            if self.daemon.trusted.tls { told.append(("tls", "yes")) }
            if let ca = self.daemon.trusted.ca { told.append(("ca", Named.absolute(ca))) }
            if let file = self.daemon.tokenFile { told.append(("token-file", Named.absolute(file))) }
            return told + ["generation", "documents"].map { ($0, greeting[$0] ?? "") }
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
