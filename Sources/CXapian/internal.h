// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this target share. Not for anybody else.
#ifndef CXAPIAN_INTERNAL_H
#define CXAPIAN_INTERNAL_H

#include "cxapian.h"

#include <xapian.h>

#include <cstdint>
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

/// What a term's posting list says at its head.
struct TermFigures {
    Xapian::doccount documents;
    Xapian::termcount greatest_frequency;
};

/// Figures of one revision of a database that matching asks for again and again, each of which is a walk down a B-tree
/// and a system call or more in Xapian.
class Memory {
    static constexpr size_t most_documents = 1 << 22, most_terms = 1 << 14;
    std::vector<uint32_t> lengths_;
    std::unordered_map<std::string, TermFigures> terms_;

  public:
    /// Forgets everything: the database has moved on.
    void clear() {
        lengths_.clear();
        terms_.clear();
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

    TermFigures term(const Xapian::Database &database, const std::string &name) {
        const auto known = terms_.find(name);
        if (known != terms_.end()) return known->second;
        TermFigures figures{database.get_termfreq(name), 0};
        if (figures.documents > 0) figures.greatest_frequency = database.get_wdf_upper_bound(name);
        if (terms_.size() >= most_terms) terms_.clear();
        terms_.emplace(name, figures);
        return figures;
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
