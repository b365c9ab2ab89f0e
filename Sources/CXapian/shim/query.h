// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_QUERY_H
#define CXAPIAN_SHIM_QUERY_H

#include "cxrank.h"
#include <xapian.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

struct cx_reader;

/// One of the terms of a word, and the factor of its frequencies.
struct cx_word_term {
    std::string name;
    double factor;
    /// True if it is not the word itself: it adds to the frequency, but does not make a document hold the word.
    bool is_related;
    /// True if its frequency tells whether a document holds a whole word.
    bool tells_wholes;
};

/// An operand of cx_reader_rank: a word, (`is_term`) a single term that is weighed as Xapian::BM25Weight does, or (`is_list`)
/// documents with their weights.
struct cx_ranked_word {
    std::vector<cx_word_term> terms;
    /// Of a term k1 and b only.
    cx_word_formula formula;
    double factor;
    bool is_optional, is_term;
    /// The bits of what was asked for that it is evidence of.
    uint64_t asked;
    /// True if its posting lists are too many to be cached for others.
    bool is_passing = false;
    bool is_list = false;
    /// By rising document.
    std::vector<std::pair<Xapian::docid, double>> list = {};
};

/// A query being built: for Xapian's matcher on `stack`, for cx_reader_rank in `ranked`.
struct cx_query {
    std::vector<Xapian::Query> stack;
    /// Terms of the next word.
    std::vector<cx_word_term> word;
    std::vector<cx_ranked_word> ranked;
    /// Added to the weight of documents that hold any of what was asked for, and again where they hold all.
    double step = 0;
    /// The reader that the query is for, which outlives it.
    cx_reader *reader;
    /// True if some leaf of `stack` is Xapian's own, which knows of no deadline.
    bool has_untimed = false;
};

#endif
