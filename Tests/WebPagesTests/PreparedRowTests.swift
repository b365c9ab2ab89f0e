// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Wording

@testable import WebPages

/// Rows that are rendered once, and what stands in their places.
@Suite(.timeLimit(.minutes(20))) struct PreparedRowTests {
    private static let hostile = "\"><script>x</script>&'{{address}}{{{count}}}"
    private static let escaped =
        "&quot;&gt;&lt;script&gt;x&lt;/script&gt;&amp;&#39;{{address}}{{{count}}}"

    private func entry(_ value: String, _ templates: Templates) -> PreparedRow {
        templates.row("entry", about: value, .finnish) { places in
            ["address": places[0] + "x" + places[1], "value": value, "count": places[2], "isChosen": false]
        }
    }

    @Test func aRowIsRenderedOnceAndFilledForEachPage() {
        let templates = Templates.shipped
        var list = Markup()
        for count in ["1", "2"] {
            entry("Oulu", templates).add(
                to: &list, [Markup(escaping: "/?q=a&f="), Markup(), Markup(escaping: count), Markup()])
        }
        let rows = ["1", "2"].map { "<li><a href=\"/?q=a&amp;f=x\">Oulu</a> <span class=\"count\">\($0)</span></li>" }
        #expect(list.renderText == rows.joined())
        _ = templates.row("entry", about: "Oulu", .finnish) { _ in
            Issue.record("it was rendered before")
            return [:]
        }
    }

    @Test func whatStandsInARowAndInItsPlacesIsText() {
        var list = Markup()
        let hostile = Markup(escaping: Self.hostile)
        entry(Self.hostile, .shipped).add(to: &list, [hostile, hostile, hostile, hostile])
        #expect(list.renderText.split(separator: Self.escaped, omittingEmptySubsequences: false).count == 5)
        #expect(!list.renderText.contains("<script"))
    }
}
