// SPDX-License-Identifier: GPL-3.0-or-later

/// Endings by which hosts and files are told from other words.
public enum AddressVocabulary {
    /// Top level domains that Finnish documents name.
    public static let hostEndings: Set<String> = [
        "fi", "com", "org", "net", "eu", "se", "de", "uk", "info", "io", "edu", "gov", "be", "ru", "ee", "no", "dk",
    ]
    /// Endings of file names.
    public static let fileEndings: Set<String> = [
        "php", "html", "htm", "phtml", "shtml", "pdf", "asp", "aspx", "jsp", "cgi", "doc", "docx", "odt", "rtf", "xls",
        "xlsx", "ppt", "pptx", "txt", "xml", "zip", "jpg", "jpeg", "gif", "png", "dll",
    ]
    /// The ``hostEndings`` that are no words of Finnish, Swedish or English.
    static let unmistakableHostEndings: Set<String> = ["fi", "com", "org", "net", "eu"]
    /// Top level domains other than .fi that begin with its letters.
    static let otherCountries: Set<String> = [
        "film", "final", "finance", "financial", "fire", "firestone", "firmdale", "fish", "fishing", "fit", "fitness",
    ]
    /// Endings of pages, in front of which a dot may be lost.
    static let pageEndings: Set<String> = ["htm", "html", "shtml", "phtml", "php", "asp", "aspx", "jsp", "pdf"]

    /// The letters behind the last dot of `host`; all of it where it has none.
    static func lastLabel(_ host: some BidirectionalCollection<UInt8>) -> String {
        let label = host.lastIndex(of: UInt8(ascii: ".")).map { host[host.index(after: $0)...] } ?? host[...]
        return String(decoding: Array(label), as: UTF8.self)
    }

    /// True if `run` begins a web address: a scheme or `www`.
    static func isAddress(_ run: ArraySlice<UInt8>) -> Bool {
        run.starts(with: "http".utf8) || run.starts(with: "www".utf8)
    }

    /// True if `run` begins with a host (`kunta.fi/a`).
    static func isHost(_ run: ArraySlice<UInt8>) -> Bool {
        let beginning = run.prefix { $0 != UInt8(ascii: "/") }
        guard beginning.contains(UInt8(ascii: ".")) else { return false }
        return hostEndings.contains(lastLabel(beginning))
    }

    /// True if `run` is the name of a file, up to its query and the punctuation of a sentence.
    static func endsAsFile(_ run: ArraySlice<UInt8>) -> Bool {
        var name = run.prefix { !$0.isOne(of: "?#") }
        while let last = name.last, last.isOne(of: ".,;:!)>]") { name.removeLast() }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return false }
        return fileEndings.contains(String(decoding: name[(dot + 1)...], as: UTF8.self))
    }
}
