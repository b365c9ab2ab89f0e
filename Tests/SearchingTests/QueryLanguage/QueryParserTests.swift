// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Searching
internal import Testing

@Suite struct QueryParserTests {
    @Test(
        arguments: [
            ("kylä", "[kylä]"),
            ("kylä yhdistys", "[kylä yhdistys]"),
            ("  työ-  ja toimintakyky ", "[työ-  ja toimintakyky]"),
            ("olla vai eikö olla", "[olla vai eikö olla]"),
            ("+koira kissa", "(any +[koira] [kissa])"),
            ("koira -kissa", "(any [koira] -[kissa])"),
            ("-kissa", "(any -[kissa])"),
            ("+koira -kissa hiiri rotta", "(any +[koira] -[kissa] [hiiri rotta])"),
            ("\"vaikeassa asemassa\"", "\"vaikeassa asemassa\""),
            ("”vaikeassa asemassa” nuoret", "(any \"vaikeassa asemassa\" [nuoret])"),
            ("»a b« “c d” „e f” «g h»", "(any \"a b\" \"c d\" \"e f\" \"g h\")"),
            ("\"kesken” koira", "(any \"kesken\" [koira])"),
            ("\"hän sanoi ”joo” heti\"", "\"hän sanoi ”joo” heti\""),
            ("=sana", "=sana"),
            ("=Sana, toinen", "(any =Sana [toinen])"),
            ("=\"vaikeassa asemassa\"", "=\"vaikeassa asemassa\""),
            ("\"=vaikeassa =asemassa\"", "=\";vaikeassa ;asemassa\""),
            ("\"=vaikeassa asemassa\"", "\";vaikeassa asemassa\""),
            ("+=sana -\"a b\"", "(any +=sana -\"a b\")"),
            ("koira AND kissa", "(and [koira] [kissa])"),
            ("koira JA kissa TAI hiiri", "(any (and [koira] [kissa]) [hiiri])"),
            ("a TAI b JA EI c", "(any [a] (and [b] (not [c])))"),
            ("koira EI kissa", "(any [koira] -[kissa])"),
            ("EI kissa", "(any -[kissa])"),
            ("NOT a OR b", "(any (not [a]) [b])"),
            ("a OR NOT b", "(any [a] (not [b]))"),
            ("NOT NOT a b", "[a b]"),
            ("NOT a AND NOT b", "(any -[a] -[b])"),
            ("c NOT a AND b", "(any [c] (and (not [a]) [b]))"),
            ("a b AND c", "(any [a] (and [b] [c]))"),
            ("x +a AND b", "(any [x] +(and [a] [b]))"),
            ("(koira OR kissa) AND hiiri", "(and (any [koira] [kissa]) [hiiri])"),
            ("-(a AND b) c", "(any -(and [a] [b]) [c])"),
            ("(a (b (c)))", "(any [a] [b] [c])"),
            ("hanke(et) a", "[hanke(et) a]"),
            ("koira AND(kissa)", "(and [koira] [kissa])"),
            ("koira(kissa hiiri)", "(any [koira] [kissa hiiri])"),
            ("alku* ja *loppu", "(any alku* [ja] *loppu)"),
            ("alku*, muu", "(any alku* [muu])"),
            ("-alku*", "(any -alku*)"),
            ("ELY-kesk*", "ELY-kesk*"),
            ("a NEAR/5 b", "(near 5 [a] [b])"),
            ("a NEAR b NEAR/10 c", "(near 10 [a] [b] [c])"),
            ("a LÄHELLÄ/3 b", "(near 3 [a] [b])"),
            ("A NEAR/3 B", "(near 3 [A] [B])"),
            ("x (a OR =b) NEAR/2 \"c d\" y", "(any [x] (near 2 (any [a] =b) \"c d\") [y])"),
            ("a NEAR/2 b NEAR/3 c", "(and (near 2 [a] [b]) (near 3 [b] [c]))"),
            ("tausta:a NEAR/2 tausta:b", "(tausta: (near 2 [a] [b]))"),
            ("NOT a NEAR/2 b c", "(any -(near 2 [a] [b]) [c])"),
            ("otsikko:kylä", "(otsikko: [kylä])"),
            ("kohderyhma:\"nuoret aikuiset\"", "(kohderyhmä: \"nuoret aikuiset\")"),
            ("Kohderyhmä:(nuoret OR lapset) muu", "(any (kohderyhmä: (any [nuoret] [lapset])) [muu])"),
            ("paattyy:2016", "(päättyy: 20160101..20161231)"),
            ("pa\u{308}a\u{308}to\u{308}s:hyväksytty", "(päätös: [hyväksytty])"),
            ("-kunta:Oulu tavoite:=työ tausta:kylä*", "(any -(kunta: [Oulu]) (tavoite: =työ) (tausta: kylä*))"),
            ("koodi:S20059", "(koodi: [S20059])"),
            ("linkki:https://sokra.fi/a", "(linkki: [https://sokra.fi/a])"),
            ("vuosi:2016..2018", "(vuosi: 2016..2018)"),
            ("vuosi:2016-2018", "(vuosi: 2016..2018)"),
            ("vuosi:2016", "(vuosi: 2016..2016)"),
            ("vuosi:..2018", "(vuosi: ..2018)"),
            ("vuosi:2018..2016", "(vuosi: 2016..2018)"),
            ("vuosi:2016 nuoret", "(any in (vuosi: 2016..2016) [nuoret])"),
            ("nuoret vuosi:2016 rahoitus:1..", "(any [nuoret] in (vuosi: 2016..2016) in (rahoitus: 100..))"),
            ("nuoret OR vuosi:2016", "(any [nuoret] (vuosi: 2016..2016))"),
            ("vuosi:2016 OR nuoret", "(any (vuosi: 2016..2016) [nuoret])"),
            ("+nuoret -vuosi:2016", "(any +[nuoret] -(vuosi: 2016..2016))"),
            ("vuosi:(2016 OR 2018) nuoret", "(any in (vuosi: (any (vuosi: 2016..2016) (vuosi: 2018..2018))) [nuoret])"),
            ("vuosi:(2016 OR 2018)", "(vuosi: (any (vuosi: 2016..2016) (vuosi: 2018..2018)))"),
            ("rahoitus:100000..", "(rahoitus: 10000000..)"),
            ("rahoitus:100 000..200 000,5 nuoret", "(any in (rahoitus: 10000000..20000050) [nuoret])"),
            ("alkaa:1.5.2016..2016-12", "(alkaa: 20160501..20161231)"),
        ])
    func aQueryIsReadAsItsGrammarSays(query: String, expected: String) throws {
        #expect(outline(try QueryParser.parse(query).root) == expected)
    }

