// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <readline/history.h>
#include <readline/readline.h>

static char *_Nullable *_Nullable (*candidates)(const char *line, int start);
static char **found;
static size_t next;

// Hands over the next candidate; Readline frees each.
static char *next_candidate(const char *word, int state) {
    (void)word;
    if (state == 0) next = 0;
    if (found == NULL || found[next] == NULL) return NULL;
    return found[next++];
}

static char **complete(const char *word, int start, int end) {
    (void)end;
    // Never the names of files.
    rl_attempted_completion_over = 1;
    found = candidates(rl_line_buffer, start);
    if (found == NULL) return NULL;
    char **matches = rl_completion_matches(word, next_candidate);
    free(found);
    found = NULL;
    // A key of an option, and a field, go on with a value.
    if (matches != NULL && matches[0] != NULL) {
        size_t length = strlen(matches[0]);
        int is_open = length > 0 && strchr("=:", matches[0][length - 1]) != NULL;
        rl_completion_append_character = is_open ? '\0' : ' ';
    }
    return matches;
}

void prompt_begin(const char *history, prompt_candidates words) {
    candidates = words;
    rl_readline_name = "haku";
    rl_attempted_completion_function = complete;
    rl_basic_word_break_characters = " =,\"";
    rl_completer_word_break_characters = (char *)" =,\"";
    using_history();
    if (history != NULL) read_history(history);
}

char *prompt_read(const char *text) {
    char *line = readline(text);
    if (line == NULL || *line == '\0') return line;
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (last == NULL || strcmp(last->line, line) != 0) add_history(line);
    return line;
}

int prompt_keep(const char *history, int most) {
    stifle_history(most);
    mode_t before = umask(077);
    int result = write_history(history);
    umask(before);
    return result;
}
