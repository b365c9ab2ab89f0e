// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a program that reads data nobody vouches for, confined. Started by haku with posix_spawn, all signals blocked: a
// process this small forks in no time, where one that holds an index in the making copies its tables of pages each time.
//
//     haku-confine                                   tells by its status which means this system has (HAKU_CHILD_…)
//     haku-confine PARENT HIDDEN ADDRESSES MEMORY SECONDS FOLDERS FOLDER… PROGRAM ARGUMENT…
//
// PARENT is the process that starts it, HIDDEN 1 where the program gets namespaces of its own, then come the limits (struct
// haku_child_limits), the number of folders that the program may read besides the system's, these, the program's path and
// its arguments from 0 on. Its descriptors 0 to 2 are the program's; what keeps it from starting is written to 3.
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "confinement.h"
#include "haku_child.h"
#include "supervisor.h"

enum { first_folder = 7, wrong_usage = 64 };

static int tell_means(void) {
    return (haku_can_confine_calls() ? HAKU_CHILD_CALLS : 0) | (haku_can_confine_files() ? HAKU_CHILD_FILES : 0)
        | (haku_can_hide() ? HAKU_CHILD_HIDDEN : 0);
}

int main(int count, char **arguments) {
    if (count == 1) return tell_means();
    long folders = count < first_folder ? -1 : strtol(arguments[first_folder - 1], NULL, 10);
    if (folders < 0 || count < first_folder + folders + 2) {
        fputs("haku-confine: started by haku, to read documents; not by people\n", stderr);
        return wrong_usage;
    }
    // The list of folders ends where the program's path stands, which is taken out for that.
    char **program = arguments + first_folder + folders;
    const char *path = *program;
    *program = NULL;
    const struct haku_child_limits limits = {
        .address_space = strtoull(arguments[3], NULL, 10),
        .memory = strtoull(arguments[4], NULL, 10),
        .processor_seconds = strtoull(arguments[5], NULL, 10),
    };
    const struct haku_start start = {
        .program = path,
        .arguments = (const char *const *)(program + 1),
        .environment = (const char *const *)environ,
        .folders = (const char *const *)(arguments + first_folder),
        .limits = &limits,
        .parent = (pid_t)strtol(arguments[1], NULL, 10),
        .is_hidden = arguments[2][0] == '1',
    };
    haku_supervise(&start);
}