    @Test(arguments: [
        "ELY-keskus", "ELY:n toiminta", "klo 10:30", "https://www.sokra.fi/x?a=b&c=(d)", "50 %", "1 234,50 €",
        "S20059", "C++", "vaa'an", "vaa’an", "TE-toimisto:", "EU:ssa ja TE:t", "2016–2018", "hanke(et)", "työ-",
        "a/b", "mailto@esimerkki.fi", "1.5.2016", "olla vai eikö olla",
        "And or not", "ja tai ei", "And ja Or",
    ])
    func whatFinnishWritesWithinWordsStaysAWordWithoutANote(query: String) throws {
        let parsed = try QueryParser.parse(query)
        #expect(outline(parsed.root) == "[\(query)]")
        #expect(parsed.notes.isEmpty)
    }

    @Test(arguments: [
        ("KALAJOKI JA YLIVIESKA", "[KALAJOKI JA YLIVIESKA]"), ("EI", "[EI]"), ("AND OR", "[AND OR]"),
        ("ESR AND S20059", "[ESR AND S20059]"), ("S20059 AND S20602", "(and [S20059] [S20602])"),
        ("2016 OR 2018", "(any [2016] [2018])"), ("ESR AND ely", "(and [ESR] [ely])"),
        ("+ESR -ELY", "(any +[ESR] -[ELY])"),
    ])
    func operatorsAreWordsWhereTheQueryIsWhollyInCapitals(query: String, expected: String) throws {
        let parsed = try QueryParser.parse(query)
        #expect(outline(parsed.root) == expected)
        #expect(parsed.notes.isEmpty != expected.contains(/(AND|JA|EI|OR)( |\])/))
    }

