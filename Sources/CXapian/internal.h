// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this target share. Not for anybody else.
#ifndef CXAPIAN_INTERNAL_H
#define CXAPIAN_INTERNAL_H

#include "cxapian.h"

#include <xapian.h>

#include <string>
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

struct cx_reader {
    Xapian::Database database;
};

/// A term of a word that a query is about to hold.
struct cx_word_term {
    std::string name;
    double factor;
};

struct cx_query {
    std::vector<Xapian::Query> stack;
    std::vector<cx_word_term> word;
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
