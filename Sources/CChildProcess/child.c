// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "haku_child.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    /// Arguments or environment strings of a program.
    most_strings = 64,
    /// The confiner's own before them: its name, six figures, folders and the path of the program.
    most_own = 7 + 8 + 1,
};

/// Splits strings that each end in a NUL; at most `most_strings`.
static int split(const char *bytes, size_t length, const char *strings[most_strings + 1]) {
    int count = 0;
    for (size_t start = 0; start < length; start += strlen(bytes + start) + 1) {
        if (count == most_strings) return -1;
        strings[count++] = bytes + start;
    }
    strings[count] = NULL;
    return count;
}

/// The folders that a program may read besides the system's.
struct folders {
    char paths[7][PATH_MAX];
    int count;
};

/// Adds `folder` and, where there is one, `below` in it.
static void add_folder(struct folders *folders, const char *folder, const char *below) {
    if (snprintf(folders->paths[folders->count], PATH_MAX, "%s%s", folder, below) < PATH_MAX) folders->count++;
}

/// The folder that `program` (without links) lies in, and what usually belongs to it beside that: of /opt/tool/bin/program
/// these are /opt/tool/lib and so on, but not all of /opt/tool, which may be somebody's home.
static void add_folders_of(struct folders *folders, const char *program) {
    static const char *const beside[] = {"/lib", "/lib64", "/libexec", "/share", "/etc"};
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", program);
    *strrchr(folder, '/') = 0;
    if (folder[0] == 0) return;
    add_folder(folders, folder, "");
    *strrchr(folder, '/') = 0;
    for (size_t index = 0; index < sizeof beside / sizeof *beside; index++) add_folder(folders, folder, beside[index]);
}

/// Starts `arguments[0]` with `count` of `files` as its descriptors from 0 on, all signals blocked. The kernel copies nothing of
/// the calling process for that, however large it is.
static pid_t spawn(const char *const *arguments, const char *const *environment, const int *files, int count) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return -error;
    error = posix_spawnattr_init(&attributes);
    if (error != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return -error;
    }
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    // Out of the way first: a descriptor may be one of those that it is to replace.
    int held[4] = {-1, -1, -1, -1};
    for (int index = 0; index < count && error == 0; index++) {
        held[index] = fcntl(files[index], F_DUPFD_CLOEXEC, 10);
        error = held[index] < 0 ? errno : posix_spawn_file_actions_adddup2(&actions, held[index], index);
    }
    pid_t child = 0;
    if (error == 0)
        error = posix_spawn(
            &child, arguments[0], &actions, &attributes, (char *const *)arguments, (char *const *)environment);
    for (int index = 0; index < count; index++)
        if (held[index] >= 0) close(held[index]);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 ? child : -error;
}

pid_t haku_child_start(
    const char *confiner, const char *program, const char *arguments, size_t arguments_length,
    const char *environment, size_t environment_length, int input, int output, int errors, const char *folder,
    int is_hidden, const struct haku_child_limits *limits) {
    const char *own[most_own + most_strings + 1];
    const char *environment_list[most_strings + 1];

    // By its own name, for links to it may lie where it will not see them.
    char path[PATH_MAX];
    if (realpath(program, path) == NULL) return -errno;
    struct folders folders = {.count = 0};
    add_folders_of(&folders, path);
    if (folder != NULL) add_folder(&folders, folder, "");

    char parent[24], addresses[24], memory[24], seconds[24], count[24];
    snprintf(parent, sizeof parent, "%ld", (long)getpid());
    snprintf(addresses, sizeof addresses, "%llu", (unsigned long long)limits->address_space);
    snprintf(memory, sizeof memory, "%llu", (unsigned long long)limits->memory);
    snprintf(seconds, sizeof seconds, "%llu", (unsigned long long)limits->processor_seconds);
    snprintf(count, sizeof count, "%d", folders.count);
    const char *const figures[] = {confiner, parent, is_hidden ? "1" : "0", addresses, memory, seconds, count};
    int length = 0;
    for (size_t index = 0; index < sizeof figures / sizeof *figures; index++) own[length++] = figures[index];
    for (int index = 0; index < folders.count; index++) own[length++] = folders.paths[index];
    own[length++] = path;
    if (split(arguments, arguments_length, own + length) < 1) return -EINVAL;
    if (split(environment, environment_length, environment_list) < 0) return -EINVAL;

    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return -errno;
    const int files[4] = {input, output, errors, report[1]};
    pid_t child = spawn(own, environment_list, files, 4);
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        return child;
    }
    int error = 0;
    ssize_t taken;
    do taken = read(report[0], &error, sizeof error);
    while (taken < 0 && errno == EINTR);
    close(report[0]);
    if (taken == (ssize_t)sizeof error) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
        }
        return error > 0 ? -error : -EIO;
    }
    return child;
}

int haku_child_confinement(const char *confiner) {
    const char *const arguments[] = {confiner, NULL};
    const char *const environment[] = {NULL};
    pid_t child = spawn(arguments, environment, NULL, 0);
    if (child < 0) return child;
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -errno;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

void haku_child_end(pid_t process) { kill(process, SIGTERM); }

int haku_child_memory_file(void) {
    int file = memfd_create("haku", MFD_CLOEXEC);
    return file < 0 ? -errno : file;
}

int haku_child_watch(pid_t process) {
#ifdef SYS_pidfd_open
    int file = (int)syscall(SYS_pidfd_open, process, 0);
    return file < 0 ? -errno : file;
#else
    return -ENOSYS;
#endif
}

int haku_child_has_ended(pid_t process) {
    siginfo_t information = {0};
    if (waitid(P_PID, (id_t)process, &information, WEXITED | WNOWAIT | WNOHANG) != 0) return errno != EINTR;
    return information.si_pid == process;
}

int haku_child_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return 0;
}

int haku_child_folder_of(const char *symbol, char *folder, size_t size) {
    Dl_info information;
    void *address = dlsym(RTLD_DEFAULT, symbol);
    if (address == NULL || dladdr(address, &information) == 0 || information.dli_fname == NULL) return -ENOENT;
    const char *end = strrchr(information.dli_fname, '/');
    if (end == NULL || (size_t)(end - information.dli_fname) >= size) return -ENOENT;
    memcpy(folder, information.dli_fname, (size_t)(end - information.dli_fname));
    folder[end - information.dli_fname] = 0;
    return 0;
}
