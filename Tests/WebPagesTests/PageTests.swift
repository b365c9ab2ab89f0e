// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// The pages of a real `hakuweb` before a real `hakud`.
@Suite(.timeLimit(.minutes(20))) struct PageTests {
    private let page = SeedPage()

    @Test func theFrontPageTellsOfTheCollectionAndHowToAsk() async throws {
        let front = try await page.get("/")
        #expect(front.status == 200 && front.type == "text/html; charset=utf-8")
        #expect(front.text.contains("Kokoelmassa on 5 asiakirjaa."))
        #expect(front.text.contains("href=\"/?f=laji%3Ahankekortti\""))
        #expect(front.text.contains(/päivitetty viimeksi [0-9]+\.[0-9]+\.[0-9]{4} klo [0-9]+\.[0-9]{2}\./))
        #expect(try await page.get("/aikajana").text.contains("<title>S20059, Laavu, 1.1.2015–31.7.2018</title>"))
        #expect(front.headers["content-security-policy"]?.contains("default-src 'none'") == true)
    }

    @Test func aSearchShowsHitsWithMarksFacetsAndWhatWasCorrected() async throws {
        let found = try await page.get("/?q=kyl%C3%A4hydistys").text
        #expect(found.contains("<mark>") && found.contains("S20059, Laavu"))
        #expect(found.contains("Haettiin sanoilla") && found.contains("<strong>kyläyhdistys</strong>"))
        #expect(found.contains("<h1>2 osumaa haulle ”kylähydistys”</h1>"))
        // A plus is a space, as browsers send it.
        #expect(try await page.get("/?q=sosiaalinen+osallisuus").text.contains("”sosiaalinen osallisuus”"))
    }

    @Test func valuesThatAreChosenNarrowTheSearchAndCanBeTakenOff() async throws {
        let all = try await page.get("/?q=hanke").text
        let one = try await page.get("/?q=hanke&f=laji%3Atiivistelm%C3%A4").text
        #expect(all.contains("5 osumaa") && !one.contains("5 osumaa"))
        #expect(one.contains("<a href=\"/?q=hanke\"><span class=\"hidden\">Poista rajaus: </span>laji: tiivistelmä"))
        // Of one field several values may be chosen, and another one is offered beside it.
        #expect(one.contains("/?q=hanke&amp;f=laji%3Atiivistelm%C3%A4&amp;f=laji%3Ahankekortti"))
        let both = try await page.get("/?q=hanke&f=laji%3Atiivistelm%C3%A4&f=laji%3Ahankekortti").text
        let card = try await page.get("/?q=hanke&f=laji%3Ahankekortti").text
        func count(_ text: String) -> Int? {
            text.firstMatch(of: /<h1>([0-9]+) osuma/).flatMap { Int($0.output.1) }
        }
        #expect(try #require(count(one)) + #require(count(card)) == count(both))
        let years = try await page.get("/?q=hanke&v1=2017&v2=2018").text
        #expect(years.contains("vuosi: 2017–2018") && years.contains("name=\"v1\""))
        // The years of the stretch are told from the others.
        #expect(years.contains("/?q=hanke&amp;f=vuosi%3A2017..2018&amp;f=vuosi%3A2017\" aria-label=\"2017: "))
        let bars = years.matches(
            of: /aria-label="([0-9]+): [0-9]+"><title>[^<]*<\/title><path d="[^"]*"( class="within")?/)
        #expect(bars.count > 2)
        for bar in bars { #expect((2017...2018).contains(try #require(Int(bar.output.1))) == (bar.output.2 != nil)) }
    }

    @Test func aPageWithoutHitsOffersNothingToDoWithThem() async throws {
        let none = try await page.get("/?q=xyzzyqwer").text
        #expect(none.contains("Ei osumia haulle ”xyzzyqwer”") && none.contains("Kokeile vähempiä"))
        #expect(!none.contains("/haku.csv") && !none.contains("class=\"order\"") && !none.contains("poistaa rajauksia"))
        let narrowed = try await page.get("/?q=hanke&f=kunta%3APuuttuva").text
        #expect(narrowed.contains("Voit myös poistaa rajauksia.") && !narrowed.contains("/haku.csv"))
    }

    @Test func aPaperHasItsFieldsItsTextAndPapersLikeIt() async throws {
        let paper = try await page.get("/paperi?id=004_e565007621ea25e9.txt").text
        #expect(paper.contains("<dt>koodi</dt><dd>S20941</dd>") && paper.contains("/?f=maakunta%3AKainuu"))
        #expect(paper.contains("<p id=\"r1\">") && paper.contains("/vertaa?a=004_e565007621ea25e9.txt"))
        // The views of its text but that which is shown.
        let views = ["", "&amp;teksti=alkuperainen", "&amp;teksti=rinnakkain"].map {
            "<a href=\"/paperi?id=002_82ede7701b56c462.txt" + $0 + "\">"
        }
        for (place, view) in ["", "&teksti=alkuperainen", "&teksti=rinnakkain"].enumerated() {
            let text = try await page.get("/paperi?id=002_82ede7701b56c462.txt" + view).text
            #expect(views.indices.filter { text.contains(views[$0]) } == views.indices.filter { $0 != place })
        }
        #expect(!paper.contains("teksti="))
        // Where the file lies is nobody's business.
        #expect(!paper.contains("file://") && !paper.contains("<dt>polku</dt>"))
        let code = try await page.get("/paperi?id=S20941")
        #expect(code.status == 200 && code.text.contains("004_e565007621ea25e9.txt"))
        let similar = try await page.get("/samat?id=000_2f7d9ab74b53583f.txt").text
        #expect(similar.contains("<td>") && similar.contains("<mark>") && similar.contains(">kohderyhmää</option>"))
        let swedish = try await page.get("/paperi?id=004_e565007621ea25e9.txt", ["Accept-Language": "sv"]).text
        #expect(swedish.contains("<dt>kod</dt><dd>S20941</dd>") && swedish.contains("<dd>finska</dd>"))
        let compared = try await page.get("/vertaa?a=000_2f7d9ab74b53583f.txt&b=002_82ede7701b56c462.txt").text
        #expect(compared.contains("<th scope=\"row\">kohderyhmä</th>"))
        #expect(compared.contains("<td>1.1.2015</td>") || compared.contains("<mark>1.1.2015</mark>"))
        #expect(compared.contains("<td><mark>suomi</mark></td>"))
    }

    @Test func errorsAreToldInTheLanguageWithTheirPlace() async throws {
        let open = try await page.get("/?q=koira%20%22kala")
        #expect(open.status == 400 && open.text.contains("Lainausmerkki on sulkematta"))
        #expect(open.text.contains("koira &quot;kala\n      ^"))
        #expect(
            try await page.get("/paperi?id=puuttuu.txt").text.contains("Kokoelmassa ei ole asiakirjaa ”puuttuu.txt”."))
        for (path, status) in [("/paperi?id=puuttuu.txt", 404), ("/ei-ole", 404), ("/paperi", 400), ("/api/ei", 404)] {
            #expect(try await page.get(path).status == status)
        }
        #expect(try await page.get("/?q=" + String(repeating: "a", count: 4_200)).status == 413)
    }

    /// Addresses as nobody means them: a page or a refusal, and none that holds anybody up.
    @Test func oddAddressesAreAnswered() throws {
        let addresses = [
            ("/?q[]=kala", 200), ("/?q=hanke&q=koira", 200), ("/?q=%FF%FE%80", 200), ("/?q=%u0041%", 200),
            ("/?q=%+1", 200),
            ("/?f=laji", 200), ("/?f=laji:", 200), ("/?q=hanke&alku=99999999999999999999", 200),
            ("/?q=hanke&alku=9990&sort=x&yksi=2&muu", 200), ("/?q=%E2%80%AE%D7%90%E2%81%A6", 200), ("/?q=%00", 200),
            ("/?q=hanke&v1=2020&v2=2010", 200), ("/?f=vuosi:2016..2018&f=vuosi:2015", 200), ("/?q=%20", 200),
            ("/paperi?id=S20941&rivi=99999999999999999999", 200), ("/paperi?id=S20941&rivi=-5", 200),
            ("/paperi?id=S20941&q=%00%0A", 200),
            ("/paperi?id=..%2F..%2Fetc%2Fpasswd", 404), ("/samat?id=S20941&kentta=x", 200), ("/vertaa?a=x", 400),
            ("/api/search?q=a&limit=1e9", 400), ("/api/repairs?below=nan", 400), ("/aikajana?q=-koira", 200),
            ("/aikajana?q=%22", 400), ("/?q=((((((((((", 400), ("/%2e%2e/etc", 404), ("/korjaus", 404),
        ]
        for (path, status) in addresses {
            // By hand: Foundation's client sends some of them in another way.
            let answer = try PlainHTTP.get(path, port: try page.port())
            #expect(answer.status == status && answer.text.utf8.count < 60_000, "\(path)")
        }
    }

    @Test func whoAsksForTheHeadAloneGetsThat() async throws {
        let (head, whole) = (try await page.head("/?q=hanke"), try await page.get("/?q=hanke"))
        #expect(head.status == 200 && head.text.isEmpty && head.headers["etag"] == whole.headers["etag"])
    }

    @Test func theLanguageIsTheBrowsersUntilOneIsChosen() async throws {
        let swedish = try await page.get("/", ["Accept-Language": "de, sv-FI;q=0.8, en;q=0.5"])
        #expect(swedish.text.contains("Samlingen har 5 dokument.") && swedish.text.contains("<html lang=\"sv\">"))
        let chosen = try await page.get("/kieli?k=en&takaisin=%2F%3Fq%3Dkala", ["Accept-Language": "sv"])
        #expect(chosen.status == 303 && chosen.headers["location"] == "/?q=kala")
        let map = try await page.get("/kartta?q=kala&f=kunta%3AOulu").text
        #expect(map.contains("/kieli?k=sv&amp;takaisin=%2Fkartta%3Fq%3Dkala%26f%3Dkunta%253AOulu\""))
        let cookie = try #require(chosen.headers["set-cookie"]?.split(separator: ";").first)
        let english = try await page.get("/", ["Accept-Language": "sv", "Cookie": String(cookie)])
        #expect(english.text.contains("The collection holds 5 documents."))
        for back in ["//example.org/", "https://example.org/", "/%5Cexample.org", "/%0d%0aX:%20y", ""] {
            #expect(try await page.get("/kieli?k=sv&takaisin=\(back)").headers["location"] == "/", "\(back)")
        }
    }

    @Test func hitsAreTablesAndFeedsToo() async throws {
        let table = try await page.get("/haku.csv?q=hanke")
        #expect(table.text.hasPrefix("rank,id,title,laji,vuosi") && table.text.split(separator: "\r\n").count == 6)
        let feed = try await page.get("/uutta.atom?q=hanke").text
        #expect(feed.contains("<feed xmlns=") && feed.split(separator: "<entry>").count == 6)
        #expect(XMLDocumentCheck.isWellFormed(feed) && feed.contains("href=\"http://"))
        let protected = try await page.get("/uutta.atom?q=hanke", ["X-Forwarded-Proto": "https"]).text
        #expect(protected.contains("href=\"https://") && !protected.contains("href=\"http://"))
    }

    @Test func aDaemonThatIsAwayIsSaidAndComesBack() async throws {
        let folder = TemporaryFolder()
        let index = try SeedIndex.path()
        let socket = folder("s")
        var served: RunningDaemon? = try RunningDaemon(index: index, socket: socket)
        let page = try RunningPage(socket: socket)
        #expect(try await page.get("/?q=hanke").status == 200)
        served?.send(SIGTERM)
        _ = served?.wait()
        served = nil
        let away = try await page.get("/?q=hanke")
        #expect(away.status == 503 && away.text.contains("Haku on hetken poissa"))
        #expect(try await page.get("/api/count?q=hanke").status == 503)
        served = try RunningDaemon(index: index, socket: socket)
        #expect(try await page.get("/?q=hanke").status == 200)
    }
}

/// Tells if a text is XML.
private enum XMLDocumentCheck {
    static func isWellFormed(_ text: String) -> Bool {
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        check.arguments = ["python3", "-c", "import sys, xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())"]
        let input = Pipe()
        check.standardInput = input
        do { try check.run() } catch { return false }
        input.fileHandleForWriting.write(Data(text.utf8))
        try? input.fileHandleForWriting.close()
        check.waitUntilExit()
        return check.terminationStatus == 0
    }
}
