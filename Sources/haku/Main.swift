// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import CodedErrors
internal import Glibc
internal import ProgramOptions

/// Runs the command that the arguments name and ends with its status.
@main
enum Main {
    static func main() {
        // A reader that goes away is noticed where it is written to, not by a signal.
        signal(SIGPIPE, SIG_IGN)
        exit(run(Array(CommandLine.arguments.dropFirst())).code)
    }

    /// Runs haku with `arguments`, the program's name left out.
    static func run(_ arguments: [String]) -> ExitStatus {
        var command: any ParsableCommand
        let arranged = Arguments.arranged(arguments)
        if let problem = Arguments.problem(arranged) {
            Standard.error.writeLine("haku: " + problem)
            return .usage
        }
        if let page = HelpPage.asked(of: Haku.self, arranged) { return show(page) }
        do {
            command = try Haku.parseAsRoot(arranged)
        } catch {
            return report(parsing: error)
        }
        do {
            try command.run()
            return .done
        } catch let status as ExitStatus {
            return status
        } catch is ClosedPipe {
            return .done
        } catch {
            if Haku.exitCode(for: error).isSuccess || error is ValidationError { return report(parsing: error) }
            let failure = Failure(error)
            Standard.error.writeLine("haku: " + failure.message)
            return failure.status
        }
    }

    /// Prints a text to standard output.
    private static func show(_ text: String) -> ExitStatus {
        var output = Standard.Output()
        do {
            try output.writeLine(text)
            try output.flush()
        } catch {
            return error is ClosedPipe ? .done : .inputOutput
        }
        return .done
    }

    /// Says what is wrong with the arguments, or shows the help that was asked for.
    private static func report(parsing error: any Error) -> ExitStatus {
        if Haku.exitCode(for: error).isSuccess {
            return show(Haku.fullMessage(for: error))
        }
        Standard.error.writeLine("haku: " + UsageMessage.sentence(Haku.message(for: error)))
        return .usage
    }
}
