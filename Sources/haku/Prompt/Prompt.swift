// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import CPrompt
internal import CodedErrors
internal import Glibc
internal import HakuClient
internal import Synchronization

/// The prompt of `haku ask` on a terminal: each line is a request, whose reply is printed before the next is asked for.
///
/// Each request has a connection of its own, so that a person may think longer than a daemon keeps an idle one; the last
/// HELLO is said again on it.
struct Prompt {
    let connection: ConnectionOptions
    let index: IndexOption

    /// The most lines that the history keeps.
    private static let mostLines: Int32 = 1_000
    /// The words that Readline, which has no place for them, is to complete with. Locked by the mutex.
    private static let completions = Mutex<(@Sendable (String, Int) -> [String])?>(nil)

    /// Asks until QUIT or the end of input.
    ///
    /// - Throws: A ``Failure`` where no daemon answers at all.
    func run() throws {
        // Said at once, and not after a line was typed.
        _ = try reply(to: "PING")
        let daemon = try connection.source(of: index)
        Self.completions.withLock { words in
            words = { line, start in
                PromptWords { ValueCompletions.ids(of: .daemon(daemon), $0) }.candidates(line, from: start)
            }
        }
        let history = LastAnswer.folder().map { ($0, $0 + "/ask-history") }
        unsafe prompt_begin(history?.1) { line, start in
            let text = unsafe String(cString: line)
            let words = Prompt.completions.withLock { $0 }
            return unsafe Prompt.allocated(words?(text, Int(start)) ?? [])
        }
        var greeting: String?
        while let line = Self.line() {
            let words = line.split(separator: " ").map { $0.uppercased() }
            if words.isEmpty { continue }
            if words == ["QUIT"] { break }
            do {
                let isGreeting = words[0] == "HELLO"
                let bytes = try reply(to: line, after: isGreeting ? nil : greeting)
                try Standard.send(bytes, to: STDOUT_FILENO, named: "standard output")
                if isGreeting, bytes.starts(with: Array("OK".utf8)) || bytes.first == UInt8(ascii: "{") {
                    greeting = line
                }
            } catch let failure as Failure {
                Standard.error.writeLine("haku: " + failure.message)
            }
        }
        if let (folder, file) = history {
            _ = unsafe mkdir(folder, 0o700)
            _ = unsafe prompt_keep(file, Self.mostLines)
        }
    }

    /// The next line that is typed; nil at the end.
    private static func line() -> String? {
        guard let line = unsafe prompt_read("haku> ") else {
            Standard.error.write("\n")
            return nil
        }
        defer { unsafe free(line) }
        return unsafe String(cString: line)
    }

    /// The reply to `line`, with the reply to `greeting`, which goes before it, left out.
    private func reply(to line: String, after greeting: String? = nil) throws -> [UInt8] {
        var reply: [UInt8] = []
        do {
            let relay = try connection.relay(to: index)
            _ = try relay.ask([greeting, line].compactMap(\.self)) { reply += $0 }
        } catch let error as ClientError {
            throw Failure(.unavailable, error.description)
        }
        guard greeting != nil, let end = reply.firstIndex(of: UInt8(ascii: "\n")) else { return reply }
        return Array(reply[(end + 1)...])
    }

    /// `words` as Readline takes them.
    private static func allocated(_ words: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        guard !words.isEmpty else { return nil }
        let size = unsafe MemoryLayout<UnsafeMutablePointer<CChar>?>.stride * (words.count + 1)
        guard let memory = unsafe malloc(size) else { return nil }
        let list = unsafe memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: words.count + 1)
        for (index, word) in words.enumerated() { unsafe (list + index).initialize(to: strdup(word)) }
        unsafe (list + words.count).initialize(to: nil)
        return unsafe list
    }
}
