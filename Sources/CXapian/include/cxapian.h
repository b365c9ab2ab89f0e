/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CXAPIAN_H
#define CXAPIAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Xapian through plain C functions. No C++ exception leaves them: a function that can fail takes a cx_error, sets its
 * code to CX_OK or to what went wrong, and then returns false, NULL or 0.
 *
 * A handle and everything made from it belong to one thread at a time. Byte strings are (pointer, length) and may hold
 * NUL bytes; a pointer may be NULL where the length is 0.
 */

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong, by what a caller can do about it. */
typedef enum {
    CX_OK = 0,
    CX_MODIFIED,    /* the reader was overtaken by the writer: reopen and start over */
    CX_LOCKED,      /* somebody else is writing */
    CX_NOT_FOUND,   /* no database there */
    CX_NO_DOCUMENT, /* no document of this number */
    CX_CORRUPT,     /* damaged, or of a format this Xapian does not read */
    CX_INVALID,     /* an argument Xapian does not take */
    CX_DISK_FULL,
    CX_PERMISSION,
    CX_IO,
    CX_MEMORY,
    CX_OTHER
} cx_code;

typedef struct {
    cx_code code;
    char type[48];     /* Xapian's name of the error, "" where it is not Xapian's */
    char message[464]; /* Xapian's message, with the system's own words where it gives them */
} cx_error;

/* Bytes that a function hands over. */
typedef struct cx_buffer cx_buffer;
const void *cx_buffer_data(const cx_buffer *buffer);
size_t cx_buffer_size(const cx_buffer *buffer);
void cx_buffer_free(cx_buffer *buffer);

/* ---- documents on their way in (document.cc) ---- */

typedef struct cx_document cx_document;
cx_document *cx_document_new(cx_error *error);
void cx_document_free(cx_document *document);
/* Empties it, so that it can be used for the next one. */
bool cx_document_clear(cx_document *document, cx_error *error);
bool cx_document_set_data(cx_document *document, const void *data, size_t size, cx_error *error);
bool cx_document_set_value(cx_document *document, uint32_t slot, const void *value, size_t size, cx_error *error);
/* Adds a term with its frequency and positions (rising). Adding one again adds to both. */
bool cx_document_add_term(cx_document *document, const void *term, size_t size, uint32_t frequency,
                          const uint32_t *positions, size_t position_count, cx_error *error);
/* What is said of one term beside its name. */
typedef struct {
    uint32_t name_size;
    uint32_t frequency;
    uint32_t position_count;
} cx_term;
/* Adds many terms at once: their names one after another, and their positions likewise. */
bool cx_document_add_terms(cx_document *document, const void *names, const cx_term *terms, size_t count,
                           const uint32_t *positions, size_t position_count, cx_error *error);

/* ---- writing (writer.cc) ---- */

typedef struct cx_writer cx_writer;
/*
 * Opens the database at `path`, making it where there is none, and begins a transaction: nothing becomes visible
 * before cx_writer_commit, however much is written.
 */
cx_writer *cx_writer_open(const char *path, cx_error *error);
/* Closes it; what is not committed is dropped. */
void cx_writer_close(cx_writer *writer);
bool cx_writer_commit(cx_writer *writer, cx_error *error);
bool cx_writer_cancel(cx_writer *writer, cx_error *error);
/* Moves postings that wait in memory into the tables' files, without making them visible. */
bool cx_writer_spill(cx_writer *writer, cx_error *error);
uint32_t cx_writer_last_document(cx_writer *writer, cx_error *error);
bool cx_writer_replace(cx_writer *writer, uint32_t number, const cx_document *document, cx_error *error);
bool cx_writer_delete(cx_writer *writer, uint32_t number, cx_error *error);
/* Empty bytes take the entry out. */
bool cx_writer_set_metadata(cx_writer *writer, const void *key, size_t key_size, const void *value, size_t size,
                            cx_error *error);
/* Gives a document other data, another value in `slot` and, where the names differ, one term in another's place. */
bool cx_writer_set_record(cx_writer *writer, uint32_t number, const void *data, size_t size, uint32_t slot,
                          const void *value, size_t value_size, const void *old_name, size_t old_size,
                          const void *new_name, size_t new_size, cx_error *error);
/* Merges databases, whose documents have numbers of disjoint ranges, into a new compact one, with up to so many threads
 * (merge.cc). `sources` are their paths, each ending with a NUL. They have no spelling data and no synonyms. */
bool cx_merge(const void *sources, size_t size, const char *target, size_t threads, cx_error *error);

/* ---- segments (segment.cc): small databases written at once, to be merged ---- */

