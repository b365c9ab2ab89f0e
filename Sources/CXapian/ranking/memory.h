// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_RANKING_MEMORY_H
#define CXAPIAN_RANKING_MEMORY_H

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
};

/// A reader's cache of what matching asks again and again, each a walk down a B-tree and a system call or more in Xapian:
/// documents' lengths, terms' figures, and short posting lists. It holds for one revision of the database, and belongs to
/// the reader's thread.
class Memory {
    /// Bounds: lengths of databases with document numbers up to 4,194,304, figures of 16,384 terms (then all are dropped).
    static constexpr size_t most_documents = 1 << 22, most_terms = 1 << 14;
    /// Lists of up to 16,384 postings are kept, 262,144 postings (2 MB) together, then all are dropped. In longer lists the
    /// way to the first posting is a small part of a walk.
    static constexpr size_t longest_list = 1 << 14, most_postings = 1 << 18;
    /// By document number; 0 where it is not known yet.
    std::vector<uint32_t> lengths_;
    std::unordered_map<std::string, TermFigures> terms_;
    /// Postings of all kept lists.
    size_t postings_ = 0;

    /// Reads the posting list of the term `name` into `figures`.
    void read_postings(const Xapian::Database &database, const std::string &name, TermFigures &figures) {
        if (postings_ + figures.documents > most_postings) {
            for (auto &[other, its] : terms_) its.postings.reset();
            postings_ = 0;
        }
        auto list = std::make_shared<Postings>();
        list->reserve(figures.documents);
        const Xapian::PostingIterator end;
        for (auto place = database.postlist_begin(name); place != end; ++place) {
            list->push_back({*place, place.get_wdf()});
        }
        postings_ += list->size();
        figures.postings = std::move(list);
    }

  public:
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

    /// The figures of the term `name`, with its postings where they are at most `longest_list` and `are_kept`, or cached.
    TermFigures term(const Xapian::Database &database, const std::string &name, bool are_kept = true) {
        auto known = terms_.find(name);
        if (known == terms_.end()) {
            TermFigures figures{database.get_termfreq(name), 0, nullptr};
            if (figures.documents > 0) figures.greatest_frequency = database.get_wdf_upper_bound(name);
            if (terms_.size() >= most_terms) {
                terms_.clear();
                postings_ = 0;
            }
            known = terms_.emplace(name, std::move(figures)).first;
        }
        TermFigures &figures = known->second;
        if (are_kept && !figures.postings && figures.documents > 0 && figures.documents <= longest_list) {
            read_postings(database, name, figures);
        }
        return figures;
    }
};

}  // namespace cx

#endif
