// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Misread names of pages and their folders, in damaged text only.
let pageRules: [Rule] = [
    Rule(
        "question mark read as a figure", .path,
        .rewrite(
            ["/"].map { Rewrite("[27]", to: "?", left: $0, right: "[A-Za-z_][A-Za-z_]*=") }
                + ["php", "asp", "aspx", "jsp", "cgi", "html", "htm"].map {
                    Rewrite("[27]", to: "?", left: "[^A-Za-z0-9-]" + $0, right: "[A-Za-z_][A-Za-z_]*=")
                }
        ) { !$0.path.contains(UInt8(ascii: "?")) },
        cases: """
            http://www.kunta.fi/a.php7id=2 → http://www.kunta.fi/a.php?id=2
            http://www.kunta.fi/2sivu=1 → http://www.kunta.fi/?sivu=1
            http://kunta.fi/?a7b=2
            http://www.kunta.fi/sivu7
            http://www.kunta.fi/sivu7a=2
            """),
    Rule(
        "hyphen before a page's ending", .path,
        .rewrite(
            ["html", "htm", "shtml", "php", "aspx"].flatMap {
                [
                    Rewrite("-", to: "", left: "[.]", right: $0 + "$"), Rewrite("-", to: ".", right: $0 + "$"),
                ]
            }
        ) { _ in true },
        cases: """
            http://www.kunta.fi/sivu-html → http://www.kunta.fi/sivu.html
            http://www.kunta.fi/sivu.-htm → http://www.kunta.fi/sivu.htm
            http://www.kunta.fi/opas-pdf
            http://www.kunta.fi/a-html/b
            """),
    Rule(
        "html misread", .path,
        .rewrite(
            Rewrite("[1I]", to: "l", left: "[.]htm", right: "[^A-Za-z0-9.-][^.]*$"),
            Rewrite("huml", to: "html", left: "[.]", right: "[^A-Za-z0-9.-][^.]*$")),
        cases: """
            http://www.kunta.fi/a.htm1 → http://www.kunta.fi/a.html
            http://www.kunta.fi/a.htm1?b=1 → http://www.kunta.fi/a.html?b=1
            http://www.kunta.fi/a.huml → http://www.kunta.fi/a.html
            http://www.kunta.fi/a.htm
            http://www.kunta.fi/htm1
            http://www.kunta.fi/a.htm1.b
            """),
    Rule(
        "v for a t and a slash", .path, .edit { $0.cutBehindPlurals(isWord: $1) },
        cases: """
            http://www.kunta.fi/tilastov/a → http://www.kunta.fi/tilastot/a
            http://www.kunta.fi/tilastovtilasto → http://www.kunta.fi/tilastot/tilasto
            http://www.kunta.fi/#tilastov
            """),
    Rule(
        "j for a slash", .path,
        .rewrite(
            ["[/_.-]", "$"].map {
                Rewrite("j", to: "", left: "[/_]", right: "j[a-z][a-z][a-z][a-z][a-z]*" + $0)
            }
        ) { _ in true },
        cases: """
            http://www.kunta.fi/jjuttu/a → http://www.kunta.fi/juttu/a
            http://www.kunta.fi/lehdet/jjulkaisut → http://www.kunta.fi/lehdet/julkaisut
            http://www.kunta.fi/jjaa/a
            http://www.kunta.fi/ajjuttu
            """),
]

extension AddressParts {
    /// Puts back the t of plurals and the slash behind it, which look like a v together (`tilastov`), where that leaves
    /// words. Fragments are left.
    fileprivate mutating func cutBehindPlurals(isWord: Rule.WordTest) {
        var begin = path.startIndex
        while begin < path.endIndex {
            let part = path[begin...].prefix(while: \.isASCIILowercase)
            defer { begin = max(begin, part.endIndex) + 1 }
            guard part.count >= 4, !isWord(Array(part)), begin == path.startIndex || !path[begin - 1].isASCIILetter,
                !path[..<begin].contains(UInt8(ascii: "#")),
                let place = part.indices.dropFirst(3).first(where: { Self.isPlural($0, in: part, isWord: isWord) })
            else { continue }
            let isDouble = place + 1 < path.endIndex && path[place + 1] == UInt8(ascii: "/")
            path.replaceSubrange(place...place, with: isDouble ? "t".utf8 : "t/".utf8)
            begin = place
        }
    }

    /// True if what stands before the v at `place` of `part` is a plural without its t, and what follows may be another
    /// part of the path.
    private static func isPlural(_ place: Int, in part: ArraySlice<UInt8>, isWord: Rule.WordTest) -> Bool {
        guard part[place] == UInt8(ascii: "v"), isWord(part[..<place] + [UInt8(ascii: "t")]) else { return false }
        let rest = part[(place + 1)...]
        return rest.isEmpty || rest.elementsEqual("id".utf8) || rest.count > 3 && isWord(Array(rest))
    }
}
