/* Between a program and the disk: records what is written and flushed, or lets the n-th call fail.
 * Loaded with LD_PRELOAD; looks only at files whose path contains CHAOS_PATH.
 * Recording: CHAOS_TRACE names the file that gets one record for each call.
 * Failing: chaos_arm(n, times, kind) from inside the process; kinds are listed at `fails`. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 4096
static char *names[FILES];
static int trace_fd = -1;
static long calls, first, last;
static int kind;
static long failed;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_pread)(int, void *, size_t, off64_t);
static int (*real_fsync)(int), (*real_fdatasync)(int), (*real_truncate)(int, off64_t);
static int (*real_open)(const char *, int, ...), (*real_close)(int), (*real_unlink)(const char *);

static void ready(void) {
  if (real_unlink) return;
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_pread = dlsym(RTLD_NEXT, "pread64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_open = dlsym(RTLD_NEXT, "open64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  const char *trace = getenv("CHAOS_TRACE");
  if (trace) trace_fd = real_open(trace, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static const char *ours(int fd) { return fd >= 0 && fd < FILES ? names[fd] : 0; }

/* One record: what, length of the name, of the data, offset, then name and data. */
static void record(char what, const char *name, const void *data, size_t size, int64_t offset) {
  if (trace_fd < 0) return;
  struct { char what; char pad[7]; uint64_t name, size; int64_t offset; } head = {what, {0}, strlen(name), size, offset};
  pthread_mutex_lock(&lock);
  real_write(trace_fd, &head, sizeof head);
  real_write(trace_fd, name, head.name);
  if (size && data) real_write(trace_fd, data, size);
  pthread_mutex_unlock(&lock);
}

void chaos_arm(long n, long times, int how) { calls = 0; first = n; last = n + times - 1; kind = how; failed = 0; }
long chaos_calls(void) { return calls; }
long chaos_failed(void) { return failed; }

/* Kinds: 0 ENOSPC, 1 EIO, 2 EINTR once, 3 half of it written, 4 EDQUOT; of reads: 5 EIO, 6 EUCLEAN.
 * True: fail, errno is set. */
static int fails(int reading) {
  if (reading != (kind >= 5)) return 0;
  calls++;
  if (!first || calls < first || calls > last) return 0;
  failed++;
  errno = kind == 0 ? ENOSPC : kind == 1 ? EIO : kind == 2 ? EINTR : kind == 4 ? EDQUOT : kind == 5 ? EIO : kind == 6 ? EUCLEAN : 0;
  return 1;
}

static int opened(int fd, const char *path) {
  const char *wanted = getenv("CHAOS_PATH");
  if (fd >= 0 && fd < FILES) {
    free(names[fd]);
    names[fd] = wanted && strstr(path, wanted) && !strstr(path, "-shm") ? strdup(path) : 0;
  }
  return fd;
}

static int open_any(const char *path, int flags, mode_t mode) {
  ready();
  int fd = real_open(path, flags, mode);
  opened(fd, path);
  if (ours(fd) && (flags & O_TRUNC)) record('t', names[fd], 0, 0, 0);
  return fd;
}
#define MODE(flags) mode_t mode = 0; if (flags & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { MODE(flags) return open_any(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_any(path, flags, mode); }

int close(int fd) {
  ready();
  if (ours(fd)) { free(names[fd]); names[fd] = 0; }
  return real_close(fd);
}

static ssize_t put(int fd, const void *data, size_t size, off64_t offset, int at) {
  ready();
  const char *name = ours(fd);
  if (name && fails(0)) {
    if (kind != 3 || size < 2) return kind == 3 ? (errno = EIO, -1) : -1;
    size /= 2;
  }
  ssize_t done = at ? real_pwrite(fd, data, size, offset) : real_write(fd, data, size);
  if (name && done > 0) record(at ? 'w' : 'a', name, data, done, at ? offset : -1);
  return done;
}
ssize_t write(int fd, const void *data, size_t size) { return put(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return put(fd, data, size, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return put(fd, data, size, offset, 1); }

static ssize_t get(int fd, void *data, size_t size, off64_t offset) {
  ready();
  if (ours(fd) && fails(1)) return -1;
  return real_pread(fd, data, size, offset);
}
ssize_t pread(int fd, void *data, size_t size, off_t offset) { return get(fd, data, size, offset); }
ssize_t pread64(int fd, void *data, size_t size, off64_t offset) { return get(fd, data, size, offset); }

static int flush(int fd, int (*real)(int)) {
  const char *name = ours(fd);
  if (name && fails(0)) { if (kind == 3) errno = EIO; return -1; }
  int done = real(fd);
  if (name && !done) record('s', name, 0, 0, 0);
  return done;
}
int fsync(int fd) { ready(); return flush(fd, real_fsync); }
int fdatasync(int fd) { ready(); return flush(fd, real_fdatasync); }

static int cut(int fd, off64_t size) {
  ready();
  const char *name = ours(fd);
  if (name && fails(0)) { if (kind == 3) errno = EIO; return -1; }
  int done = real_truncate(fd, size);
  if (name && !done) record('t', name, 0, 0, size);
  return done;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

int unlink(const char *path) {
  ready();
  int done = real_unlink(path);
  const char *wanted = getenv("CHAOS_PATH");
  if (!done && wanted && strstr(path, wanted) && !strstr(path, "-shm")) record('u', path, 0, 0, 0);
  return done;
}
