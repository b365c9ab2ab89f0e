// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of many documents at once, and of documents as vectors.
#ifndef CXVECTORS_H
#define CXVECTORS_H

#include "cxapian.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- positions in many documents (shim/reader.cc) ---- */

/* The positions of the term in each of `documents`, which rise, one after another as native-endian uint32_t; ends[i] is
   the number of positions up to those of documents[i]. Far cheaper than to ask for each: neighbours share a block. */
cx_buffer *cx_reader_positions_among(cx_reader *reader, const void *term, size_t size, const uint32_t *documents,
                                     size_t count, uint32_t *ends, cx_error *error);

/* ---- documents as vectors of their lemmas (ranking/vector.cc) ---- */

/* Numbers of terms, and how many documents hold each in one state of an index, shared by its readers: each function takes
   their lock. */
typedef struct cx_terms cx_terms;
typedef struct {
    uint32_t term;
    uint32_t frequency;
} cx_lemma;
typedef struct {
    uint32_t term;
    float weight;
} cx_vector_entry;

/* No terms yet; for another state of the index that `earlier` is of, its terms by their numbers, which both add to. */
cx_terms *cx_terms_new(cx_terms *earlier, cx_error *error);
void cx_terms_free(cx_terms *terms);
size_t cx_terms_count(cx_terms *terms);
/* The names of the terms of these numbers: for each a uint32_t size, native-endian, and its bytes. */
cx_buffer *cx_terms_names(cx_terms *terms, const uint32_t *numbers, size_t count, cx_error *error);
/* The lemmas of the document: an array of cx_lemma in byte order of the terms. */
cx_buffer *cx_reader_lemmas(cx_reader *reader, cx_terms *terms, uint32_t document, cx_error *error);
/* Those of a document's lemmas that others may be found by, at least as strong as the one in place `most`: an array of
   cx_vector_entry in their order, each weighed by BM25 of k1 and b as if 1 were its factor. `norm` becomes the length of the
   vector of all its lemmas. */
cx_buffer *cx_reader_weigh(cx_reader *reader, cx_terms *terms, uint32_t document, const cx_lemma *lemmas, size_t count,
                           double k1, double b, uint32_t most, double *norm, cx_error *error);

#ifdef __cplusplus
}
#endif
#endif
