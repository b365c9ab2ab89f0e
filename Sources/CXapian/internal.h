// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this target share. Not for anybody else.
#ifndef CXAPIAN_INTERNAL_H
#define CXAPIAN_INTERNAL_H

#include "cxapian.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct cx_buffer {
    std::string bytes;
};

struct cx_document {
    Xapian::Document document;
};

struct cx_writer {
    Xapian::WritableDatabase database;
};

namespace cx {

/// A document of a posting list, and how often the term counts in it.
struct Posting {
    Xapian::docid document;
    Xapian::termcount frequency;
};

using Postings = std::vector<Posting>;

/// What a term's posting list says at its head, and all of it where it is remembered.
struct TermFigures {
    Xapian::doccount documents;
    Xapian::termcount greatest_frequency;
    std::shared_ptr<const Postings> postings;
};

/// What matching asks one revision of a database for again and again, each of which is a walk down a B-tree and a
/// system call or more in Xapian: figures, and short posting lists.
class Memory {
    static constexpr size_t most_documents = 1 << 22, most_terms = 1 << 14;
    /// Of lists longer than this the way to the first posting is a small part, and of all together 2 MB are kept.
    static constexpr size_t longest_list = 1 << 14, most_postings = 1 << 18;
    std::vector<uint32_t> lengths_;
    std::unordered_map<std::string, TermFigures> terms_;
    size_t postings_ = 0;

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
    /// Forgets everything: the database has moved on.
    void clear() {
        lengths_.clear();
        terms_.clear();
        postings_ = 0;
    }

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

    /// The term's figures, with its postings where they are not too many.
    TermFigures term(const Xapian::Database &database, const std::string &name) {
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
        if (!figures.postings && figures.documents > 0 && figures.documents <= longest_list) {
            read_postings(database, name, figures);
        }
        return figures;
    }
};

/// A walk through a term's documents, over its remembered postings or Xapian's own.
class Place {
    std::shared_ptr<const Postings> kept_;
    const Posting *at_ = nullptr, *end_ = nullptr;
    Xapian::PostingIterator own_;

    void look() { document = kept_ ? (at_ == end_ ? 0 : at_->document) : own_ == Xapian::PostingIterator() ? 0 : *own_; }

  public:
    /// Where it stands; 0 at the end.
    Xapian::docid document = 0;

    /// Begins at the first document of the term, of which `figures` are.
    Place(const Xapian::Database &database, const std::string &name, TermFigures figures)
        : kept_(std::move(figures.postings)) {
        if (kept_) {
            at_ = kept_->data();
            end_ = at_ + kept_->size();
        } else if (figures.documents > 0) {
            own_ = database.postlist_begin(name);
        }
        look();
    }

    /// What is left of the remembered postings; nulls where there are none.
    std::pair<const Posting *, const Posting *> rest() const { return {at_, end_}; }

    Xapian::termcount frequency() const { return kept_ ? at_->frequency : own_.get_wdf(); }

    void next() {
        if (kept_) {
            ++at_;
        } else {
            ++own_;
        }
        look();
    }

    /// Moves on to `wanted`, or the first document after it.
    void skip_to(Xapian::docid wanted) {
        if (document == 0 || document >= wanted) return;
        if (kept_) {
            at_ = std::lower_bound(at_, end_, wanted,
                                   [](const Posting &posting, Xapian::docid number) { return posting.document < number; });
        } else {
            own_.skip_to(wanted);
        }
        look();
    }
};

}  // namespace cx

struct cx_reader {
    Xapian::Database database;
    cx::Memory memory;
};

/// A term of a word that a query is about to hold.
struct cx_word_term {
    std::string name;
    double factor;
};

/// A word of a query of nothing but words; or a single term, which is weighed as Xapian does.
struct cx_ranked_word {
    std::vector<cx_word_term> terms;
    double k1, b, factor;
    bool is_optional, is_term;
};

struct cx_query {
    std::vector<Xapian::Query> stack;
    std::vector<cx_word_term> word;
    std::vector<cx_ranked_word> ranked;
    /// What words ask for figures; it belongs to the reader that the query is for.
    cx::Memory *memory;
};

namespace cx {

/// Puts the exception being handled into `*error`. Only to be called from within a catch block.
void fill_from_current_exception(cx_error *error) noexcept;

/// Runs `body`; whatever it throws ends up in `*error`, and `failure` is returned.
template <typename Result, typename Body>
Result guarded(cx_error *error, Result failure, Body &&body) noexcept {
    error->code = CX_OK;
    error->type[0] = error->message[0] = '\0';
    try {
        return body();
    } catch (...) {
        fill_from_current_exception(error);
        return failure;
    }
}

inline std::string bytes(const void *data, size_t size) {
    return size == 0 ? std::string() : std::string(static_cast<const char *>(data), size);
}

}  // namespace cx

#endif
