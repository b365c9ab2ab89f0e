// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a query: documents that hold any of their terms, weighed as if these were one, and their ranking.
#ifndef CXRANK_H
#define CXRANK_H

#include "cxapian.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How a word is weighed: by BM25, and `parts_only` times that in a document that holds it in no term that tells wholes, or in
   compounds only. A term tells that by its frequency: one below `unclear` that is a multiple of `part` is of nothing but parts
   of compounds. */
typedef struct {
    double k1, b, parts_only;
    uint32_t part, unclear;
} cx_word_formula;

/* A word is built of its terms, one call each, and then pushed: documents of any of them, weighed by BM25 as if they were
   one term, whose frequency is the sum of theirs, each times its factor. */
bool cx_query_add_word_term(cx_query *query, const void *term, size_t size, double factor, bool is_related,
                            bool tells_wholes, cx_error *error);
bool cx_query_push_word(cx_query *query, const cx_word_formula *formula, cx_error *error);

/* A query of nothing but words, without Xapian's matcher (rank.cc). */

/* Adds a word, after its terms as for cx_query_push_word, to a query with an empty stack. Documents match that hold a word
   that is not optional; each word adds `factor` times its weight. `asked` has the bits of what was asked for that it is. */
bool cx_query_rank_word(cx_query *query, const cx_word_formula *formula, double factor, bool is_optional, uint64_t asked,
                        cx_error *error);
/* Adds a term in the same way, weighed as by Xapian::BM25Weight with k2 0, k3 1 and min_normlen 0. The posting list of a
   term that `is_passing` is cached only where it is short. */
bool cx_query_rank_term(cx_query *query, const void *term, size_t size, double k1, double b, double factor,
                        bool is_optional, bool is_passing, uint64_t asked, cx_error *error);
/* Documents that hold a word of any bit weigh `step` more, those that hold one of each bit twice that. A word is held by its
   terms that are not related. */
void cx_query_rank_step(cx_query *query, double step);
/* The matches in the order of cx_reader_search. The counts are exact unless the words have more than `most_postings`
   together: then, from `prune_from` matches on, those that cannot be among the best may be left out of them. */
cx_buffer *cx_reader_rank(cx_reader *reader, const cx_query *query, uint32_t offset, uint32_t limit,
                          uint64_t most_postings, uint64_t prune_from, cx_match_summary *summary, cx_error *error);
/* Adds the weights of the words, without a step, in `documents`, which rise, to `weights`. */
bool cx_reader_add_weights(cx_reader *reader, const cx_query *query, const uint32_t *documents, size_t count,
                           double *weights, cx_error *error);

#ifdef __cplusplus
}
#endif
#endif
