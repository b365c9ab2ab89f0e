// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Glibc
internal import HakuClient
internal import LineProtocol
internal import SearchIndex
internal import Searching

extension Haku {
    /// `haku open HIT`
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens the file of a hit, at its page.",
            discussion: """
                HIT is the number of a hit of the last answer on this terminal, or a document's id, path or file: address, \
                or a project's code. A PDF is opened at the hit's page by the first of evince, papers, atril, xreader, \
                okular, xpdf, zathura, qpdfview and mupdf that is there, everything else by xdg-open. $HAKU_OPEN names \
                another program with its arguments: %f is the file, %p the page.
                """)

        @Argument(help: ArgumentHelp("The hit.", valueName: "hit"))
        var hit: String
        @Option(help: ArgumentHelp("The page to open it at.", valueName: "n"))
        var page: Int?
        @Flag(help: "Print the file's path instead.")
        var path = false
        @OptionGroup var time: TimeLimitOption
        @OptionGroup var asked: SourceOptions

        func validate() throws {
            guard page.map({ $0 > 0 }) ?? true else { throw ValidationError("--page takes a number from 1.") }
        }

        func run() throws {
            let (place, hitPage) = try find()
            guard let file = Self.existing(place) else {
                throw Failure(
                    .noInput,
                    asked.daemon.connect == nil
                        ? "\(Layout.printable(place)) is not there any more; “haku index” takes it out."
                        : "\(Layout.printable(place)) is not on this machine; the daemon's machine has it.")
            }
            if path {
                var out = Standard.Output()
                try out.writeLine(Layout.printable(file))
                return try out.flush()
            }
            if file != place {
                Standard.error.writeLine("haku: the document lies in \(Layout.printable(file)), which is opened")
            }
            guard
                let viewer = DocumentViewer(
                    of: file, page: page ?? (file == place ? hitPage : nil), told: Terminal.environment("HAKU_OPEN"))
            else {
                throw Failure(
                    .unavailable,
                    "Nothing was found to open \(Layout.printable(file)) with; install xdg-utils, or say in $HAKU_OPEN which "
                        + "program to use.")
            }
            try viewer.show()
        }

        /// The path that the hit has, and its page.
        private func find() throws -> (path: String, page: Int?) {
            if let number = Int(hit), number > 0, let answer = LastAnswer.last(),
                let found = answer.hits.first(where: { $0.rank == "\(number)" }), !found.path.isEmpty
            {
                return (found.path, Int(found.page))
            }
            let found =
                switch try asked.asked(opening: { try IndexReader(folder: try asked.index.folder) }) {
                case .index(let reader): try path(in: reader)
                case .daemon(let daemon): try path(at: daemon)
                }
            guard let found else { throw try missing() }
            guard !found.isEmpty else {
                throw Failure(
                    .noInput, "The index does not know where \(Layout.printable(hit)) lies; index its folder anew.")
            }
            return (found, nil)
        }

        /// The path of the document in the index; empty where it has none, nil where there is no such document.
        private func path(in reader: IndexReader) throws -> String? {
            let found = try reader.retrying { reader -> [UInt8]? in
                let finder = DocumentFinder(reader)
                guard let number = try finder.document(Named.absolute(hit)) ?? finder.document(hit) else { return nil }
                return try finder.path(of: try reader.record(of: number), at: number)
            }
            return found.map { String(decoding: $0, as: UTF8.self) }
        }

        /// The path that the daemon tells, as ``path(in:)``.
        private func path(at daemon: DaemonSource) throws -> String? {
            let absolute = Named.absolute(hit)
            for name in absolute == hit ? [hit] : [absolute, hit] {
                var path = ""
                let reply: Reply
                do {
                    reply = try daemon.answer(Request(.show, rest: name), within: time.timeout) { row in
                        if row["name"] == "polku" { path = row["value"] }
                    }
                } catch let error as ClientError {
                    throw Failure(error)
                }
                guard let error = reply.error else { return path }
                guard error.code == .noSuchDocument else { throw Failure(error) }
            }
            return nil
        }

        private func missing() throws -> Failure {
            guard Int(hit) == nil else {
                return Failure(
                    .noInput, "The last answer on this terminal has no hit \(hit); “haku search” makes one.")
            }
            let place = asked.daemon.connect ?? asked.daemon.socket
            return Failure(
                .noInput,
                "There is no document \(Layout.printable(hit)) in \(try place ?? asked.index.folder.path); “haku search "
                    + "--ids” prints ids.")
        }

        /// `path`, or the file above it that is there: an archive or a mail.
        private static func existing(_ path: String) -> String? {
            var rest = path
            while !rest.isEmpty {
                var status = stat()
                if unsafe stat(rest, &status) == 0 {
                    return rest == path || status.st_mode & S_IFMT == S_IFREG ? rest : nil
                }
                guard let slash = rest.lastIndex(of: "/") else { return nil }
                rest = String(rest[..<slash])
            }
            return nil
        }
    }
}

/// Names of documents as a person types them.
enum Named {
    /// `name` as one word of a request: in quotation marks where it holds spaces or begins with such a mark.
    static func quoted(_ name: String) -> String {
        guard name.contains(" ") || name.hasPrefix("\"") else { return name }
        return "\""
            + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            + "\""
    }

    /// The absolute path of `text` where that is a file seen from here; else `text`.
    static func absolute(_ text: String) -> String {
        guard text.contains("/") || text.contains("."), let real = unsafe realpath(text, nil) else { return text }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
