/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CXAPIAN_H
#define CXAPIAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Xapian through plain C functions. No C++ exception leaves them: a function that can fail takes a cx_error, sets its
 * code, and returns false, NULL or 0 where that is not CX_OK.
 *
 * A handle and everything made from it belong to one thread at a time. Byte strings are (pointer, length) and may hold
 * NUL bytes; a pointer may be NULL where the length is 0. What a function returns belongs to the caller, who frees it.
 */

#ifdef __cplusplus
extern "C" {
#endif

/* Kinds of errors, by what a caller can do about them. */
typedef enum {
    CX_OK = 0,
    CX_MODIFIED,    /* the writer has overwritten blocks that the reader needs: reopen and begin anew */
    CX_LOCKED,      /* another process or handle is writing */
    CX_NOT_FOUND,   /* no database at this path */
    CX_NO_DOCUMENT, /* no document of this number */
    CX_CORRUPT,     /* damaged, or of a format that this Xapian does not read */
    CX_INVALID,     /* an argument Xapian does not take */
    CX_DISK_FULL,
    CX_PERMISSION,
    CX_IO, CX_MEMORY,
    CX_OUT_OF_TIME, /* the reader's deadline has passed */
    CX_UNREACHABLE, /* a shard on another machine does not answer */
    CX_OTHER
} cx_code;

typedef struct {
    cx_code code;
    char type[48];     /* the class of Xapian's exception; "" for any other */
    char message[464]; /* its message, with the system's own words where it has them */
} cx_error;

/* Bytes that a function returns. */
typedef struct cx_buffer cx_buffer;
const void *cx_buffer_data(const cx_buffer *buffer);
size_t cx_buffer_size(const cx_buffer *buffer);
void cx_buffer_free(cx_buffer *buffer);

/* The version of the linked Xapian, such as "1.4.22"; lives as long as the process (shim/version.cc). */
const char *cx_version(void);

/* ---- stems (shim/stemmer.cc) ---- */

typedef struct cx_stemmer cx_stemmer;
/* Snowball's stemmer of the language of this English name, such as "swedish"; CX_INVALID where Xapian has none. */
cx_stemmer *cx_stemmer_new(const char *language, cx_error *error);
void cx_stemmer_free(cx_stemmer *stemmer);
/* The stem of a word in lower case, UTF-8. */
cx_buffer *cx_stemmer_stem(const cx_stemmer *stemmer, const void *word, size_t size, cx_error *error);

/*
 * Has Xapian check each table of the database at `path`, and the tables against each other (shim/check.cc). Returns a line
 * for each problem: the table, a TAB, Xapian's words. Reads all of the database. Runs in a child process of at most
 * `seconds` of processor time, for Xapian's check follows damaged offsets; its crash is a problem like others.
 * cx_check_begin starts the process, and cx_check_end waits for its report and frees `check`.
 */
typedef struct cx_running_check cx_running_check;
cx_running_check *cx_check_begin(const char *path, unsigned seconds, cx_error *error);
cx_buffer *cx_check_end(cx_running_check *check, cx_error *error);

/* ---- documents on their way in (shim/document.cc) ---- */

typedef struct cx_document cx_document;
cx_document *cx_document_new(cx_error *error);
void cx_document_free(cx_document *document);
/* Empties it for the next document. */
bool cx_document_clear(cx_document *document, cx_error *error);
bool cx_document_set_data(cx_document *document, const void *data, size_t size, cx_error *error);
bool cx_document_set_value(cx_document *document, uint32_t slot, const void *value, size_t size, cx_error *error);
/* A term of a document, beside its name: the sizes are of its name in bytes and of its part of the positions. */
typedef struct {
    uint32_t name_size;
    uint32_t frequency;
    uint32_t position_count;
} cx_term;
/*
 * Adds `count` terms: their names lie one after another, and so do their positions, each term's rising. Adding a term
 * again adds to its frequency and positions.
 */
bool cx_document_add_terms(cx_document *document, const void *names, const cx_term *terms, size_t count,
                           const uint32_t *positions, size_t position_count, cx_error *error);

/* ---- writing (shim/writer.cc) ---- */

typedef struct cx_writer cx_writer;
/*
 * Opens the database at `path`, which is made where there is none, and begins a transaction: nothing becomes visible
 * before cx_writer_commit, however much is written.
 */
cx_writer *cx_writer_open(const char *path, cx_error *error);
/* Closes it and drops what is not committed. */
void cx_writer_close(cx_writer *writer);
/* Makes all changes durable and visible, and begins the next transaction. */
bool cx_writer_commit(cx_writer *writer, cx_error *error);
/* Writes postings that wait in memory to the tables' files, without making them visible. */
bool cx_writer_spill(cx_writer *writer, cx_error *error);
/* The highest document number in use or used. */
uint32_t cx_writer_last_document(cx_writer *writer, cx_error *error);
/* Puts the document in under `number`, in place of the one there. */
bool cx_writer_replace(cx_writer *writer, uint32_t number, const cx_document *document, cx_error *error);
bool cx_writer_delete(cx_writer *writer, uint32_t number, cx_error *error);
/* Sets the value of a key; an empty value removes the key. */
bool cx_writer_set_metadata(cx_writer *writer, const void *key, size_t key_size, const void *value, size_t size,
                            cx_error *error);
/* A value for a slot; no bytes take out what is there. */
typedef struct cx_slot_value {
    uint32_t slot;
    const void *value;
    size_t size;
} cx_slot_value;
/* Gives a document other data and values, and the term `new_name` in place of `old_name`. */
bool cx_writer_set_record(cx_writer *writer, uint32_t number, const void *data, size_t size,
                          const cx_slot_value *values, size_t value_count, const void *old_name, size_t old_size,
                          const void *new_name, size_t new_size, cx_error *error);

/*
 * Sums of the blocks of the database at `path`, in a file of its folder (glass/sums.h, shim/sums.cc). cx_sums_update brings
 * them up to the last commit, and returns how many blocks it read: those that changed where there was one commit since the
 * sums were made, else all. No writer may have the database open with uncommitted changes.
 *
 * cx_sums_check returns a line for each place that is not as it was when it was summed, as cx_check; `*is_summed` is false
 * where there are no sums. Reads all of the database. Where a writer `is_unfinished` (has not committed, or not summed
 * since) only blocks of the last commit are looked at.
 */
size_t cx_sums_update(const char *path, cx_error *error);
cx_buffer *cx_sums_check(const char *path, bool is_unfinished, bool *is_summed, cx_error *error);

/*
 * Merge databases without common document numbers into a new one at `target`, keeping the numbers. `sources` are their
 * paths, each ending with a NUL; they have no spelling data and no synonyms, and a key of metadata has one value in all.
 * cx_merge copies their blocks with up to `threads` threads (glass/merge.cc); cx_compact has Xapian do it, for which their
 * documents must be of disjoint ranges (shim/compact.cc). cx_rewrite writes one's last commit without deleted documents' bytes.
 */
bool cx_merge(const void *sources, size_t size, const char *target, size_t threads, cx_error *error);
bool cx_compact(const void *sources, size_t size, const char *target, cx_error *error);
bool cx_rewrite(const char *source, const char *target, cx_error *error);

/* ---- segments (glass/segment.cc): small databases written at once, to be merged ---- */
typedef struct cx_segment cx_segment;
/* A segment, which is held in memory until it is written. */
cx_segment *cx_segment_new(cx_error *error);
void cx_segment_free(cx_segment *segment);
/* Begins a document; numbers rise. */
bool cx_segment_begin(cx_segment *segment, uint32_t number, const void *data, size_t size, cx_error *error);
/* Sets the value of a slot of the current document, once. */
bool cx_segment_set_value(cx_segment *segment, uint32_t slot, const void *value, size_t size, cx_error *error);
/*
 * Adds terms to the current document, as cx_document_add_terms; each term once a document. `numbers`, where not NULL, are
 * numbers of the terms that tell them apart as their names do, in all calls with the same `vocabulary` (not 0): those
 * met before need not be looked up.
 */
bool cx_segment_add_terms(cx_segment *segment, const void *names, const cx_term *terms, size_t count,
                          const uint32_t *positions, size_t position_count, const int32_t *numbers,
                          uint64_t vocabulary, cx_error *error);
/* Ends the current document. */
bool cx_segment_end(cx_segment *segment, cx_error *error);
bool cx_segment_set_metadata(cx_segment *segment, const void *key, size_t key_size, const void *value, size_t size,
                             cx_error *error);
/* About how many bytes of memory it takes, with those that writing it will take. */
size_t cx_segment_cost(const cx_segment *segment);
/*
 * Writes it, with one document at least, as a database into the empty folder `path`. The database is whole and on the disk
 * when this returns; after a failure or a crash there is none.
 */
bool cx_segment_write(const cx_segment *segment, const char *path, cx_error *error);

/* ---- reading (shim/reader.cc, shim/lists.cc) ---- */

typedef struct cx_reader cx_reader;
cx_reader *cx_reader_open(const char *path, cx_error *error);
/*
 * A reader of what the writer has so far, committed or not. It must be closed before the writer is, and is not for
 * searching, for which a reader caches figures until it is reopened.
 */
cx_reader *cx_reader_of_writer(cx_writer *writer, cx_error *error);
void cx_reader_close(cx_reader *reader);
/*
 * Has searching end with CX_OUT_OF_TIME once CLOCK_MONOTONIC has reached `nanoseconds`, whatever is being matched;
 * UINT64_MAX, as at first, is never.
 */
void cx_reader_set_deadline(cx_reader *reader, uint64_t nanoseconds);
/* Moves to the newest commit; sets `*changed` to true if there was a newer one. */
bool cx_reader_reopen(cx_reader *reader, bool *changed, cx_error *error);

typedef struct {
    uint32_t documents;
    uint32_t last_document;
    double average_length;
    uint64_t total_length;
    char uuid[64]; /* NUL-terminated; a copy has that of its original */
} cx_figures;
bool cx_reader_figures(cx_reader *reader, cx_figures *figures, cx_error *error);
/* Writes a compacted copy of what the reader sees to the folder `path`, which must not exist (shim/compact.cc). */
bool cx_reader_copy(cx_reader *reader, const char *path, cx_error *error);

/* The value of a key; empty where there is none. */
cx_buffer *cx_reader_metadata(cx_reader *reader, const void *key, size_t size, cx_error *error);
/* The number of documents that hold the term, and the sum of its frequencies in them. */
bool cx_reader_frequencies(cx_reader *reader, const void *term, size_t size, uint32_t *documents,
                           uint32_t *occurrences, cx_error *error);
/* The lowest document that holds the term; 0 where none does. */
uint32_t cx_reader_first_document(cx_reader *reader, const void *term, size_t size, cx_error *error);
cx_buffer *cx_reader_data(cx_reader *reader, uint32_t document, cx_error *error);
/* The value of the document in `slot`; empty where it has none. */
cx_buffer *cx_reader_value(cx_reader *reader, uint32_t slot, uint32_t document, cx_error *error);
/* The sum of the frequencies of the document's terms. */
uint32_t cx_reader_length(cx_reader *reader, uint32_t document, cx_error *error);
/* The frequency of the term in the document; 0 where it does not hold it. */
uint32_t cx_reader_frequency(cx_reader *reader, const void *term, size_t size, uint32_t document, cx_error *error);
/* Sets marks[i] to 1 where documents[i] holds the term; the documents rise. */
bool cx_reader_mark_holders(cx_reader *reader, const void *term, size_t size, const uint32_t *documents, size_t count,
                            uint8_t *marks, cx_error *error);
/* The positions of the term in the document: native-endian uint32_t, rising. */
cx_buffer *cx_reader_positions(cx_reader *reader, const void *term, size_t size, uint32_t document, cx_error *error);

/*
 * Lists, fetched in batches. An entry is: uint32_t first, uint32_t second, uint32_t size, then `size` bytes;
 * native-endian, not aligned.
 *   all terms:  documents that hold it, 0, the term
 *   keys of metadata: 0, 0, the key
 *   terms of a document: frequency within it, documents that hold it (0 unless asked), the term
 *   postings:   document, frequency within it, nothing
 *   values:     document, 0, the value
 */
typedef struct cx_list cx_list;
cx_list *cx_reader_all_terms(cx_reader *reader, const void *prefix, size_t size, cx_error *error);
cx_list *cx_reader_metadata_keys(cx_reader *reader, const void *prefix, size_t size, cx_error *error);
cx_list *cx_reader_document_terms(cx_reader *reader, uint32_t document, bool with_documents, cx_error *error);
cx_list *cx_reader_postings(cx_reader *reader, const void *term, size_t size, cx_error *error);
cx_list *cx_reader_values(cx_reader *reader, uint32_t slot, cx_error *error);
/* The next entries, at most `most`; an empty buffer at the end. */
cx_buffer *cx_list_next(cx_list *list, size_t most, cx_error *error);
void cx_list_free(cx_list *list);

/* ---- queries (shim/query.cc, shim/documentlist.cc, ranking/word.cc, ranking/merged.cc): built from the leaves up, on a stack ---- */

/* A query for one reader, which must outlive it. */
typedef struct cx_query cx_query;

typedef enum {
    CX_AND, CX_OR, CX_MAX, CX_SYNONYM, CX_AND_NOT, CX_AND_MAYBE, CX_FILTER, CX_PHRASE, CX_NEAR
} cx_operator;

/* The parameters of Xapian::BM25Weight. */
typedef struct {
    double k1, k2, k3, b, min_normlen;
} cx_bm25;

cx_query *cx_query_new(cx_reader *reader, cx_error *error);
void cx_query_free(cx_query *query);
/* `count` is the term's frequency within the query. The empty term is held by no document. */
bool cx_query_push_term(cx_query *query, const void *term, size_t size, uint32_t count, cx_error *error);
/* Documents that hold any term that begins with one of those that were added by cx_query_add_word_term, weighed by BM25 with
   k2 0 as if they were one term; without weight where `parameters` is null. The terms' posting lists are merged when it is
   called, within the reader's deadline, in 4 bytes for each document number of the index. */
bool cx_query_push_beginnings(cx_query *query, const cx_bm25 *parameters, cx_error *error);
bool cx_query_push_all(cx_query *query, cx_error *error);
bool cx_query_push_nothing(cx_query *query, cx_error *error);
/* The documents of these numbers, which rise, without weight. */
bool cx_query_push_documents(cx_query *query, const uint32_t *documents, size_t count, cx_error *error);
/* Documents whose value in `slot` is at least `from`, and at most `to` unless `open_ended`, compared as bytes. */
bool cx_query_push_range(cx_query *query, uint32_t slot, const void *from, size_t from_size, const void *to,
                         size_t to_size, bool open_ended, cx_error *error);
/* Combines the last `count` queries into one. `window` is for CX_PHRASE and CX_NEAR, in positions, and else 0. */
bool cx_query_combine(cx_query *query, cx_operator operation, size_t count, uint32_t window, cx_error *error);
/* Gives each document of the last query this weight in the place of its own. */
bool cx_query_fix(cx_query *query, double weight, cx_error *error);
/* Multiplies the weights of the last query by a factor of at least 0. */
bool cx_query_scale(cx_query *query, double factor, cx_error *error);

/* ---- matching (shim/enquire.cc) ---- */

typedef enum { CX_WEIGHT_BOOLEAN, CX_WEIGHT_BM25 } cx_weighting;

#define CX_NO_SLOT UINT32_MAX

typedef struct {
    uint32_t offset;
    uint32_t limit;
    uint32_t check_at_least;
    cx_weighting weighting;
    cx_bm25 bm25;
    uint32_t sort_slot; /* CX_NO_SLOT: by weight only; else by value, then by weight */
    bool sort_falling;
    uint32_t collapse_slot; /* CX_NO_SLOT: none; else the best document of each value stays */
    double seconds;         /* after so many, check_at_least ends; 0: no limit */
    uint32_t after;         /* only documents of greater numbers; 0: all. They are skipped to, not walked through */
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
    uint32_t complete; /* cx_reader_rank: how many have a word of each bit; cx_reader_search: 0 */
    double greatest_weight;
} cx_match_summary;

/* Runs the query, which must be the only one on the stack. Returns an array of cx_match, best first. */
cx_buffer *cx_reader_search(cx_reader *reader, const cx_query *query, const cx_match_options *options,
                            cx_match_summary *summary, cx_error *error);

#ifdef __cplusplus
}
#endif
#endif
