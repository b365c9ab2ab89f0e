/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CXAPIAN_SHARDS_H
#define CXAPIAN_SHARDS_H

#include "cxapian.h"

/* Databases on other machines, and several that are read as one (shim/reader.cc). */

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A reader of a database that xapian-tcpsrv serves at another machine. Connecting, and each answer, may take so many
 * milliseconds. What is not Xapian's own (words, documents' numbers, deadlines) can't be asked of it in queries, and a
 * posting list travels as a whole.
 */
cx_reader *cx_reader_open_remote(const char *host, uint32_t port, uint32_t connect_milliseconds,
                                 uint32_t answer_milliseconds, cx_error *error);
/*
 * One reader of the databases of several, its shards, which must outlive it and are moved to newer commits by themselves: then
 * a joint reader is made anew. Document n of it is document (n − 1) / count + 1 of the shard (n − 1) % count, and all
 * figures of terms are the shards' together. Metadata are asked of the shards.
 */
cx_reader *cx_reader_join(cx_reader *const *shards, size_t count, cx_error *error);

#ifdef __cplusplus
}
#endif
#endif
