// SPDX-License-Identifier: GPL-3.0-or-later
// A prompt on a terminal with editing, history and completion: GNU Readline, whose state is the process's. All calls are made by one thread.
#ifndef PROMPT_H
#define PROMPT_H

// The words that the one at `start` of `line` may become, each allocated, in an allocated array that ends with NULL; NULL for none.
typedef char *_Nullable *_Nullable (*_Nonnull prompt_candidates)(const char *_Nonnull line, int start);

// Begins a prompt whose words are completed by `candidates`, with the lines of `history`, a file, if not NULL.
void prompt_begin(const char *_Nullable history, prompt_candidates candidates);

// The next line, which the caller frees; NULL at the end of input. It is kept in the history.
char *_Nullable prompt_read(const char *_Nonnull text);

// Writes the last `most` lines of the history to the file `history`, for its user alone. Returns 0, or an error number.
int prompt_keep(const char *_Nonnull history, int most);

#endif
