// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
internal import CodedErrors
internal import Glibc
internal import HakuClient

extension Haku {
    /// `haku ask [LINE…]`
    struct Ask: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends lines to a running daemon and prints its replies.",
            discussion:
                "Each argument is a line; without one, or for -, the lines of standard input are sent. On a terminal "
                + "there is a prompt, with history (arrow keys, Ctrl-R) and completion (Tab) of verbs, options, fields and "
                + "ids; QUIT or Ctrl-D ends it. Ends with status 1 if any reply is ERR.")

        @Argument(help: ArgumentHelp("A request, such as 'SEARCH limit=3 kalajoki'.", valueName: "line"))
        var lines: [String] = []
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var index: IndexOption

        func run() throws {
            let isRead = lines.isEmpty || lines == ["-"]
            if lines.isEmpty, Terminal.isTerminal(STDIN_FILENO), Terminal.isTerminal(STDOUT_FILENO) {
                return try Prompt(connection: connection, index: index).run()
            }
            let tally: LineRelay.Tally
            do {
                let relay = try connection.relay(to: index)
                let print = { (bytes: [UInt8]) throws in
                    // What came is shown at once: whoever asks may be waiting for it.
                    try Standard.send(bytes, to: STDOUT_FILENO, named: "standard output")
                }
                tally =
                    isRead
                    ? try relay.relay(input: STDIN_FILENO, output: print) : try relay.ask(lines, output: print)
            } catch let error as ClientError {
                throw Failure(.unavailable, error.description)
            }
            if tally.errors > 0 { throw ExitStatus.none }
        }
    }
}