typedef struct cx_segment cx_segment;
/* Everything is held in memory until it is written. */
cx_segment *cx_segment_new(cx_error *error);
void cx_segment_free(cx_segment *segment);
/* Begins a document, whose number is above all before. */
bool cx_segment_begin(cx_segment *segment, uint32_t number, const void *data, size_t size, cx_error *error);
/* Each slot once. */
bool cx_segment_set_value(cx_segment *segment, uint32_t slot, const void *value, size_t size, cx_error *error);
/*
 * Terms of the document, as cx_document_add_terms, but each once and with positions that rise. Where `numbers` is not
 * NULL it tells the terms apart as their names do, for all calls with the same `vocabulary`, which is not 0; that saves
 * looking for those known already.
 */
bool cx_segment_add_terms(cx_segment *segment, const void *names, const cx_term *terms, size_t count,
                          const uint32_t *positions, size_t position_count, const int32_t *numbers,
                          uint64_t vocabulary, cx_error *error);
bool cx_segment_end(cx_segment *segment, cx_error *error);
bool cx_segment_set_metadata(cx_segment *segment, const void *key, size_t key_size, const void *value, size_t size,
                             cx_error *error);
/* About how many bytes it takes, with what it takes for being written. */
size_t cx_segment_cost(const cx_segment *segment);
/* Writes it as a database into the folder `path`, which is there and empty. It has one document at least. The database
 * is there whole, and on the disk, or not at all. */
bool cx_segment_write(const cx_segment *segment, const char *path, cx_error *error);

/* ---- reading (reader.cc, lists.cc) ---- */

typedef struct cx_reader cx_reader;
cx_reader *cx_reader_open(const char *path, cx_error *error);
/* A reader of what the writer has so far, committed or not. It must be closed before the writer is, and is not for
 * searching, for which a reader remembers figures until it is reopened. */
cx_reader *cx_reader_of_writer(cx_writer *writer, cx_error *error);
void cx_reader_close(cx_reader *reader);
bool cx_reader_reopen(cx_reader *reader, bool *changed, cx_error *error);

typedef struct {
    uint32_t documents;
    uint32_t last_document;
    double average_length;
    uint64_t total_length;
    char uuid[64]; /* of the database, NUL-terminated: a copy has that of what it was copied from */
} cx_figures;
bool cx_reader_figures(cx_reader *reader, cx_figures *figures, cx_error *error);
/* Writes a compacted copy of what the reader sees to the folder `path`, which must not exist. */
bool cx_reader_copy(cx_reader *reader, const char *path, cx_error *error);

cx_buffer *cx_reader_metadata(cx_reader *reader, const void *key, size_t size, cx_error *error);
/* The numbers of the documents that hold the term: how many, and how often in all. */
bool cx_reader_frequencies(cx_reader *reader, const void *term, size_t size, uint32_t *documents,
                           uint32_t *occurrences, cx_error *error);
/* The lowest document that holds the term, 0 where none does. */
uint32_t cx_reader_first_document(cx_reader *reader, const void *term, size_t size, cx_error *error);
cx_buffer *cx_reader_data(cx_reader *reader, uint32_t document, cx_error *error);
cx_buffer *cx_reader_value(cx_reader *reader, uint32_t slot, uint32_t document, cx_error *error);
uint32_t cx_reader_length(cx_reader *reader, uint32_t document, cx_error *error);
/* How often the document holds the term, as it was said when it was added. */
uint32_t cx_reader_frequency(cx_reader *reader, const void *term, size_t size, uint32_t document, cx_error *error);
/* Sets the marks of those of the documents, which rise, that hold the term. */
bool cx_reader_mark_holders(cx_reader *reader, const void *term, size_t size, const uint32_t *documents, size_t count,
                            uint8_t *marks, cx_error *error);
/* Native-endian uint32_t, rising. */
cx_buffer *cx_reader_positions(cx_reader *reader, const void *term, size_t size, uint32_t document, cx_error *error);

/*
 * Lists, a batch at a time. An entry is: uint32_t first, uint32_t second, uint32_t size, then `size` bytes;
 * native-endian, not aligned.
 *   all terms:  documents that hold it, 0, the term
 *   terms of a document: frequency within it, documents that hold it (0 unless asked), the term
 *   postings:   document, frequency within it, nothing
 *   values:     document, 0, the value
 */
