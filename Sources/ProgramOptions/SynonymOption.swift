// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser

/// `--synonyms FILE`, `--thesaurus FILE`, of both programs.
public struct SynonymOption: ParsableArguments {
    /// Files of synonyms.
    @Option(
        name: .customLong("synonyms"),
        help: ArgumentHelp(
            "Synonyms beside those that ship: a group of words a line, parted by commas. May be given more than once.",
            valueName: "file"), completion: .file())
    public var files: [String] = []
    /// Files of one thesaurus.
    @Option(
        help: ArgumentHelp(
            "A thesaurus beside those that ship: SKOS in Turtle, or lines of concept, TAB, label. May be given more than "
                + "once; the files make one thesaurus.",
            valueName: "file"), completion: .file())
    public var thesaurus: [String] = []

    /// No files.
    public init() {}
}
