// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import Glibc
internal import LineProtocol

extension Haku {
    /// `haku watch-search QUERY…`
    struct WatchSearch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "watch-search",
            abstract: "Stays, and prints the hits of a query that are new in the index, or changed, as they come.",
            discussion: """
                What is there already is not printed, unless --since says from which day on it is news. Ends on SIGTERM or \
                Ctrl-C.
                """)

        @OptionGroup var query: QueryArgument
        @OptionGroup var since: SinceOption
        @OptionGroup var related: RelatedOption
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: QueryOptions

        /// The time between two looks at the index, in milliseconds: hakud, too, sees a commit within a second.
        private static let pause: Int32 = 1_000
        /// The most new hits of a commit that are shown with their passages; of more, the best.
        private static let most = 1_000

        func run() throws {
            let text = try query.text()
            let stop = try StopSignals.caught()
            let source = try asked.source()
            var writer = RowWriter(asked.answer.output)
            var generation = try source.generation()
            var known = try documents(text, source)
            if since.since != nil { try show(text, Set(known), since.request, source, &writer) }
            Standard.error.writeLine("haku: watching for new hits")
            while try !Self.isReadable(stop) {
                let now = try source.generation()
                guard now != generation else { continue }
                generation = now
                let matching = try documents(text, source)
                let new = matching.subtracting(known)
                known = matching
                if !new.isEmpty { try show(text, new, [:], source, &writer) }
            }
        }

        /// The documents that match, each with when its file was modified.
        private func documents(_ text: String, _ source: Source) throws -> Set<[String]> {
            var found: Set<[String]> = []
            let options = ["related": related.choice.rawValue, "fields": "muokattu"]
            _ = try source.ask(.list, options, text, within: time) { found.insert([$0["id"], $0["muokattu"]]) }
            return found
        }

        /// Prints those hits that are among `new`, best first.
        private func show(
            _ text: String, _ new: Set<[String]>, _ options: [String: String], _ source: Source,
            _ writer: inout RowWriter
        ) throws {
            var options = options.merging(["related": related.choice.rawValue, "copies": "yes"]) { $1 }
            options["limit"] = "\(Self.most)"
            var reply = try source.ask(.search, options, text, within: time)
            let ids = Set(new.map { $0[0] })
            reply.rows.removeAll { !ids.contains($0["id"]) }
            guard !reply.rows.isEmpty else { return }
            var out = Standard.Output()
            let palette = asked.answer.output.color.palette
            try writer.writeHeader(.hit, [], to: &out)
            if asked.answer.output.format == .text {
                try HitText(palette: palette).writeSearch(reply, to: &out)
            } else {
                for row in reply.rows { try writer.write(row, to: &out) { _, _ in } }
            }
            try out.flush()
        }

        /// Waits for the pause to pass; true where `descriptor` was readable before.
        private static func isReadable(_ descriptor: Int32) throws -> Bool {
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return unsafe poll(&waited, 1, pause) > 0
        }
    }
}

extension Source {
    /// The commit that is answered from, after a look for a newer one.
    fileprivate func generation() throws -> String {
        if case .index(let answerer) = self { try answerer.refreshIfStale() }
        return try ask(.stats).rows.first { $0["name"] == "generation" }?["value"] ?? ""
    }
}
