// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
internal import Glibc
internal import Wording

extension AsyncParsableCommand {
    /// Runs the program as `main()` does, and shows help and what is wrong with its arguments in the language of the
    /// environment. Does not return where they ask for help, or are wrong.
    public static func speak() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let page = HelpPage.asked(of: Self.self, arguments) {
            print(page)
            exit(withError: nil)
        }
        do {
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            let words = message(for: error)
            guard !code.isSuccess, Speech.language != .english, !words.isEmpty else { exit(withError: error) }
            let line = words.last == "." ? words : words + "."
            let said = configuration.commandName.map { $0 + ": " } ?? ""
            let bytes = Array((said + Speech.translated(line) + " " + Speech.translated("See --help.") + "\n").utf8)
            _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
            Glibc.exit(code.rawValue)
        }
    }
}
