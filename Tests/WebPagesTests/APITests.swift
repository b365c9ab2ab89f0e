// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
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

    @Test func eachCallIsDescribed() async throws {
        let paths = try #require(try await object("/api")["paths"] as? [String: Any])
        #expect(Set(paths.keys) == Set(APICall.kinds.map { "/api/" + $0.name }))
    }
}
