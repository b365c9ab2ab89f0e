// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// `--since DAY`.
struct SinceOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only documents that are new in the index, or changed, since this day, such as 2026-11-01.",
            valueName: "day"))
    var since: String?

    /// The option as that of the verbs that take it.
    var request: [String: String] { since.map { ["since": $0] } ?? [:] }
}