    @Test(
        arguments: [
            ("foo:bar", "[foo;bar]", "“foo:” names no field"),
            ("foo:\"a b\"", "(any [foo;] \"a b\")", "“foo:” names no field"),
            ("foo:(a b)", "(any [foo;] [a b])", "“foo:” names no field"),
            ("kunta: Oulu", "[kunta: Oulu]", "“kunta:” is searched as text"),
            ("kunta:-Oulu", "(kunta: [;Oulu])", "“kunta:-”"),
            ("vuosi:kohta", "(vuosi: [kohta])", "“kohta” is no value"),
            ("vuosi:..", "nothing", "“..” is no value"),
            ("vuosi:2018..2016", "(vuosi: 2016..2018)", "was turned"),
            ("koira AND", "[koira]", "“AND” stands where it joins nothing"),
            ("OR koira", "[koira]", "“OR”"),
            ("a AND OR b", "(any [a] [b])", "“AND”"),
            ("a OR OR b", "(any [a] [b])", "“OR”"),
            ("koira EI", "[koira]", "“EI”"),
            ("NEAR/3 koira", "[koira]", "“NEAR/3”"),
            ("koira NEAR -kissa", "(any [koira] -[kissa])", "“NEAR”"),
            ("a NEAR/3 (b AND c)", "(and [a] (and [b] [c]))", "read as AND"),
            ("a NEAR/0 b", "(near 1 [a] [b])", "“NEAR/0”"),
            ("a NEAR/99999999999 b", "(near 1000 [a] [b])", "brought within"),
            ("- koira", "[koira]", "lone “-”"),
            ("koira +", "[koira]", "lone “+”"),
            ("--koira", "[koira]", "“--koira”"),
            ("*", "nothing", "lone “*”"),
            ("*keski*", "[;keski;]", "“*keski*” is searched as text"),
            ("al*ku", "[al;ku]", "searched as text"),
            ("\"al* ku\"", "\"al; ku\"", "quotation marks: “al* ku”"),
            ("koira)", "[koira]", "closes nothing"),
            ("()", "nothing", "Empty parentheses"),
            ("koira AND ()", "[koira]", "“AND”"),
            ("\"\"", "nothing", "no word between them"),
            ("koira ”kissa", "[koira ;kissa]", "“”” has no pair"),
            ("=(a b)", "[a b]", "= before a parenthesis"),
            ("=al*", "al*", "= adds nothing"),
            ("\"=a b\"", "\";a b\"", "within quotation marks counts only"),
            ("\"a b\"~5", "\"a b\"", "“~5” after a phrase"),
            ("koira –kissa", "[koira –kissa]", "excludes nothing"),
            ("monialainen ja -ammatillinen", "(any [monialainen ja] -[ammatillinen])", "“-ammatillinen” excludes"),
            ("EI -kissa a", "(any -[kissa] [a])", "NOT before “-kissa”"),
            (":: koira", "[koira]", "“::” holds no letter"),
            ("😀", "nothing", "“😀” holds no letter"),
            ("voimaa – ei", "(any [voimaa] [ei])", "“–” holds no letter"),
            ("=", "nothing", "“=” holds no letter"),
            ("!? && ||", "nothing", "“!?”, “&&”, “||”"),
        ])
    func whatIsIgnoredOrReadAsTextIsSaid(query: String, expected: String, note: String) throws {
        let parsed = try QueryParser.parse(query)
        #expect(outline(parsed.root) == expected)
        #expect(parsed.note?.contains(note) == true, "\(parsed.notes)")
    }

    @Test(
        arguments: [
            ("\"koira", 1), ("koira \"", 7), ("ä \"b\" \"c", 7), ("(koira", 1), ("äö (a (b)", 4), ("a OR (b", 6),
            ("koi\"ra", 4), ("kunta:(Oulu", 7), ("kunta:\"Oulu", 7), ("=\"", 2), (")(", 2), ("😀(", 2),
        ])
    func anUnclosedQuotationMarkOrParenthesisIsAnErrorWithItsColumn(query: String, column: Int) {
        let error = #expect(throws: SearchError.self) { try QueryParser.parse(query) }
        #expect(error?.code == .syntax)
        #expect(error?.column == column)
    }

