// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
import ArgumentParser

/// The program `haku`: options and wiring only.
struct Haku: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "haku",
        abstract: "Finds Finnish documents by any form of their words, also in damaged scans.",
        discussion: """
            Every other argument than --options and -h, and all after --, belongs to the query: \
            "haku search koira -kissa" leaves out what holds kissa.

            The index is --index DIR, else $HAKU_INDEX, else the first of haku.conf, else ./index. Settings are read \
            from --config FILE, else $HAKU_CONFIG, else ~/.config/haku/haku.conf, else /etc/haku/haku.conf.

            Exit status: 0 done, 1 nothing found (--fail-if-none) or an ERR reply (ask), 64 usage or bad query, \
            65 bad data, 66 no such input, id or index, 69 daemon not reachable, 70 internal error, 73 cannot create, \
            74 input or output failed, 75 index locked by another writer, 77 no permission, \
            124 the time that --timeout allows is over.
            """,
        version: "haku " + hakuVersion,
        subcommands: [
            Index.self, Remove.self, Forget.self, Search.self, Count.self, Facets.self, Suggest.self, Explain.self,
            Lines.self, List.self, WatchSearch.self, Similar.self, Compare.self, Show.self, Open.self, Normalise.self,
            Repairs.self,
            LearnErrors.self, BuildLabels.self, Analyse.self, Batch.self, Terms.self, Ask.self, Stats.self, Check.self,
            Snapshot.self, Restore.self, Export.self, Import.self, ModelContext.self,
        ],
        helpNames: [.long, .customShort("h")]
    )
}
