// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import Deadlines

/// `--timeout S`, which every command that searches takes.
struct TimeLimitOption: ParsableArguments {
    @Option(help: ArgumentHelp("Give up after so many seconds, with status 124.", valueName: "seconds"))
    var timeout = 30.0

    func validate() throws {
        guard timeout > 0, timeout <= 1e9 else {
            throw ValidationError("--timeout takes a number of seconds above 0.")
        }
    }

    /// The moment by which what begins now has to be answered.
    var deadline: Deadline { Deadline(after: .seconds(timeout)) }

    /// The sentence for a person whose time is over.
    static let sentence =
        "It took longer than --timeout allows: ask for less, or for rarer words, or give it more seconds."
}