    @Test(
        arguments: [
            String(repeating: "sana ", count: 1001), String(repeating: "sana ", count: 100_000),
            String(repeating: "AND ", count: 100_000), String(repeating: "()", count: 100_000),
            "\"" + String(repeating: "sana ", count: 100_000) + "\"",
            String(repeating: "-a ", count: 1001),
            String(repeating: "(", count: 65) + "a" + String(repeating: ")", count: 65),
            String(repeating: "a(", count: 100_000),
        ])
    func tooLargeAQueryIsRefused(query: String) {
        let error = #expect(throws: SearchError.self) { try QueryParser.parse(query) }
        #expect(error?.code == .tooLarge)
    }

    @Test
    func theLargestQueryIsRead() throws {
        let words = try QueryParser.parse(Array(repeating: "sana", count: 1000).joined(separator: " "))
        #expect(words.words.count == 1000)
        let nested = String(repeating: "(", count: 64) + "a" + String(repeating: ")", count: 64)
        #expect(outline(try QueryParser.parse(nested).root) == "[a]")
    }

    @Test(arguments: [
        ("Kylä, yhdistys!", "Kylä@1-4 yhdistys@7-14"), ("a -b EI c (d AND NOT e)", "a@1-1 d@12-12"),
        ("\"vaikeassa asemassa\" C++ =sana", "vaikeassa@2-10 asemassa@12-19 C++@22-24 =sana@27-30"),
        ("kunta:Oulu vuosi:2016 al* *pu", "kunta:Oulu@7-10 al*@23-24 *pu@28-29"),
        ("foo:bar", "foo@1-3 bar@5-7"), ("+(a b) NEAR/3 c", "a@3-3 b@5-5 c@15-15"), ("ÄÖ 😀 x", "ÄÖ@1-2 x@6-6"),
    ])
    func wordsAreThoseAskedForInOrderWithoutPunctuation(query: String, expected: String) throws {
        let words = try QueryParser.parse(query).words.map { word in
            let text =
                switch word.form {
                case .any, .inPhrase: word.text
                case .exact: "=" + word.text
                case .prefix: word.text + "*"
                case .suffix: "*" + word.text
                }
            let field = word.field.map { $0.rawValue + ":" } ?? ""
            return "\(field)\(text)@\(word.columns.lowerBound)-\(word.columns.upperBound - 1)"
        }
        #expect(words.joined(separator: " ") == expected)
    }

    @Test
    func aCorrectedQueryKeepsAllButTheCorrectedWords() throws {
        let parsed = try QueryParser.parse("+kylähydistys AND \"ihan tyottomyys\"")
        let words = parsed.words
        #expect(words.map(\.text) == ["kylähydistys", "ihan", "tyottomyys"])
        let corrected = parsed.replacing([
            (words[2].columns, "työttömyys"), (words[0].columns, "kyläyhdistys"), (900..<903, "x"),
        ])
        #expect(corrected == "+kyläyhdistys AND \"ihan työttömyys\"")
    }

    @Test(arguments: QueryField.allCases)
    func everyFieldIsKnownWithAndWithoutDotsInAnyCase(field: QueryField) throws {
        let plain = field.rawValue.replacing("ä", with: "a").replacing("ö", with: "o")
        for name in [field.rawValue, plain, plain.uppercased(), field.rawValue.uppercased()] {
            #expect(QueryField(name: name.unicodeScalars) == field)
            let parsed = try QueryParser.parse(name + ":1999")
            #expect(parsed.notes.isEmpty)
            #expect(outline(parsed.root).hasPrefix("(\(field.rawValue):"))
        }
    }

    @Test
    func utf8OffsetsOfAPieceOfTextAreColumnsOfTheQuery() throws {
        let parsed = try QueryParser.parse("\"x\" ää 😀ö")
        guard case .group(let clauses) = parsed.root?.kind, case .words(let text) = clauses.last?.node.kind else {
            Issue.record("no words")
            return
        }
        #expect(text.text == "ää 😀ö")
        #expect(text.columns(ofUTF8: 0..<4) == 5..<7)
        #expect(text.columns(ofUTF8: 5..<11) == 8..<10)
        #expect(text.columns(ofUTF8: 9..<11) == 9..<10)
    }
}
