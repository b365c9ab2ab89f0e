// SPDX-License-Identifier: GPL-3.0-or-later

/// The kind of a request: the first word of its line, in any case.
public enum Verb: String, Hashable, Sendable, CaseIterable {
    /// Greets, gives the token, chooses the form of the replies.
    case hello = "HELLO"
    /// Asks whether anybody is there.
    case ping = "PING"
    /// Ranked hits of a query.
    case search = "SEARCH"
    /// The number of documents that match a query.
    case count = "COUNT"
    /// Documents like one, and why.
    case similar = "SIMILAR"
    /// The fields of two documents side by side.
    case compare = "COMPARE"
    /// All documents that match a query, with the fields asked for.
    case list = "LIST"
    /// Every line in which a form of a query's words stands.
    case lines = "LINES"
    /// The values of a field and how many documents hold each.
    case facets = "FACETS"
    /// The fields of a document.
    case show = "SHOW"
    /// The text of a document.
    case text = "TEXT"
    /// Words of the index that begin with a prefix.
    case suggest = "SUGGEST"
    /// The terms that made a document score.
    case explain = "EXPLAIN"
    /// The tokens of a text.
    case analyse = "ANALYSE"
    /// A text with its noisy words repaired.
    case normalise = "NORMALISE"
    /// The repairs of all documents that are least sure.
    case repairs = "REPAIRS"
    /// Has a repair never made again.
    case refuse = "REFUSE"
    /// Takes a REFUSE or a CONFIRM back.
    case allow = "ALLOW"
    /// Says that a repair is right.
    case confirm = "CONFIRM"
    /// Figures of the index.
    case stats = "STATS"
    /// Figures of the server.
    case metrics = "METRICS"
    /// The verbs and how they are used.
    case help = "HELP"
    /// Ends the connection.
    case quit = "QUIT"

    /// The verb whose name `bytes` spell in any case; nil if there is none.
    init?(spelled bytes: some RandomAccessCollection<UInt8>) {
        guard (4...9).contains(bytes.count) else { return nil }
        let known = Self.spellings.first { spelling in
            spelling.name.count == bytes.count
                && spelling.name.elementsEqual(bytes) { $0 == ((0x61...0x7A).contains($1) ? $1 & 0xDF : $1) }
        }
        guard let known else { return nil }
        self = known.verb
    }

    private static let spellings = allCases.map { (name: Array($0.rawValue.utf8), verb: $0) }

    /// The keys of the options that every verb takes.
    public static let keysOfAll = ["format", "index"]

    /// The keys of the options this verb takes, beside ``keysOfAll``.
    public var keys: [String] { Self.keysOfEach[self] ?? [] }

    private static let keysOfEach: [Verb: [String]] = [
        .hello: ["token", "protocol"],
        .search: ["limit", "offset", "sort", "snippet", "related", "collapse", "copies", "fields", "exact", "since"],
        .count: ["related", "since"],
        .similar: ["limit", "offset", "same-project", "by", "elsewhere", "passages", "copies", "fields"],
        .list: ["fields", "related", "sort", "since"],
        .lines: ["limit", "in", "page", "context", "counts", "related"],
        .facets: ["limit", "sort", "related"],
        .show: ["repairs"],
        .text: ["original", "from", "lines", "query", "matching", "repairs"],
        .suggest: ["limit"],
        .repairs: ["below", "limit"],
    ]

    /// True if anything may follow the options.
    public var takesRest: Bool {
        switch self {
        case .hello, .ping, .repairs, .stats, .metrics, .help, .quit: false
        default: true
        }
    }

    /// True if documents, or a text, have to be worked through for the answer: no other request takes long.
    public var asksDocuments: Bool {
        switch self {
        case .hello, .ping, .stats, .metrics, .help, .quit: false
        default: true
        }
    }

    /// True if later requests may be answered otherwise for it: it is answered when all before it are, and nothing behind it
    /// before.
    public var changesAnswers: Bool {
        switch self {
        case .refuse, .allow, .confirm: true
        default: false
        }
    }

    /// The use of the verb in one line, as HELP prints it.
    public var usage: String {
        switch self {
        case .hello: "HELLO [token=TOKEN] [protocol=1|2] [format=tsv|json] [index=NAME]"
        case .ping: "PING"
        case .search:
            "SEARCH [limit=10] [offset=0] [sort=[-]rahoitus|alkaa|päättyy|vuosi|otsikko|muokattu] [snippet=yes|no] "
                + "[related=yes|no|auto] [collapse=project] [copies=yes] [fields=FIELD,…] [exact=no] [since=DAY] QUERY"
        case .count: "COUNT [related=yes|no|auto] [since=DAY] QUERY"
        case .similar:
            "SIMILAR [limit=10] [offset=0] [same-project=yes] [by=FIELD] [elsewhere=yes] [passages=yes] "
                + "[copies=yes] [fields=FIELD,…] ID"
        case .compare: "COMPARE ID ID"
        case .list: "LIST [fields=FIELD,…] [sort=[-]KEY] [related=yes|no|auto] [since=DAY] [QUERY]"
        case .lines:
            "LINES [limit=N] [in=ID] [page=N] [context=0] [counts=yes] [related=yes|no|auto] QUERY"
        case .facets: "FACETS [limit=N] [sort=count|value] [related=yes|no|auto] FIELD,… [QUERY]"
        case .show: "SHOW [repairs=yes] ID"
        case .text: "TEXT [original=yes] [from=1] [lines=N] [query=QUERY] [matching=yes] [repairs=yes] ID"
        case .suggest: "SUGGEST [limit=10] PREFIX"
        case .explain: "EXPLAIN ID QUERY"
        case .analyse: "ANALYSE TEXT"
        case .normalise: "NORMALISE TEXT"
        case .repairs: "REPAIRS [below=0.9] [limit=100]"
        case .refuse: "REFUSE ORIGINAL [REPAIRED]"
        case .allow: "ALLOW ORIGINAL [REPAIRED]"
        case .confirm: "CONFIRM ORIGINAL REPAIRED"
        case .stats: "STATS"
        case .metrics: "METRICS"
        case .help: "HELP"
        case .quit: "QUIT"
        }
    }
}
