// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser
internal import CodedErrors
internal import HakuClient
internal import LineProtocol

extension Haku {
    /// `haku mcp`
    struct ModelContext: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mcp",
            abstract:
                "Lets an assistant search a running daemon, by the Model Context Protocol over standard input and output.",
            discussion: "The tools are search, similar, show and text. An assistant starts this command itself.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var index: IndexOption

        func run() throws {
            let session = ModelContextSession { [connection, index] in try connection.relay(to: index) }
            var out = Standard.Output()
            while let line = readLine() {
                guard let answer = session.answer(to: line) else { continue }
                try out.writeLine(answer)
                try out.flush()
            }
        }
    }
}

/// A conversation by the Model Context Protocol (JSON-RPC 2.0, a message a line).
struct ModelContextSession {
    /// Versions of the protocol that tools work the same in, the newest first.
    private static let versions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]

    private let connect: () throws -> LineRelay

    /// A session whose tools ask over what `connect` makes, anew for each call.
    init(connect: @escaping () throws -> LineRelay) { self.connect = connect }

    /// The answer to a message; nil for one that wants none.
    func answer(to line: String) -> String? {
        guard let message = JSONValue.reading(line) else {
            return Self.failure(.null, -32_700, "this is not JSON").line
        }
        // What has no id is told, not asked; what has no method is an answer, and nothing was asked.
        guard let method = message["method"]?.string, let id = message["id"] else { return nil }
        switch method {
        case "initialize": return Self.result(id, Self.greeting(message["params"]?["protocolVersion"]?.string)).line
        case "ping": return Self.result(id, .object([:])).line
        case "tools/list": return Self.result(id, .object(["tools": .list(Tool.all.map(\.described))])).line
        case "tools/call":
            let params = message["params"]
            guard let tool = Tool.all.first(where: { $0.name == params?["name"]?.string }) else {
                return Self.failure(id, -32_602, "there is no such tool; they are search, similar, show and text").line
            }
            return Self.result(id, call(tool, params?["arguments"] ?? .object([:]))).line
        default: return Self.failure(id, -32_601, "there is no method “\(method)” here").line
        }
    }

    private func call(_ tool: Tool, _ arguments: JSONValue) -> JSONValue {
        guard let request = tool.request(arguments), let line = request.line() else {
            return Self.content(
                "The argument \(tool.arguments[0].name) is missing, or one is not of its type.", isError: true)
        }
        do {
            var bytes: [UInt8] = []
            let tally = try connect().ask([String(decoding: line.bytes, as: UTF8.self)]) { bytes += $0 }
            return Self.content(String(decoding: bytes, as: UTF8.self), isError: tally.errors > 0)
        } catch {
            let reason = (error as? ClientError)?.description ?? Failure(error).message
            return Self.content("hakud does not answer: \(reason)", isError: true)
        }
    }

    /// An answer of a tool: the lines of PROTOCOL.md's JSON.
    private static func content(_ text: String, isError: Bool) -> JSONValue {
        .object([
            "content": .list([.object(["type": .text("text"), "text": .text(text)])]), "isError": .truth(isError),
        ])
    }

    private static func greeting(_ asked: String?) -> JSONValue {
        let version = asked.flatMap { versions.contains($0) ? $0 : nil } ?? versions[0]
        return .object([
            "protocolVersion": .text(version), "capabilities": .object(["tools": .object([:])]),
            "serverInfo": .object(["name": .text("haku"), "version": .text(hakuVersion)]),
            "instructions": .text(
                "Documents are Finnish, some Swedish or English. Search with the words themselves, in any form; then read with "
                    + "show and text, and find like ones with similar."),
        ])
    }

    private static func result(_ id: JSONValue, _ value: JSONValue) -> JSONValue {
        .object(["jsonrpc": .text("2.0"), "id": id, "result": value])
    }

    private static func failure(_ id: JSONValue, _ code: Int, _ message: String) -> JSONValue {
        .object([
            "jsonrpc": .text("2.0"), "id": id,
            "error": .object(["code": .whole(code), "message": .text(message)]),
        ])
    }
}
