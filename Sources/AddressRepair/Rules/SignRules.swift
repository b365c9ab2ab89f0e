// SPDX-License-Identifier: GPL-3.0-or-later

/// Misread signs behind the host, in damaged text only: elsewhere a path may be anything.
let signRules: [Rule] = [
    Rule(
        "stroke for the I of ID", .path,
        .rewrite(Rewrite("|", to: "I", right: "D")),
        cases: """
            http://www.kunta.fi/a?sivu|D=2 → http://www.kunta.fi/a?sivuID=2
            http://www.kunta.fi/?|D=53a5 → http://www.kunta.fi/?ID=53a5
            http://www.kunta.fi/a?sivuID=2
            http://www.kunta.fi/C|Rb1
            """),
    Rule(
        "stroke for l", .path,
        .rewrite(Rewrite("|", to: "l", right: "[^A-Z]")),
        cases: """
            http://www.kunta.fi/a.phtm| → http://www.kunta.fi/a.phtml
            http://www.kunta.fi/ti|astot → http://www.kunta.fi/tilastot
            http://www.kunta.fi/C|Rb1
            """),
    Rule(
        "pound sign for f", .path,
        .rewrite(Rewrite("£", to: "f")),
        cases: """
            http://www.kunta.fi/a?id=f55£7 → http://www.kunta.fi/a?id=f55f7
            http://www.kunta.fi/£a.html → http://www.kunta.fi/fa.html
            Hinta on 5 £
            http://www.kunta.fi/a 5£
            """),
    Rule(
        "exclamation mark for l", .path,
        .rewrite(["[.]htm", "[.]shtm", "[.]phtm"].map { Rewrite("!", to: "l", left: $0, right: "$") }) { _ in true },
        cases: """
            http://www.kunta.fi/a.htm! → http://www.kunta.fi/a.html
            http://www.kunta.fi/a.shtm! → http://www.kunta.fi/a.shtml
            http://www.kunta.fi/a!
            http://www.kunta.fi/a.html!
            """),
    Rule(
        "quotation mark for an asterisk", .path,
        .rewrite(
            Rewrite("\"", to: "*", left: "[A-Za-z0-9]", right: "[A-Za-z0-9]")),
        cases: """
            http://www.kunta.fi/b1~S9\"fin → http://www.kunta.fi/b1~S9*fin
            http://www.kunta.fi/record=b1794027~S9\"fin → http://www.kunta.fi/record=b1794027~S9*fin
            http://www.kunta.fi/a\"
            http://www.kunta.fi/a\"/b
            """),
    Rule(
        "question mark read twice", .path,
        .rewrite(
            Rewrite("7", to: "", left: "[?]", right: "[A-Z][A-Za-z]*="),
            Rewrite("77", to: "?", left: "/", right: "[A-Z][A-Za-z]*="),
            Rewrite("1", to: "", left: "[?]", right: "ID="), Rewrite("71", to: "?", left: "/", right: "ID=")),
        cases: """
            http://www.kunta.fi/a.cgi?7LANG=fi → http://www.kunta.fi/a.cgi?LANG=fi
            http://www.kunta.fi/71ID=95 → http://www.kunta.fi/?ID=95
            http://www.kunta.fi/?1ID=95 → http://www.kunta.fi/?ID=95
            http://www.kunta.fi/?7a=2
            http://www.kunta.fi/?1Ib=2
            http://www.kunta.fi/7IDEA
            """),
]
