// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs of words that stand near each other, and lists of documents among words that are ranked.
#ifndef CXNEAR_H
#define CXNEAR_H

#include "cxrank.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A pair of words, by their numbers. */
typedef struct {
    uint32_t first, second;
} cx_word_pair;

/* Words and their pairs. A word is any of some terms: word_sizes[i] is the number of terms of the word i, term_sizes has the
   sizes of all terms, whose names lie one after another. */
typedef struct {
    const void *names;
    const uint32_t *term_sizes;
    const uint32_t *word_sizes;
    size_t words;
    const cx_word_pair *pairs;
    size_t pair_count;
} cx_word_pairs;

/* How a pair is weighed: its frequency is the sum over the places of the first word of 1 / gap to the next place of the
   second, and half of that to the one before, of gaps up to `reach`; BM25 of k1 and b, times `weight`, makes a weight of it. */
typedef struct {
    double weight, k1, b;
    uint32_t reach;
} cx_nearness;

/* Adds the weights of the pairs in `documents` to `weights`, and sets `order` to the places of the documents by falling
   weight and rising number. A pair is as rare as if no others than these held it. Frequencies are cached until the reader
   moves on. */
bool cx_reader_order_near(cx_reader *reader, const cx_word_pairs *pairs, const cx_nearness *nearness,
                          const uint32_t *documents, size_t count, double *weights, uint32_t *order, cx_error *error);

/* The positions in the document of all terms that begin with `beginning`, together: native-endian uint32_t, rising, each once. */
cx_buffer *cx_reader_positions_beginning(cx_reader *reader, const void *beginning, size_t size, uint32_t document,
                                         cx_error *error);

/* Adds an operand to a query that is ranked (cx_query_rank_word): these documents, which rise, each with its weight. */
bool cx_query_rank_list(cx_query *query, const uint32_t *documents, const double *weights, size_t count, double factor,
                        bool is_optional, uint64_t asked, cx_error *error);

#ifdef __cplusplus
}
#endif
#endif
