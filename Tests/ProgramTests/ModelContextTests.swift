// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import Testing

/// `haku mcp` with the official SDK of the protocol, and by hand.
@Suite(.timeLimit(.minutes(20))) struct ModelContextTests {
    private let daemon: RunningDaemon

    init() throws { daemon = try RunningDaemon(index: try SeedIndex.path()) }

    @Test func theOfficialClientFindsAndCallsTheTools() throws {
        let script = """
            import asyncio, json, sys
            sys.path.insert(0, sys.argv[1])
            from mcp import ClientSession, StdioServerParameters
            from mcp.client.stdio import stdio_client

            async def main():
                server = StdioServerParameters(command=sys.argv[2], args=["mcp", "--socket", sys.argv[3]])
                async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
                    await session.initialize()
                    tools = await session.list_tools()
                    print(" ".join(tool.name for tool in tools.tools))
                    found = await session.call_tool("search", {"query": "kyläyhdistys", "limit": 1})
                    hit = json.loads(found.content[0].text.splitlines()[0])
                    print(hit["id"], hit["vuosi"][0])
                    shown = await session.call_tool("show", {"id": hit["id"]})
                    print("S20059" in shown.content[0].text)
                    text = await session.call_tool("text", {"id": hit["id"], "lines": 2})
                    print(len(text.content[0].text.splitlines()))
                    similar = await session.call_tool("similar", {"id": "S20602", "limit": 2, "elsewhere": False})
                    print('"why"' in similar.content[0].text)
                    wrong = await session.call_tool("show", {"id": "puuttuu"})
                    print("no-such-document" in wrong.content[0].text)

            asyncio.run(main())
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", script, Program.testTools.path, Program.folder.appendingPathComponent("haku").path,
            daemon.socket,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(
            said.split(separator: "\n") == [
                "search similar show text", "002_82ede7701b56c462.txt 2015", "True", "3", "True", "True",
            ])
    }

    @Test func badMessagesAreAnsweredAndEndNothing() throws {
        let input = """
            tämä ei ole JSON
            {"jsonrpc":"2.0","id":1,"method":"olematon"}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"poista","arguments":{}}}
            {"jsonrpc":"2.0","id":"kolme","method":"tools/call","params":{"name":"search","arguments":{"query":["a"]}}}
            {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"search","arguments":{"query":"\\"auki"}}}
            {"jsonrpc":"2.0","id":5,"method":"ping"}

            """
        let run = try Program.haku(["mcp", "--socket", daemon.socket], input: input)
        #expect(run.status == 0 && run.lines.count == 6)
        let answers = try run.lines.map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let codes = answers.prefix(3).map { ($0["error"] as? [String: Any])?["code"] as? Int }
        #expect(codes == [-32_700, -32_601, -32_602])
        for answer in answers[3...4] { #expect((answer["result"] as? [String: Any])?["isError"] as? Bool == true) }
        #expect(answers[3]["id"] as? String == "kolme" && answers[5]["result"] != nil)
        let away = try Program.haku(
            ["mcp", "--socket", "/olematon/s"],
            input: #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"show","arguments":{"id":"a"}}}"#
                + "\n")
        #expect(away.status == 0 && away.output.contains("hakud does not answer"))
    }
}
