// SPDX-License-Identifier: GPL-3.0-or-later
// A small database written at once: what a thread makes of a stretch of files, before all are merged.
#ifndef CXAPIAN_SEGMENT_H
#define CXAPIAN_SEGMENT_H

#include "blocks.h"
#include "internal.h"
#include "packing.h"
#include "table.h"
#include "termtable.h"
#include "version.h"

#include <algorithm>
#include <map>
#include <utility>

/// What is collected of a segment's documents (segment.cc), and its tables (segment-tables.cc).
struct cx_segment {
    /// One term of one document.
    struct Posting {
        uint32_t term;
        uint32_t frequency;
        /// Where its packed positions lie; none where `position_size` is 0.
        uint32_t position_start;
        uint32_t position_size;
    };

    struct Document {
        uint32_t number;
        uint32_t postings_end;
        uint64_t length;
        std::string data;
        std::string slots;
    };

    struct Value {
        uint32_t document;
        std::string bytes;
    };

    cx::TermTable terms;
    cx::Blocks<Posting> postings;
    std::string positions;
    std::vector<Document> documents;
    /// Where each term was met last, by its number: the count of documents then.
    std::vector<size_t> met;
    /// The numbers of terms by those of a vocabulary.
    std::vector<uint32_t> known;
    uint64_t vocabulary = 0;
    /// Bytes of data, values and metadata.
    size_t other_bytes = 0;
    std::map<uint32_t, std::vector<Value>> values;
    std::map<std::string, std::string> metadata;

    cx::Statistics statistics;

    /// The number of a term that has the number `given` in another vocabulary.
    uint32_t number(std::string_view name, int32_t given) {
        const size_t place = static_cast<size_t>(given);
        if (place >= known.size()) known.resize(std::max(place + 1, known.size() * 2), UINT32_MAX);
        if (known[place] == UINT32_MAX) known[place] = terms.number(name);
        return known[place];
    }

    void add_term(
        std::string_view name, uint32_t term, uint32_t frequency, const uint32_t *first, size_t count) {
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

    /// About how many bytes it holds, and needs to be written.
    size_t cost() const {
        return postings.size() * (sizeof(Posting) + 16) + positions.size() + terms.size() * 40 + known.size() * 4 +
               other_bytes;
    }

    /// Writes the database into the folder `path`.
    void write(const std::string &path) const;

  private:
    /// The postings by term, each term's by document; what `postings` were by document.
    struct Inverted {
        /// The terms in byte order.
        std::vector<uint32_t> order;
        /// Where each term's entries end, by its rank in that order.
        std::vector<uint32_t> ends;
        /// Positions within `postings`, and the documents' places.
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
