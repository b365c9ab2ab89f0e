// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// The pages in a real browser, as people use them.
@Suite(.serialized, .timeLimit(.minutes(20))) struct BrowserTests {
    private static let (tab, enter, down) = ("\u{E004}", "\u{E007}", "\u{E015}")
    private static let laavu = "002_82ede7701b56c462.txt"

    /// A page before an index of the seeds whose repairs may be refused, and a browser.
    private final class Visit {
        let folder = TemporaryFolder()
        let daemon: RunningDaemon
        let page: RunningPage
        let browser: Browser

        init(scripts: Bool = true) async throws {
            let made = try Program.haku(["index", "--index", folder("index"), Program.seeds])
            try #require(made.status == 0)
            daemon = try RunningDaemon(index: folder("index"), ["--allow-refusals"])
            page = try RunningPage(socket: daemon.socket, ["--documents", Program.seeds])
            browser = try await Browser(scripts: scripts)
        }

        func open(_ path: String) async throws { try await browser.open(page.address + path) }
        func path() async throws -> String { String(try await browser.url().dropFirst(page.address.count)) }
        func text(_ selector: String) async throws -> String {
            try await browser.value("document.querySelector('\(selector)')?.textContent ?? ''")
        }
    }

    /// Visits, and ends the browser whatever comes of it.
    private func browsing(scripts: Bool = true, _ body: (Visit) async throws -> Void) async throws {
        let visit = try await Visit(scripts: scripts)
        do {
            try await body(visit)
        } catch {
            await visit.browser.quit()
            throw error
        }
        await visit.browser.quit()
    }

    @Test func aSearchIsNarrowedDownWidenedAgainAndFoundByTheBackButton() async throws {
        try await browsing { visit in
            try await visit.open("/")
            try await visit.browser.type("hanke" + Self.enter, into: "#q")
            try await visit.browser.wait(until: "document.title.startsWith('5 osumaa')")
            try await visit.browser.click(".facet a[href*='laji%3Atiivistelm']")
            try await visit.browser.wait(until: "document.querySelector('.chips')")
            #expect(try await visit.text(".chips").contains("laji: tiivistelmä"))
            #expect(try await visit.browser.value("document.querySelectorAll('.hits ol > li').length") < 5)
            // The chip off, and back: a search is its address.
            try await visit.browser.click(".chips a")
            try await visit.browser.wait(
                until: "document.title.startsWith('5 osumaa') && !document.querySelector('.chips')")
            try await visit.browser.back()
            try await visit.browser.wait(until: "document.querySelector('.chips')")
            #expect(try await visit.path() == "/?q=hanke&f=laji%3Atiivistelm%C3%A4")
        }
    }

    @Test func wordsAreSuggestedWhileOneIsTyped() async throws {
        try await browsing { visit in
            try await visit.open("/")
            try await visit.browser.type("nuoret kyläyh", into: "#q")
            try await visit.browser.wait(until: "document.querySelectorAll('#ehdotukset li').length > 0")
            #expect(
                try await visit.browser.value("document.querySelector('#q').getAttribute('aria-expanded')") == "true")
            try await visit.browser.press(Self.down, Self.enter)
            #expect(try await visit.browser.value("document.querySelector('#q').value") == "nuoret kyläyhdistys")
            #expect(try await visit.browser.value("document.querySelector('#ehdotukset').hidden") == true)
        }
    }

    @Test func aStretchOfYearsIsDraggedOverTheBars() async throws {
        try await browsing { visit in
            try await visit.open("/?q=hanke")
            try await visit.browser.drag("svg.years", from: 0.35, to: 0.65)
            try await visit.browser.wait(until: "document.querySelector('.chips')")
            #expect(try await visit.text(".chips").contains("vuosi: 201"))
        }
    }

    @Test func aPaperIsReadFromMatchToMatch() async throws {
        try await browsing { visit in
            try await visit.open("/?q=kyl%C3%A4yhdistys")
            try await visit.browser.click(".hits h2 a")
            try await visit.browser.wait(until: "document.querySelector('#teksti mark')")
            try await visit.browser.press("n", "n")
            #expect(try await visit.text(".steps span") == "2 / 4")
            #expect(
                try await visit.browser.value(
                    "[...document.querySelectorAll('#teksti mark')].indexOf(document.querySelector('mark.current'))")
                    == 1)
            #expect(
                try await visit.browser.value("document.querySelector('.repair').title", as: String.self).hasPrefix(
                    "luettu: "))
        }
    }

    /// By the table beneath a paper's text; it stays open, and scripts are not needed.
    @Test(arguments: [true, false])
    func aRepairIsRefusedConfirmedAndThatTakenBack(scripts: Bool) async throws {
        try await browsing(scripts: scripts) { visit in
            func list(_ more: String...) throws -> String {
                try Program.haku(["repairs", "list", "--index", visit.folder("index")] + more).output
            }
            try await visit.open("/paperi?id=\(Self.laavu)")
            try await visit.browser.click(".repairs summary")
            try await visit.browser.click(".repairs button[name=torju]")
            try await visit.browser.wait(for: ".repairs[open] tr.refused button[name=salli]")
            let refused = try list()
            #expect(refused.split(separator: "\n").count == 1)
            try await visit.browser.click(".repairs tr.refused button")
            try await visit.browser.wait(for: ".repairs[open] tr:first-child button[name=vahvista]")
            #expect(try list().isEmpty)
            try await visit.browser.click(".repairs tr:first-child button[name=vahvista]")
            try await visit.browser.wait(for: ".repairs[open] tr.confirmed")
            #expect(try list("--confirmed") == refused)
            #expect(try await visit.path().hasSuffix("&arvio=1#korjaukset"))
        }
    }

    @Test func doubtfulRepairsOfAllPapersAreJudgedTogether() async throws {
        try await browsing { visit in
            try await visit.open("/")
            try await visit.browser.click("a[href='/korjaukset']")
            try await visit.browser.wait(until: "location.pathname == '/korjaukset'")
            try await visit.open("/korjaukset?alle=100")
            let count: Int = try await visit.browser.value("document.querySelectorAll('[name=pari]').length")
            #expect(count > 2)
            let second: String = try await visit.browser.value("document.querySelectorAll('[name=pari]')[1].value")
            try await visit.browser.click("tr:nth-child(2) [name=pari]")
            // Enter in a box judges nothing.
            try await visit.browser.press(Self.enter)
            try await visit.browser.click("button[value=torju][name=teko]")
            try await visit.browser.wait(
                until: "![...document.querySelectorAll('[name=pari]')].some((e) => e.value.startsWith('\(second)'))")
            #expect(try await visit.browser.value("document.querySelectorAll('[name=pari]').length") == count - 1)
            #expect(
                try Program.haku(["repairs", "list", "--index", visit.folder("index")]).output == second + "\n")
        }
    }

    @Test func similarPapersAreShownWithTheirPassagesAndCompared() async throws {
        try await browsing { visit in
            try await visit.open("/paperi?id=\(Self.laavu)")
            try await visit.browser.click("a[href^='/samat']")
            try await visit.browser.wait(until: "document.querySelector('details table')")
            try await visit.browser.click("summary")
            #expect(try await visit.browser.value("document.querySelectorAll('details[open] tbody mark').length") > 1)
            try await visit.browser.click("a[href^='/vertaa']")
            try await visit.browser.wait(until: "document.querySelector('table.compare')")
            #expect(try await visit.text("table.compare").contains("kohderyhmä"))
        }
    }

    @Test func aFileIsOpenedAtThePageOfTheHit() async throws {
        try await browsing { visit in
            try visit.folder.file("docs/a.pdf", SmallPDF.pdf(["Kissa istuu.", "Koira juoksee."]))
            _ = try Program.haku(["index", "--index", visit.folder("other"), visit.folder("docs")])
            let daemon = try RunningDaemon(index: visit.folder("other"))
            let page = try RunningPage(socket: daemon.socket, ["--documents", visit.folder("docs")])
            try await visit.browser.open(page.address + "/?q=koira")
            try await visit.browser.click("a[href^='/asiakirja']")
            try await visit.browser.wait(until: "location.pathname == '/asiakirja'")
            #expect(try await visit.browser.url().hasSuffix("/asiakirja?id=a.pdf#page=2"))
            // The browser's own viewer shows it.
            try await visit.browser.wait(until: "document.contentType == 'application/pdf'")
        }
    }

    @Test func picturesAreLinksThatNarrowTheSearch() async throws {
        try await browsing { visit in
            try await visit.open("/kartta?q=hanke")
            try await visit.browser.click("svg.map a[href*='Kainuu'] rect")
            try await visit.browser.wait(until: "document.querySelector('.chips')")
            #expect(try await visit.text(".chips").contains("maakunta: Kainuu"))
            try await visit.open("/aikajana?ryhma=rahoittaja")
            try await visit.browser.click("svg.timeline a rect")
            try await visit.browser.wait(until: "location.pathname == '/paperi'")
            try await visit.open("/lahipiiri?id=\(Self.laavu)")
            #expect(try await visit.browser.value("document.querySelectorAll('svg.graph a circle').length") > 2)
            #expect(try await visit.browser.value("document.querySelector('svg.graph .words').textContent.length") > 3)
        }
    }

    @Test func theKeyboardAloneReachesAHit() async throws {
        try await browsing { visit in
            try await visit.open("/?q=hanke")
            try await visit.browser.press(Self.tab)
            #expect(try await visit.browser.value("document.activeElement.className") == "skip")
            try await visit.browser.press(Self.enter)
            #expect(try await visit.browser.value("document.activeElement.id") == "sisalto")
            for _ in 0..<30 where try await !visit.browser.value("document.activeElement.matches('.hits h2 a')") {
                try await visit.browser.press(Self.tab)
                // Whoever tabs sees where.
                let outline: String = try await visit.browser.value(
                    "getComputedStyle(document.activeElement).outlineStyle")
                #expect(outline != "none")
            }
            try await visit.browser.press(Self.enter)
            try await visit.browser.wait(until: "location.pathname == '/paperi'")
        }
    }

    @Test func nothingNeedsScripts() async throws {
        try await browsing(scripts: false) { visit in
            try await visit.open("/")
            try await visit.browser.type("kyläyhdistys" + Self.enter, into: "#q")
            try await visit.browser.wait(forTitle: "2 osumaa")
            try await visit.browser.click(".hits h2 a")
            try await visit.browser.wait(forTitle: "Laavu")
            #expect(try await visit.path().hasPrefix("/paperi?id=\(Self.laavu)"))
        }
    }

    /// WCAG 2.2 AA and axe's good practice, light and dark, and no page wider than a phone, or than a screen at 400 %.
    @Test func eachPageIsAccessible() async throws {
        try await browsing { visit in
            let axe = try String(
                contentsOf: Program.testTools.appendingPathComponent("axe_core_python/axe.min.js"), encoding: .utf8)
            let paths = [
                "/", "/?q=hanke", "/?q=hanke&f=laji%3Atiivistelm%C3%A4", "/?q=eiolesellaista", "/?q=%22auki",
                "/paperi?id=\(Self.laavu)&q=kyl%C3%A4yhdistys", "/paperi?id=\(Self.laavu)&teksti=rinnakkain",
                "/samat?id=\(Self.laavu)", "/vertaa?a=\(Self.laavu)&b=S20602", "/kartta", "/aikajana?ryhma=maakunta",
                "/lahipiiri?id=\(Self.laavu)", "/korjaukset?alle=100", "/ei-ole",
            ]
            for scheme in ["light", "dark"] {
                try await visit.browser.command(
                    "Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": scheme]]])
                for path in paths {
                    try await visit.open(path)
                    _ = try await visit.browser.run(
                        "document.querySelectorAll('details').forEach((e) => e.open = true); arguments[0](0)")
                    _ = try await visit.browser.run(axe + ";arguments[0](0)")
                    let found = try await visit.browser.run(
                        """
                        axe.run().then((r) => arguments[0](r.violations.map(
                            (v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')).join('; ')))
                        """)
                    #expect(found as? String == "", "\(scheme) \(path)")
                }
            }
            try await visit.browser.command(
                "Emulation.setDeviceMetricsOverride",
                ["width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true])
            for path in paths {
                try await visit.open(path)
                #expect(try await visit.browser.value("document.documentElement.scrollWidth") <= 320, "\(path)")
            }
        }
    }
}
