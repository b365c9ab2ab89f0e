// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_READER_H
#define CXAPIAN_SHIM_READER_H

#include "cxapian.h"
#include "glass/positionreader.h"
#include "glass/termcounter.h"
#include "glass/version.h"
#include "ranking/memory.h"
#include "ranking/merged.h"
#include "ranking/near.h"
#include "ranking/window.h"
#include "shim/deadline.h"

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A database open for reading, with the cache of the revision it is at, and the deadline of what is being asked.
struct cx_reader {
    explicit cx_reader(Xapian::Database database, std::string folder = std::string())
        : database(std::move(database)), folder(std::move(folder)) {}

    Xapian::Database database;
    cx::Memory memory;
    cx::Deadline deadline;
    /// The folder of the database; empty where it is a writer's.
    std::string folder;
    /// The revision that the database is at, for what reads its tables beside Xapian; none where Xapian has to.
    std::optional<cx::Version> version;
    bool has_looked_for_version = false;
    /// Read that revision; null until something was asked for.
    std::unique_ptr<cx::PositionReader> positions;
    std::unique_ptr<cx::TermCounter> counter;
    /// An empty window for sums; null until one is needed, and while one is in use.
    std::unique_ptr<cx::Window> window;
    /// The readers that it joins, each of one database; none where it is of one itself.
    std::vector<cx_reader *> shards = {};
    /// True if any database is on another machine.
    bool is_remote = false;
    /// Nearness of words in documents.
    cx::NearMemory near = {};
    /// Merged lists that were asked for lately, by the beginnings of their terms.
    std::vector<std::pair<std::vector<std::string>, std::shared_ptr<const cx::MergedList>>> merged = {};
    /// The frequencies of the terms of the document that was last asked for, where they come from another machine.
    Xapian::docid known_document = 0;
    std::map<std::string, Xapian::termcount> known_terms = {};

    /// Appends the positions of a term in a document.
    void append_positions(const std::string &term, Xapian::docid document, std::vector<uint32_t> &found);

    /// The number of documents that hold `term`, and the sum of its frequencies.
    cx::PostingHead head(const std::string &term);

    /// Sets `version` where that was not looked for; true if there is one.
    bool has_version();

    /// Drops what was read of a revision; to be called when the database moves to another.
    void forget();

    /// The place among `shards` of the database that Xapian's matcher works on; 0 where there are none.
    size_t place_of(const Xapian::Database &one) const {
        for (size_t place = 0; place < shards.size(); ++place) {
            if (database.internal[place].get() == one.internal[0].get()) return place;
        }
        return 0;
    }

    /// The reader of the shard at `place`; this one where there are none.
    cx_reader &shard(size_t place) { return shards.empty() ? *this : *shards[place]; }
};

namespace cx {

/// The numbers that documents have in one of `count` shards, and those that they have in all together.
struct ShardNumbers {
    Xapian::docid count, place;

    bool holds(Xapian::docid document) const { return (document - 1) % count == place; }
    Xapian::docid own(Xapian::docid document) const { return (document - 1) / count + 1; }
    /// The number of the shard's last document that is not above `document` of all; 0 where there is none.
    Xapian::docid up_to(Xapian::docid document) const { return document > place ? (document - place - 1) / count + 1 : 0; }
};

/// The terms of a document, read from its own shard: those of all shards together ask every shard for every term how many
/// documents hold it, which is a message each where it is on another machine.
struct OwnTerms {
    Xapian::TermIterator next, end;
    /// Documents of all shards for each of the own one: what holds a term there, times this, is about what does in all.
    double factor = 1;

    OwnTerms(const cx_reader &reader, Xapian::docid document) {
        if (reader.shards.empty() || !reader.is_remote) {
            next = reader.database.termlist_begin(document);
            end = reader.database.termlist_end(document);
            return;
        }
        const auto count = static_cast<Xapian::docid>(reader.shards.size());
        const ShardNumbers numbers{count, (document - 1) % count};
        const Xapian::Database &own = reader.shards[numbers.place]->database;
        next = own.termlist_begin(numbers.own(document));
        end = own.termlist_end(numbers.own(document));
        factor = static_cast<double>(reader.database.get_doccount()) / std::max(1u, own.get_doccount());
    }

    /// The number of documents that hold the next term.
    Xapian::doccount documents() const {
        return static_cast<Xapian::doccount>(static_cast<double>(next.get_termfreq()) * factor + .5);
    }
};

/// The numbers of documents in the database that Xapian's matcher works on for `reader`.
inline ShardNumbers shard_numbers(const cx_reader &reader, const Xapian::Database &database) {
    return reader.shards.empty() ? ShardNumbers{1, 0}
                                 : ShardNumbers{static_cast<Xapian::docid>(reader.shards.size()),
                                                static_cast<Xapian::docid>(reader.place_of(database))};
}

}  // namespace cx

#endif
