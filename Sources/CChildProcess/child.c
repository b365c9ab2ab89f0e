// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "haku_child.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confinement.h"
#include "supervisor.h"

enum { most_strings = 64 };

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
    const char *list[8];
    int count;
};

/// Adds `folder` and, where there is one, `below` in it.
static void add_folder(struct folders *folders, const char *folder, const char *below) {
    char *path = folders->paths[folders->count];
    if (snprintf(path, PATH_MAX, "%s%s", folder, below) >= PATH_MAX) return;
    folders->list[folders->count++] = path;
    folders->list[folders->count] = NULL;
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

pid_t haku_child_start(
    const char *program, const char *arguments, size_t arguments_length, const char *environment,
    size_t environment_length, int input, int output, int errors, const char *folder,
    const struct haku_child_limits *limits) {
    const char *argument_list[most_strings + 1];
    const char *environment_list[most_strings + 1];
    if (split(arguments, arguments_length, argument_list) < 1) return -EINVAL;
    if (split(environment, environment_length, environment_list) < 0) return -EINVAL;

    // By its own name, for links to it may lie where it will not see them.
    char path[PATH_MAX];
    if (realpath(program, path) == NULL) return -errno;
    struct folders folders = {.count = 0};
    add_folders_of(&folders, path);
    if (folder != NULL) add_folder(&folders, folder, "");

    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return -errno;
    struct haku_start start = {
        .program = path,
        .arguments = argument_list,
        .environment = environment_list,
        .input = input,
        .output = output,
        .errors = errors,
        .report = report[1],
        .folders = folders.list,
        .limits = limits,
        .parent = getpid(),
        .is_hidden = haku_can_hide(),
    };
    // No signal handler of the parent's may run in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = fork();
    int failure = errno;
    if (child == 0) haku_supervise(&start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        return -failure;
    }
    int error = 0;
    ssize_t count;
    do count = read(report[0], &error, sizeof error);
    while (count < 0 && errno == EINTR);
    close(report[0]);
    if (count == (ssize_t)sizeof error) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
        }
        return error > 0 ? -error : -EIO;
    }
    return child;
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

int haku_child_confinement(void) {
    return (haku_can_confine_calls() ? HAKU_CHILD_CALLS : 0) | (haku_can_confine_files() ? HAKU_CHILD_FILES : 0)
        | (haku_can_hide() ? HAKU_CHILD_HIDDEN : 0);
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
