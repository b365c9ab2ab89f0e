// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Misreadings of `http://www.`. Strokes and slashes lie close together there, and are taken for other letters together.
let schemeRules: [Rule] = [
    Rule(
        "letters of the scheme", .scheme, isForSoundText: true,
        .readScheme { $0.letters = Array("http".utf8) },
        cases: """
            htp://www.kunta.fi → http://www.kunta.fi
            hitps://kunta.fi/a → https://kunta.fi/a
            htp: uutiset
            htpasswd on
            hitpari
            """),
    Rule(
        "www and a slash read together", .scheme, isForSoundText: true,
        .readScheme { if !$0.hasWholeMarks { $0.restoreWWW() } },
        cases: """
            http:/Awww.kunta.fi/a → http://www.kunta.fi/a
            http:/Avww,kunta.fi → http://www.kunta.fi
            http:/hww.kunta.fi/a → http://www.kunta.fi/a
            osoite:http:/Avww.kunta.fi → osoite:http://www.kunta.fi
            http://vw.com
            http://hw.fi
            """),
    Rule(
        "www read as other letters", .scheme, isForSoundText: true,
        .readScheme { if $0.hasWholeMarks { $0.restoreWholeWWW() } },
        cases: """
            http://Awww.kunta.fi/a → http://www.kunta.fi/a
            http://mww.kunta.fi → http://www.kunta.fi
            http://ww.kunta.fi → http://www.kunta.fi
            http://ww.fi
            http://vw.fi
            http://www2.kunta.fi
            """),
    Rule(
        "slash and an l read together", .scheme, isForSoundText: true,
        .readScheme { $0.restoreL() },
        cases: """
            http:/Muettelo.kunta.fi → http://luettelo.kunta.fi
            http:/Aaki.kunta.fi → http://laki.kunta.fi
            http://Museo.fi
            http://Akaa.fi
            """),
    Rule(
        "colon behind www", .scheme, isForSoundText: true,
        .readScheme { $0.replaceColon() },
        cases: """
            http://www:kunta.fi/fi → http://www.kunta.fi/fi
            http:/www:kunta.fi → http://www.kunta.fi
            http://www:8000/a
            """),
    Rule(
        "marks of the scheme", .scheme, isForSoundText: true,
        .readScheme { $0.marks = Array("://".utf8) },
        cases: """
            https;//kunta.fi/a → https://kunta.fi/a
            (http:/www.kunta.fi) → (http://www.kunta.fi)
            http.//kunta.fi → http://kunta.fi
            http%3A%2F%2Fwww.kunta.fi%2Fa
            http:/
            httpd on
            """),
]

/// The logic of those rules.
extension SchemeReading {
    /// Letters that `www` and a slash before it are read as.
    private var head: ArraySlice<UInt8> { rest.prefix { $0.isOne(of: "AMVWhmvw\\") } }

    /// Puts `www.` back where its letters and the second slash were read as others: `Awww.`, `Avww,`, `Avww`, `Awww2`.
    fileprivate mutating func restoreWWW() {
        let head = head
        guard (2...5).contains(head.count), head.last == UInt8(ascii: "w"), let first = head.first else { return }
        let behind = rest.dropFirst(head.count)
        if let next = behind.first, next.isASCIIDigit {
            rest = (Array("www".utf8) + behind)[...]
        } else if behind.first == UInt8(ascii: ".") || behind.first == UInt8(ascii: ",") {
            rest = (Array("www.".utf8) + behind.dropFirst())[...]
        } else if first.isOne(of: "AMVW\\"), head.count >= 3 {
            // The dot was lost too. A capital and two more are no name's beginning.
            rest = (Array("www.".utf8) + behind)[...]
        }
    }

    /// Likewise behind marks that were read right: `Awww.`, `mww.`, and `ww.` before a host of two labels or more.
    fileprivate mutating func restoreWholeWWW() {
        let head = head
        let behind = rest.dropFirst(head.count)
        guard head.count <= 5, head.suffix(2).elementsEqual("ww".utf8), behind.first == UInt8(ascii: "."),
            head.count > 2 || behind.prefix(while: { $0 != 0x2F }).count(where: { $0 == UInt8(ascii: ".") }) > 1
        else { return }
        rest = (Array("www".utf8) + behind)[...]
    }

    /// Makes an l of what it and the second slash look like together: M behind a single slash (`http:/Muettelo.` for
    /// `http://luettelo.`), and A.
    fileprivate mutating func restoreL() {
        guard let next = rest.dropFirst().first, next.isOne(of: "aeiou"),
            rest.first == UInt8(ascii: "M") && marks.elementsEqual(":/".utf8) || rest.first == UInt8(ascii: "A")
        else { return }
        rest = ([UInt8(ascii: "l")] + rest.dropFirst())[...]
    }

    /// Makes a dot of the colon in `www:kunta.fi`: no port has letters.
    fileprivate mutating func replaceColon() {
        guard rest.starts(with: "www:".utf8), let next = rest.dropFirst(4).first, next.isASCIILowercase else { return }
        rest = ("www.".utf8 + rest.dropFirst(4))[...]
    }
}
