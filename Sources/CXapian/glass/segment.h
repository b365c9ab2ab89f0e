// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_SEGMENT_H
#define CXAPIAN_GLASS_SEGMENT_H

#include "cxapian.h"
#include "glass/blocks.h"
#include "glass/positions.h"
#include "glass/table.h"
#include "glass/termtable.h"
#include "glass/version.h"

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A small database that is held in memory (segment.cc) and written at once (segment-tables.cc). One thread at a time.
struct cx_segment {
    /// A term of a document.
    struct Posting {
        uint32_t term;
        uint32_t frequency;
        /// The place of its packed positions in `positions`; none where `position_size` is 0.
        uint32_t position_start;
        uint32_t position_size;
    };

    /// A document; its postings end at `postings_end`.
    struct Document {
        uint32_t number;
        uint32_t postings_end;
        uint64_t length;
        std::string data;
        /// While it is filled, the slots of its values; then the packed list of them.
        std::string slots;
    };

    /// A value of a slot.
    struct Value {
        uint32_t document;
        std::string bytes;
    };

    cx::TermTable terms;
    cx::Blocks<Posting> postings;
    std::string positions;
    std::vector<Document> documents;
    /// By term number, the number of documents when the term was met last: a second time in one document is an error.
    std::vector<size_t> met;
    /// Numbers of terms by their numbers in `vocabulary`; UINT32_MAX for those not met yet.
    std::vector<uint32_t> known;
    /// The vocabulary that `known` is of; 0 until there is one.
    uint64_t vocabulary = 0;
    /// Bytes of data, values and metadata.
    size_t other_bytes = 0;
    std::map<uint32_t, std::vector<Value>> values;
    std::map<std::string, std::string> metadata;

    /// Figures of the documents so far.
    cx::Statistics statistics;

    /// The number of a term that has the number `given` in `vocabulary`.
    uint32_t number(std::string_view name, int32_t given) {
        const size_t place = static_cast<size_t>(given);
        if (place >= known.size()) known.resize(std::max(place + 1, known.size() * 2), UINT32_MAX);
        if (known[place] == UINT32_MAX) known[place] = terms.number(name);
        return known[place];
    }

    /// Adds a term to the last document, at the `count` positions from `first` on, which must rise.
    void add_term(std::string_view name, uint32_t term, uint32_t frequency, const uint32_t *first, size_t count) {
        Posting posting{term, frequency, static_cast<uint32_t>(positions.size()), 0};
        met.resize(terms.size());
        if (name.empty() || std::exchange(met[posting.term], documents.size()) == documents.size())
            throw Xapian::InvalidArgumentError("a document has a term without a name, or one twice");
        if (count > 0) {
            for (size_t i = 1; i < count; ++i) {
                if (first[i] <= first[i - 1]) throw Xapian::InvalidArgumentError("positions do not rise");
            }
            cx::pack_positions(positions, first, count);
            if (positions.size() > UINT32_MAX) throw Xapian::RangeError("a segment has too many positions");
            posting.position_size = static_cast<uint32_t>(positions.size()) - posting.position_start;
        }
        if (postings.size() == UINT32_MAX) throw Xapian::RangeError("a segment has too many terms");
        postings.push_back(posting);
        documents.back().length += frequency;
        statistics.greatest_frequency = std::max<uint64_t>(statistics.greatest_frequency, frequency);
    }

    /// Ends the last document, which then counts in `statistics`.
    void end_document() {
        Document &document = documents.back();
        document.postings_end = static_cast<uint32_t>(postings.size());
        if (document.length > UINT32_MAX) throw Xapian::RangeError("a document is too long");
        cx::Statistics its;
        its.documents = 1;
        its.last_document = document.number;
        its.least_length = its.greatest_length = its.total_length = document.length;
        statistics.add(its);
    }

    /// About how many bytes of memory it holds and will need for being written.
    size_t cost() const {
        return postings.size() * (sizeof(Posting) + 16) + positions.size() + terms.size() * 40 + known.size() * 4 +
               other_bytes;
    }

    /// Writes the database into the folder `path`, which must be empty.
    void write(const std::string &path) const;

  private:
    /// The inverted postings: by term, each term's by document.
    struct Inverted {
        /// The terms in byte order.
        std::vector<uint32_t> order;
        /// The end of each term's entries, by its rank in that order.
        std::vector<uint32_t> ends;
        /// Indices of `postings` and of `documents`.
        std::vector<std::pair<uint32_t, uint32_t>> entries;
    };

    Inverted inverted() const;
    void write_postings(cx::Table &table, const Inverted &all) const;
    void write_values(cx::Table &table) const;
    void write_positions(cx::Table &table, const Inverted &all) const;
    void write_terms(cx::Table &table, const Inverted &all) const;
    void write_data(cx::Table &table) const;
};

#endif
