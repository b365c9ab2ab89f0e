// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_MEMORY_H
#define CXAPIAN_RANKING_MEMORY_H

#include "ranking/tally.h"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cx {

/// An entry of a posting list: a document, and the term's frequency in it.
struct Posting {
    Xapian::docid document;
    Xapian::termcount frequency;
};

using Postings = std::vector<Posting>;

/// Figures of a term, and its posting list where that is cached.
struct TermFigures {
    Xapian::doccount documents;
    /// An upper bound of its frequencies.
    Xapian::termcount greatest_frequency;
    std::shared_ptr<const Postings> postings;
    /// The generation of lists in which the postings were asked for last.
    uint64_t generation = 0;
};

/// A reader's cache of what matching asks again and again, each a walk down a B-tree and a system call or more in Xapian:
/// documents' lengths, terms' figures, and short posting lists. It holds for one revision of the database, and belongs to
/// the reader's thread.
class Memory {
    /// Bounds: lengths of databases with document numbers up to 4,194,304, figures of 16,384 terms (then all are dropped).
    static constexpr size_t most_documents = 1 << 22, most_terms = 1 << 14;
    /// Lists of up to 65,536 postings are kept, in two generations of up to 524,288 postings (4 MB) each: when one is full,
    /// the lists that were not asked for in it are dropped. In longer lists the way to the first posting is a small part of
    /// a walk. Those of passing terms, of which a query has many and skips through, are kept up to 16,384.
    static constexpr size_t longest_list = 1 << 16, longest_passing = 1 << 14, most_postings = 1 << 19;
    /// By document number; 0 where it is not known yet.
    std::vector<uint32_t> lengths_;
    std::unordered_map<std::string, TermFigures> terms_;
    uint64_t generation_ = 1;
    /// Postings of all lists that were asked for in the generation.
    size_t postings_ = 0;

    /// Counts the postings of `figures` to the generation, after which another begins where it is full.
    void use(TermFigures &figures) {
        if (figures.generation == generation_) return;
        if (postings_ + figures.documents > most_postings) {
            for (auto &[other, its] : terms_) {
                if (its.generation != generation_) its.postings.reset();
            }
            ++generation_;
            postings_ = 0;
        }
        figures.generation = generation_;
        postings_ += figures.documents;
    }

    /// Reads the posting list of the term `name` into `figures`.
    static void read_postings(const Xapian::Database &database, const std::string &name, TermFigures &figures) {
        auto list = std::make_shared<Postings>();
        list->reserve(figures.documents);
        const Xapian::PostingIterator end;
        for (auto place = database.postlist_begin(name); place != end; ++place) {
            list->push_back({*place, place.get_wdf()});
        }
        figures.postings = std::move(list);
    }

  public:
    /// An empty tally, for words of several terms; null until one is needed, and while one is in use.
    std::unique_ptr<Tally> tally;

    /// Drops everything; to be called when the database moves to another revision.
    void clear() {
        lengths_.clear();
        terms_.clear();
        postings_ = 0;
    }

    /// The length of a document: the sum of its terms' frequencies.
    Xapian::termcount length(const Xapian::Database &database, Xapian::docid document) {
        if (document >= lengths_.size()) {
            const Xapian::docid last = database.get_lastdocid();
            if (document > last || last > most_documents) return database.get_doclength(document);
            lengths_.resize(last + 1);
        }
        // An empty document is asked for each time, which does no harm.
        uint32_t &length = lengths_[document];
        if (length == 0) length = database.get_doclength(document);
        return length;
    }

    /// The figures of the term `name`, with its postings where they are at most `longest_list`, or, of a term that
    /// `is_passing`, `longest_passing`. The reference holds until the next call.
    const TermFigures &term(const Xapian::Database &database, const std::string &name, bool is_passing = false) {
        auto known = terms_.find(name);
        if (known == terms_.end()) {
            TermFigures figures{database.get_termfreq(name), 0, nullptr, 0};
            if (figures.documents > 0) figures.greatest_frequency = database.get_wdf_upper_bound(name);
            if (terms_.size() >= most_terms) {
                terms_.clear();
                postings_ = 0;
            }
            known = terms_.emplace(name, std::move(figures)).first;
        }
        TermFigures &figures = known->second;
        if (figures.documents > 0 && figures.documents <= (is_passing ? longest_passing : longest_list)) {
            // What is dropped to make room may be its own list of long ago.
            use(figures);
            if (!figures.postings) read_postings(database, name, figures);
        }
        return figures;
    }
};

}  // namespace cx

#endif
