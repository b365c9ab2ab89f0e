// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Glibc
internal import Indexing

/// `--format FORMAT` and `--metrics-file FILE` of `haku index`.
struct RunReportOptions: ParsableArguments {
    /// The form of the line that a run ends with.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        /// For a person.
        case text
        /// An object.
        case json
    }

    @Option(help: ArgumentHelp("The line that a run ends with: text or json.", valueName: "format"))
    var format = Form.text
    @Option(
        help: ArgumentHelp(
            "Write figures of the run to this file, in Prometheus' text form, such as node_exporter's textfile collector "
                + "reads.", valueName: "file"), completion: .file())
    var metricsFile: String?
}

/// A run of `haku index` for programs.
struct RunReport {
    let summary: IndexingSummary
    /// The index's folder.
    let index: String

    /// The figures by their names; times are seconds since 1970.
    private var figures: [(name: String, value: JSON, help: String)] {
        [
            ("documents", .integer(summary.documents), "Documents in the index."),
            ("new", .integer(summary.added), "Documents that the last run took in."),
            ("changed", .integer(summary.changed), "Documents that the last run replaced."),
            ("removed", .integer(summary.removed), "Documents that the last run took out."),
            ("unchanged", .integer(summary.unchanged), "Documents that the last run left as they were."),
            (
                "newly_failed", .integer(summary.failures.count),
                "Files that the last run could not take, for the first time."
            ),
            ("still_failed", .integer(summary.stillUnread), "Files that could not be taken in runs before either."),
            ("seconds", .number(summary.seconds), "Time that the last run took."),
            ("finished", .integer(time(nil)), "When the last run ended, in seconds since 1970."),
        ]
    }

    /// One line: the figures, and each file that could newly not be taken with its reason.
    var json: String {
        let failures = summary.failures.map { JSON.object([("path", .text($0.path)), ("reason", .text($0.message))]) }
        return JSON.object(
            [("index", .text(index))] + figures.map { (key: $0.name, value: $0.value) } + [
                ("failures", .list(failures))
            ]
        ).encoded
    }

    /// The figures in Prometheus' text form.
    var metrics: String {
        let label = index.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return figures.map { figure in
            let name = "haku_index_run_" + figure.name
            return
                "# HELP \(name) \(figure.help)\n# TYPE \(name) gauge\n\(name){index=\"\(label)\"} \(figure.value.encoded)\n"
        }.joined()
    }

    /// Puts the figures into the file at `path`, which everybody may read, in one piece.
    ///
    /// - Throws: A ``Failure`` where it cannot be written.
    func write(metricsTo path: String) throws {
        let file = try NewFile(path)
        try Standard.send(Array(metrics.utf8), to: file.descriptor, named: path)
        guard fchmod(file.descriptor, 0o644) == 0 else { throw OutputFile.failure(path, errno) }
        try file.finish()
    }
}
