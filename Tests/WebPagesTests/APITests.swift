// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

@testable import WebPages

/// The JSON API of a real `hakuweb`.
@Suite(.timeLimit(.minutes(20))) struct APITests {
    private let page = SeedPage()

    private func object(_ path: String) async throws -> [String: Any] {
        let text = try await page.get(path).text
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func answersAreTheProtocolsObjects() async throws {
        let found = try await object("/api/search?q=kyl%C3%A4hydistys&limit=1&fields=vuosi")
        let rows = try #require(found["rows"] as? [[String: Any]])
        #expect(rows.count == 1 && rows[0]["kind"] as? String == "hit" && rows[0]["vuosi"] is [String])
        #expect((rows[0]["snippet"] as? String)?.contains("«") == true)
        #expect(found["corrected"] as? String == "kyläyhdistys" && found["matches"] as? Int == 2)
        // A search by the page's address is the same search.
        let narrowed = try await object("/api/search?q=hanke&f=laji%3Atiivistelm%C3%A4&sort=")
        #expect((narrowed["matches"] as? Int ?? 5) < 5)
        #expect(try await object("/api/compare?a=000_2f7d9ab74b53583f.txt&b=S20059")["kind"] as? String == "ok")
        let kinds = try #require(try await object("/api/facets?field=laji&q=hanke")["rows"] as? [[String: Any]])
        #expect(kinds.contains { $0["value"] as? String == "hankekortti" && ($0["count"] as? Int ?? 0) > 0 })
    }

    @Test func refusalsAreProblems() async throws {
        for (path, status, title) in [
            ("/api/search?q=%22kala", 400, "syntax"), ("/api/show?id=puuttuu", 404, "no-such-document"),
            ("/api/search", 400, "missing-parameter"), ("/api/search?q=a&index=b", 400, "unknown-parameter"),
            ("/api/search?q=kala&limit=9000&offset=9000", 422, "too-large"), ("/api/hello", 404, "notFound"),
        ] {
            let answer = try await page.get(path)
            #expect(answer.status == status && answer.type == "application/problem+json", "\(path)")
            let problem = try await object(path)
            #expect(problem["status"] as? Int == status && problem["title"] as? String == title, "\(path)")
        }
        #expect(try await object("/api/search?q=a%20%22kala")["column"] as? Int == 3)
    }

    @Test func theDescriptionIsOpenAPIAndAnswersAreAsItSays() async throws {
        let scratch = TemporaryFolder()
        let description = try scratch.file("api.json", try await page.get("/api").text)
        var answers: [[String: Any]] = []
        for (path, call) in [
            ("/api/search?q=hanke&limit=2", "search"), ("/api/show?id=S20059", "show"),
            ("/api/count?q=%22auki", "count"),
            ("/api/facets?field=laji", "facets"), ("/api/similar?id=S20602&passages=yes", "similar"),
            ("/api/stats", "stats"),
            ("/api/text?id=S20059&lines=3", "text"), ("/api/compare?a=S20602&b=S20059", "compare"),
        ] {
            let answer = try await page.get(path)
            answers.append([
                "path": "/api/" + call, "status": String(answer.status), "type": answer.type,
                "body": try JSONSerialization.jsonObject(with: Data(answer.text.utf8)),
            ])
        }
        let given = try scratch.file(
            "answers.json", String(decoding: try JSONSerialization.data(withJSONObject: answers), as: UTF8.self))
        let script = """
            import json, sys
            sys.path.insert(0, sys.argv[1])
            from openapi_spec_validator import validate
            from jsonschema import Draft202012Validator
            description = json.load(open(sys.argv[2]))
            validate(description)
            for answer in json.load(open(sys.argv[3])):
                said = description["paths"][answer["path"]]["get"]["responses"][answer["status"]]["content"]
                schema = dict(said[answer["type"]]["schema"], components=description["components"])
                Draft202012Validator(schema).validate(answer["body"])
            print("valid")
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, Program.testTools.path, description, given]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        #expect(String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "valid\n")
    }

    @Test func eachCallIsDescribed() async throws {
        let paths = try #require(try await object("/api")["paths"] as? [String: Any])
        #expect(Set(paths.keys) == Set(APICall.kinds.map { "/api/" + $0.name }))
    }
}
