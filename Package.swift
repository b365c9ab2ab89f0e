// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// Settings every Swift target of this package is built with.
let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let nioConcurrencyHelpers = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// A library of Swift code. `data` is files that it holds in itself: a command line tool must not look for its resources.
func library(
    _ name: String, data: [String] = [], hasReadme: Bool = false, _ dependencies: [Target.Dependency]
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: hasReadme ? ["README.md"] : [],
        resources: data.isEmpty ? nil : data.map { .embedInCode($0) },
        swiftSettings: swiftSettings)
}

/// A program: options and wiring only.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// The tests of one target, in `Tests/<Target>Tests`.
func tests(of name: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.target(name: name)] + more, swiftSettings: swiftSettings)
}

let package = Package(
    name: "haku",
    products: [
        .executable(name: "haku", targets: ["haku"]),
        .executable(name: "hakud", targets: ["hakud"]),
        .executable(name: "haku-office", targets: ["haku-office"]),
        .executable(name: "haku-confine", targets: ["haku-confine"]),
        .executable(name: "hakuweb", targets: ["hakuweb"]),
        .library(name: "HakuClient", targets: ["HakuClient"]),
        .library(name: "FinnishText", targets: ["FinnishText"]),
        .library(name: "OCRRepair", targets: ["OCRRepair"]),
        .library(name: "Searching", targets: ["Searching"]),
        .library(name: "LineProtocol", targets: ["LineProtocol"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // Nothing but the reader and its layers: no JSON, YAML or reloading.
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        // Without reading of settings and all of Foundation.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // MARK: - C and C++

        // Xapian's C++ headers, found with pkg-config. Only CXapian may depend on it.
        .systemLibrary(name: "CXapianSystem", pkgConfig: "xapian-core", providers: [.apt(["libxapian-dev"])]),
        // extern "C" functions over Xapian; no C++ exception leaves this target.
        .target(
            name: "CXapian",
            dependencies: ["CXapianSystem", "CDeflate"],
            exclude: ["glass/README.md"],
            cxxSettings: [
                .headerSearchPath("."),
                .treatAllWarnings(as: .error),
                .enableWarning("all"),
                .enableWarning("extra"),
            ]
        ),
        .systemLibrary(name: "CVoikko", pkgConfig: "libvoikko", providers: [.apt(["libvoikko-dev", "voikko-fi"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        // The prompt of haku ask.
        .systemLibrary(name: "CReadline", pkgConfig: "readline", providers: [.apt(["libreadline-dev"])]),
        .target(
            name: "CPrompt", dependencies: ["CReadline"],
            cSettings: [.treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra")]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        // crypt(3), in the C library's own development package.
        .systemLibrary(name: "CCrypt"),
        // Deflates the tags of Xapian's tables, in less than half of zlib's time.
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Starts converters through haku-confine.
        .target(
            name: "CChildProcess",
            cSettings: [.treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra")]),
        // Confines a converter and stays beside it. In C, so that it starts and forks in no time.
        .executableTarget(
            name: "haku-confine", dependencies: ["CChildProcess"],
            cSettings: [.treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra")]),

        // MARK: - Libraries

        // The one type of errors with a code: each target adds its codes and details.
        library("CodedErrors", []),
        // Sentences that know what they are about, so that they can be said in other languages.
        library("Sayings", []),
        // Character classes of ASCII for bytes and scalars.
        library("ASCIIClasses", []),
        // Values that reading, cards and the index share: a field, a page.
        library("DocumentModel", []),
        // Bounded caches, for one thread and for several.
        library("Caching", []),
        // Files that are read whole: settings, tokens, lists of words.
        library("SmallFiles", []),
        // Threads of the system's, for work that blocks.
        library("PosixThreads", []),
        // Voikko's transducer: its file, the walk that repair takes through it, and the tables for such walks.
        library("VoikkoTransducer", ["ASCIIClasses", "CodedErrors"]),
        // The language of a passage, Swedish and English words, a thesaurus: pure functions of text.
        library("Languages", ["ASCIIClasses", "Caching", "CodedErrors", "CXapian", "SmallFiles", "VoikkoTransducer"]),
        library(
            "FinnishText",
            ["ASCIIClasses", "Caching", "CodedErrors", "CVoikko", "DocumentModel", "Languages", "VoikkoTransducer"]),
        // Word probabilities and error models. In C, for SwiftPM's accessor for Swift would link all of Foundation.
        .target(name: "HakuData", resources: [.copy("Data")]),
        // Web and mail addresses that a machine misread: rules with their examples.
        library("AddressRepair", hasReadme: true, ["ASCIIClasses"]),
        library(
            "OCRRepair",
            data: ["Resources/agreement.tsv", "Resources/signs.tsv", "Resources/swedish.tsv"],
            hasReadme: true,
            [
                "AddressRepair", "ASCIIClasses", "Caching", "CodedErrors", "Deadlines", "DocumentModel", "FinnishText",
                "HakuData", "Languages", "SmallFiles", "VoikkoTransducer",
            ]),
        // Ids of documents and the names of files: paths as people write them.
        library("DocumentIDs", ["ASCIIClasses", "FinnishText"]),
        library(
            "DocumentReading",
            ["ASCIIClasses", "CChildProcess", "CodedErrors", "CZlib", "DocumentIDs", "DocumentModel", "FinnishText"]),
        // Parts of office documents to text. Only haku-office, which runs confined, may depend on it.
        library("OfficeText", ["ASCIIClasses", "CXML", "DocumentModel"]),
        // Papers of projects to fields, told by their headings.
        .target(
            name: "ProjectCards", dependencies: ["ASCIIClasses", "DocumentModel"],
            // Data in the program itself: a command line tool must not look for its resources.
            resources: ["kunnat", "otsikot"].map { .embedInCode("Resources/\($0).tsv") }
                + [
                    "hankesivu", "kuvaus-2007", "kuvaus-2014", "kuvaus-2021", "loppuraportti", "suunnitelma",
                    "toimintamalli", "yleiset",
                ].map { .embedInCode("Resources/asettelut/\($0).tsv") },
            swiftSettings: swiftSettings),
        // The moment by which the work for a request has to end.
        library("Deadlines", []),
        library(
            "SearchIndex",
            [
                "ASCIIClasses", "CodedErrors", "CXapian", "CZstd", "Deadlines", "DocumentModel", "SmallFiles",
                nioConcurrencyHelpers,
            ]),
        // Documents as weighed vectors of their terms, in a file beside the tables of an index.
        library("DocumentVectors", ["CodedErrors", "CZlib", "SearchIndex", "VoikkoTransducer"]),
        library(
            "Indexing",
            [
                "ASCIIClasses", "Caching", "CodedErrors", "DocumentIDs", "DocumentModel", "DocumentReading",
                "DocumentVectors", "FinnishText", "Languages", "OCRRepair", "PosixThreads", "ProjectCards",
                "SearchIndex",
            ]),
        library(
            "Searching",
            [
                "ASCIIClasses", "Caching", "CodedErrors", "Deadlines", "DocumentIDs", "DocumentModel",
                "DocumentVectors",
                "FinnishText", "Languages", "OCRRepair", "PosixThreads", "Sayings", "SearchIndex", "SmallFiles",
                nioConcurrencyHelpers,
            ]),
        // Requests and replies as values, their wire form, nothing else.
        library("LineProtocol", ["ASCIIClasses", "Sayings", nioCore]),
        // A request to its reply: what the daemon's threads and the command line both run.
        library(
            "Answering",
            [
                "ASCIIClasses", "Caching", "CodedErrors", "Deadlines", "DocumentIDs", "FinnishText", "LineProtocol",
                "OCRRepair", "Sayings", "SearchIndex", "Searching", "Wording", nioConcurrencyHelpers,
            ]),
        library(
            "SearchDaemon",
            [
                "Answering", "ASCIIClasses", "CodedErrors", "Deadlines", "LineProtocol", "PosixThreads", "Sayings",
                "SmallFiles",
                logging, nioConcurrencyHelpers, nioCore, nioHTTP1, nioPosix, nioSSL, serviceLifecycle,
            ]),
        // A program's way to ask hakud: it sees nothing of indexes.
        library("HakuClient", ["CodedErrors", "LineProtocol", nioCore, nioPosix, nioSSL, nioTLS]),
        // The pages and the JSON API: a client of hakud. Templates, style and messages are in the program itself.
        .target(
            name: "WebPages",
            dependencies: [
                "CCrypt", "CZlib", "Caching", "CodedErrors", "HakuClient", "LineProtocol", "SmallFiles", "Wording",
                logging,
                nioConcurrencyHelpers, nioCore, nioPosix, .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [
                "bar", "compare", "copies", "doubtful", "entry", "error", "front", "graph", "hit", "languages",
                "layout", "map", "marked", "paper", "repairs", "search", "similar", "sorts", "timeline", "years",
            ]
            .map { .embedInCode("Resources/\($0).mustache") }
                + ["haku.css", "haku.js", "haku.svg", "messages.tsv"].map { .embedInCode("Resources/\($0)") },
            swiftSettings: swiftSettings),
        // haku.conf: what both programs are told in a file, below their flags.
        library("Settings", ["ASCIIClasses", "CodedErrors", "SmallFiles", configuration]),

        // The words of programs and pages in Finnish, Swedish and English.
        library("Wording", data: ["Resources/help.tsv", "Resources/sentences.tsv"], []),
        // Options that both programs take, and the language in which they speak.
        library("ProgramOptions", ["CodedErrors", "Settings", "Wording", argumentParser]),

        // MARK: - Programs

        program(
            "haku",
            [
                "Answering", "ASCIIClasses", "CodedErrors", "CPrompt", "Deadlines", "DocumentIDs", "DocumentModel",
                "DocumentReading", "DocumentVectors", "FinnishText", "HakuClient", "Indexing", "Languages",
                "LineProtocol", "OCRRepair",
                "ProgramOptions", "SearchIndex", "Searching", "Settings", "SmallFiles", argumentParser,
            ]),
        // The converter of office documents, which runs confined.
        program("haku-office", ["CodedErrors", "DocumentModel", "DocumentReading", "OfficeText"]),
        program(
            "hakud",
            [
                "Answering", "ASCIIClasses", "CodedErrors", "LineProtocol", "ProgramOptions", "SearchDaemon",
                "SearchIndex", "Searching", "Settings", argumentParser, logging, serviceLifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),

        program(
            "hakuweb",
            ["CodedErrors", "HakuClient", "ProgramOptions", "Settings", "SmallFiles", "WebPages", argumentParser]),

        // MARK: - Tests

        // What the tests of several targets need.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swiftSettings),
        tests(of: "ASCIIClasses"),
        tests(of: "Caching", ["TestSupport"]),
        // Compares databases posting by posting, and has Xapian check them.
        .target(
            name: "IndexComparison", dependencies: ["CXapian"], path: "Tests/IndexComparison",
            swiftSettings: swiftSettings),
        tests(of: "VoikkoTransducer", ["CodedErrors", "FinnishText", "TestSupport"]),
        tests(of: "Languages", ["CodedErrors", "HakuData", "TestSupport"]),
        tests(of: "FinnishText", ["DocumentModel", "Languages", "TestSupport", "VoikkoTransducer"]),
        tests(of: "AddressRepair", ["FinnishText"]),
        tests(of: "OCRRepair", ["CodedErrors", "DocumentModel", "FinnishText", "TestSupport", "VoikkoTransducer"]),
        tests(of: "OfficeText"),
        tests(of: "DocumentIDs"),
        tests(
            of: "DocumentReading",
            [
                "CodedErrors", "DocumentIDs", "DocumentModel", "FinnishText", "haku-confine", "haku-office", "Indexing",
                "OCRRepair", "TestSupport",
            ]),
        tests(of: "ProjectCards", ["DocumentModel", "FinnishText", "OCRRepair", "TestSupport"]),
        tests(of: "DocumentVectors", ["SearchIndex", "TestSupport"]),
        tests(of: "SearchIndex", ["CodedErrors", "DocumentModel", "IndexComparison", "TestSupport"]),
        tests(
            of: "Indexing",
            [
                "CodedErrors", "DocumentIDs", "DocumentModel", "DocumentReading", "IndexComparison", "OCRRepair",
                "PosixThreads", "SearchIndex", "TestSupport",
            ]),
        tests(
            of: "Searching",
            [
                "CodedErrors", "Deadlines", "DocumentIDs", "DocumentVectors", "FinnishText", "Indexing", "Languages",
                "OCRRepair", "SearchIndex", "TestSupport",
            ]),
        tests(
            of: "LineProtocol",
            ["Sayings", "TestSupport", nioCore, .product(name: "NIOTestUtils", package: "swift-nio")]),
        tests(
            of: "Answering",
            [
                "Deadlines", "LineProtocol", "Indexing", "ProgramSupport", "Sayings", "SearchIndex", "TestSupport",
                "haku",
                "hakud",
            ]),
        tests(
            of: "SearchDaemon",
            [
                "Answering", "CodedErrors", "Deadlines", "HakuClient", "Indexing", "LineProtocol", "PosixThreads",
                "Sayings", "SearchIndex", "TestSupport", logging, nioCore, nioPosix, nioSSL, serviceLifecycle,
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ]),
        tests(of: "Settings", ["CodedErrors"]),
        tests(of: "Wording", ["ProgramSupport", "Sayings", "Searching", "haku", "hakud", "hakuweb"]),
        // The real programs, run as processes.
        .target(
            name: "ProgramSupport", dependencies: ["TestSupport"], path: "Tests/ProgramSupport",
            swiftSettings: swiftSettings),
        tests(
            of: "HakuClient",
            ["CodedErrors", "LineProtocol", "ProgramSupport", "TestSupport", "haku", "hakud", nioCore, nioPosix]),
        tests(of: "WebPages", ["ProgramSupport", "TestSupport", "Wording", "haku", "hakud", "hakuweb"]),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "LineProtocol", "ProgramSupport", "Settings", "TestSupport", "haku", "haku-confine", "haku-office",
                "hakud", "hakuweb",
            ],
            swiftSettings: swiftSettings),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