typedef struct cx_list cx_list;
cx_list *cx_reader_all_terms(cx_reader *reader, const void *prefix, size_t size, cx_error *error);
cx_list *cx_reader_document_terms(cx_reader *reader, uint32_t document, bool with_documents, cx_error *error);
cx_list *cx_reader_postings(cx_reader *reader, const void *term, size_t size, cx_error *error);
cx_list *cx_reader_values(cx_reader *reader, uint32_t slot, cx_error *error);
/* The next entries, at most `most`; an empty buffer at the end. */
cx_buffer *cx_list_next(cx_list *list, size_t most, cx_error *error);
void cx_list_free(cx_list *list);

/* ---- queries (query.cc): built from the leaves up, on a stack ---- */

/* A query of one reader, which outlives it. */
typedef struct cx_query cx_query;

typedef enum {
    CX_AND,
    CX_OR,
    CX_MAX,
    CX_SYNONYM,
    CX_AND_NOT,
    CX_AND_MAYBE,
    CX_FILTER,
    CX_PHRASE,
    CX_NEAR
} cx_operator;

cx_query *cx_query_new(cx_reader *reader, cx_error *error);
void cx_query_free(cx_query *query);
bool cx_query_push_term(cx_query *query, const void *term, size_t size, uint32_t count, cx_error *error);

/* First the terms of a word, then the word: documents of any of them, weighed by BM25 as if they were one term. */
bool cx_query_add_word_term(cx_query *query, const void *term, size_t size, double factor, cx_error *error);
bool cx_query_push_word(cx_query *query, double k1, double b, cx_error *error);
bool cx_query_push_all(cx_query *query, cx_error *error);
bool cx_query_push_nothing(cx_query *query, cx_error *error);
/* The documents of these numbers, which rise. They have no weight. */
bool cx_query_push_documents(cx_query *query, const uint32_t *documents, size_t count, cx_error *error);
/* Values of at least `from`, and at most `to` unless `open_ended`. */
bool cx_query_push_range(cx_query *query, uint32_t slot, const void *from, size_t from_size, const void *to,
                         size_t to_size, bool open_ended, cx_error *error);
/* Puts one query in the place of the last `count`. `window` counts for CX_PHRASE and CX_NEAR only. */
bool cx_query_combine(cx_query *query, cx_operator operation, size_t count, uint32_t window, cx_error *error);
bool cx_query_scale(cx_query *query, double factor, cx_error *error);

/* ---- matching (enquire.cc) ---- */

typedef enum { CX_WEIGHT_BOOLEAN, CX_WEIGHT_BM25, CX_WEIGHT_COORDINATION } cx_weighting;

#define CX_NO_SLOT UINT32_MAX

typedef struct {
    uint32_t offset;
    uint32_t limit;
    uint32_t check_at_least;
    cx_weighting weighting;
    double parameters[8]; /* BM25: k1, k2, k3, b, min_normlen */
    uint32_t sort_slot;   /* CX_NO_SLOT: by weight only; else by value, then by weight */
    bool sort_falling;
    uint32_t collapse_slot; /* CX_NO_SLOT: none */
    double least_weight;    /* documents below it are left out */
    double seconds;         /* after so many, matches are counted no further; 0: no limit */
} cx_match_options;

typedef struct {
    uint32_t document;
    uint32_t collapsed;
    double weight;
} cx_match;

typedef struct {
    uint32_t estimate;
    uint32_t lower_bound;
    uint32_t upper_bound;
    uint32_t count;
    double greatest_weight;
} cx_match_summary;

/* Runs the query on top of the stack. The buffer holds cx_match after cx_match, best first. */
cx_buffer *cx_reader_search(cx_reader *reader, const cx_query *query, const cx_match_options *options,
                            cx_match_summary *summary, cx_error *error);

/* ---- ranking words (rank.cc): the same for a query of nothing but words, without Xapian's matcher ---- */

/*
 * After the terms of a word, as for cx_query_push_word: documents of any of the words that are not optional, each of
 * which adds `factor` times its weight. Such a query has nothing on its stack.
 */
bool cx_query_rank_word(cx_query *query, double k1, double b, double factor, bool is_optional, cx_error *error);
/* The like of it for a term, which BM25 weighs as Xapian's own does with k2 0 and k3 1. */
bool cx_query_rank_term(cx_query *query, const void *term, size_t size, double k1, double b, double factor,
                        bool is_optional, cx_error *error);
/*
 * The matches in the order of cx_reader_search, all of them counted. NULL without an error where the words have more
 * than `most_postings` together: then the matcher, which can leave documents out unseen, is the better way.
 */
cx_buffer *cx_reader_rank(cx_reader *reader, const cx_query *query, uint32_t offset, uint32_t limit,
                          uint64_t most_postings, cx_match_summary *summary, cx_error *error);

#ifdef __cplusplus
}
#endif
#endif
