// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "haku_child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confinement.h"

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

static void limit(int resource, rlim_t value) {
    struct rlimit now;
    // A limit that is lower already stays.
    if (getrlimit(resource, &now) == 0 && now.rlim_max != RLIM_INFINITY && now.rlim_max < value) value = now.rlim_max;
    now.rlim_cur = value;
    now.rlim_max = value;
    setrlimit(resource, &now);
}

/// Closes every descriptor from `first` on.
static void close_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, (unsigned)first, UINT_MAX, 0) == 0) return;
#endif
    struct rlimit files;
    int end = 1 << 16;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < (rlim_t)end) end = (int)files.rlim_cur;
    for (int file = first; file < end; file++) close(file);
}

struct start {
    const char *program;
    const char *const *arguments;
    const char *const *environment;
    int input, output, errors, report;
    const char *beside;
    const char *folder;
    const struct haku_child_limits *limits;
    pid_t parent;
};

/// In the child: system calls only. Ends with exec, or tells through `report` why it could not.
static void become(const struct start *start) {
    int file = -1;
    sigset_t none;
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have ended before that was said.
    if (getppid() != start->parent) _exit(127);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    // Out of the way first: a descriptor may be one of those that it is to replace.
    int files[4] = {start->input, start->output, start->errors, start->report};
    for (int index = 0; index < 4; index++) {
        files[index] = fcntl(files[index], F_DUPFD, 10);
        if (files[index] < 0) goto failed;
    }
    for (int index = 0; index < 4; index++) {
        if (dup2(files[index], index) < 0) goto failed;
    }
    file = 3;
    fcntl(3, F_SETFD, FD_CLOEXEC);
    close_from(4);
    if (chdir("/") != 0) goto failed;

    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 256);
    limit(RLIMIT_CPU, start->limits->processor_seconds);
    limit(RLIMIT_DATA, start->limits->memory);
    limit(RLIMIT_AS, start->limits->address_space);

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) goto failed;
    haku_confine_files(start->beside, start->folder);
    haku_confine_calls();
    execve(start->program, (char *const *)start->arguments, (char *const *)start->environment);

failed : {
    int error = errno;
    ssize_t ignored = write(file < 0 ? start->report : file, &error, sizeof error);
    (void)ignored;
    _exit(127);
}
}

pid_t haku_child_start(
    const char *program, const char *arguments, size_t arguments_length, const char *environment,
    size_t environment_length, int input, int output, int errors, const char *folder,
    const struct haku_child_limits *limits) {
    const char *argument_list[most_strings + 1];
    const char *environment_list[most_strings + 1];
    if (split(arguments, arguments_length, argument_list) < 1) return -EINVAL;
    if (split(environment, environment_length, environment_list) < 0) return -EINVAL;

    // /opt/tool/bin/program may read below /opt/tool. A program right below / may not read everything.
    char beside[PATH_MAX];
    const char *allowed = NULL;
    if (realpath(program, beside) != NULL) {
        for (int up = 0; up < 2; up++) {
            char *slash = strrchr(beside, '/');
            if (slash != NULL) *slash = 0;
        }
        if (beside[0] != 0) allowed = beside;
    }

    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return -errno;
    struct start start = {
        program, argument_list, environment_list, input, output, errors, report[1], allowed, folder, limits, getpid(),
    };
    // No signal handler of the parent's may run in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = fork();
    int failure = errno;
    if (child == 0) become(&start);
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
    return (haku_can_confine_calls() ? HAKU_CHILD_NO_NETWORK : 0) | (haku_can_confine_files() ? HAKU_CHILD_FILES : 0);
}
