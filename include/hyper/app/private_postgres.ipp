// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/private_postgres.hpp>
//
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <hyper/app/setting.hpp>
#include <vector>

namespace hyper {
namespace detail {

HYPER_INLINE std::string system_reason() { return std::strerror(errno); }

/// Whom the server runs as: PostgreSQL refuses to be run by root.
struct cluster_owner {
  bool changes = false;  // this process is root and must become someone else
  uid_t user = 0;
  gid_t group = 0;
  std::vector<gid_t> groups;
};

HYPER_INLINE cluster_owner find_cluster_owner() {
  cluster_owner owner{false, geteuid(), getegid(), {}};
  if (owner.user != 0) return owner;
  passwd const* const account = getpwnam("postgres");
  if (account == nullptr)
    throw cannot_start(
        "PostgreSQL cannot be run by root, and there is no user postgres to run it as: start the "
        "application as an ordinary user.");
  owner = {true, account->pw_uid, account->pw_gid, std::vector<gid_t>(64)};
  int count = 64;
  if (getgrouplist("postgres", owner.group, owner.groups.data(), &count) < 0) count = 0;
  owner.groups.resize(static_cast<std::size_t>(count));
  return owner;
}

/// Between fork and exec only system calls are allowed: everything here is made ready before.
struct prepared_program {
  std::vector<char*> words;
  std::vector<char*> environment;
  char const* directory;
  int output;
  int death_signal;
  pid_t parent;
};

[[noreturn]] HYPER_INLINE void become(prepared_program const& what, cluster_owner const& owner) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  // A group of its own: Ctrl-C is for the application, which still needs its database then.
  setpgid(0, 0);
  umask(077);
  if (owner.changes && (setgroups(owner.groups.size(), owner.groups.data()) != 0 ||
                        setgid(owner.group) != 0 || setuid(owner.user) != 0))
    _exit(126);
  // After the change of user, which forgets it.
  prctl(PR_SET_PDEATHSIG, what.death_signal);
  if (getppid() != what.parent) _exit(126);
  int const nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (chdir(what.directory) != 0 || nothing < 0) _exit(126);
  dup2(nothing, 0);
  dup2(what.output, 1);
  dup2(what.output, 2);
  execve(what.words[0], what.words.data(), what.environment.data());
  _exit(127);
}

/// Runs a program without a shell, its output appended to `log`.
HYPER_INLINE pid_t start_program(std::vector<std::string> words, std::string const& directory,
                                 std::string const& log, cluster_owner const& owner,
                                 int death_signal) {
  std::string variables[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"};
  prepared_program what{{}, {}, directory.c_str(), -1, death_signal, getpid()};
  for (std::string& word : words) what.words.push_back(word.data());
  for (std::string& variable : variables) what.environment.push_back(variable.data());
  what.words.push_back(nullptr);
  what.environment.push_back(nullptr);
  what.output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (what.output < 0)
    throw cannot_start("The file " + log + " cannot be written: " + system_reason() + ".");
  pid_t const child = fork();
  if (child == 0) become(what, owner);
  int const reason = errno;
  ::close(what.output);
  if (child < 0)
    throw cannot_start("No process can be started: " + std::string(std::strerror(reason)) + ".");
  return child;
}

HYPER_INLINE int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

HYPER_INLINE void pause_milliseconds(long milliseconds) {
  timespec const span{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
  nanosleep(&span, nullptr);
}

HYPER_INLINE std::string file_text(std::string const& path, std::size_t at_most_last) {
  std::FILE* const file = std::fopen(path.c_str(), "re");
  if (file == nullptr) return {};
  if (std::fseek(file, -static_cast<long>(at_most_last), SEEK_END) != 0) std::rewind(file);
  std::string text(at_most_last, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

/// Makes a folder and those above it; only the last one is handed to the owner.
HYPER_INLINE void make_folder(std::string const& path, mode_t mode) {
  for (std::size_t slash = path.find('/', 1); slash != path.npos; slash = path.find('/', slash + 1))
    ::mkdir(path.substr(0, slash).c_str(), 0755);
  if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST)
    throw cannot_start("The folder " + path + " cannot be made: " + system_reason() + ".");
}

/// The folder with PostgreSQL's programs: that of `wanted` version if it is not empty, else the
/// newest of the usual places, else one of PATH.
HYPER_INLINE std::string find_programs(std::string const& wanted) {
  std::vector<std::string> candidates;
  glob_t found{};
  for (char const* const pattern : {"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"})
    if (glob(pattern, 0, nullptr, &found) == 0) {
      for (std::size_t i = 0; i < found.gl_pathc; ++i) candidates.emplace_back(found.gl_pathv[i]);
      globfree(&found);
    }
  std::sort(candidates.begin(), candidates.end(), [](auto const& left, auto const& right) {
    return strverscmp(left.c_str(), right.c_str()) > 0;
  });
  char const* const path = std::getenv("PATH");
  std::string const searched = path == nullptr ? "" : path;
  for (std::size_t at = 0; at < searched.size();) {
    std::size_t const colon = std::min(searched.find(':', at), searched.size());
    if (colon > at) candidates.push_back(searched.substr(at, colon - at));
    at = colon + 1;
  }
  std::erase_if(candidates, [](std::string const& folder) {
    return ::access((folder + "/initdb").c_str(), X_OK) != 0 ||
           ::access((folder + "/postgres").c_str(), X_OK) != 0;
  });
  if (candidates.empty())
    throw cannot_start(
        "No PostgreSQL server is installed (looked for initdb and postgres in /usr/lib/postgresql/"
        "*/bin and PATH). Install it (Debian: apt-get install postgresql) or name a running one "
        "with --database-url.");
  for (std::string const& folder : candidates)
    if (wanted.empty() || folder.find("/" + wanted + "/") != folder.npos ||
        folder.find("-" + wanted + "/") != folder.npos)
      return folder;
  return candidates.front();
}

HYPER_INLINE bool may_be_entered_by_others(std::string_view directory) {
  for (std::size_t slash = 1; slash != directory.npos;) {
    slash = directory.find('/', slash + 1);
    struct stat status{};
    std::string const part(directory.substr(0, slash));
    if (::stat(part.c_str(), &status) != 0 || (status.st_mode & S_IXOTH) == 0) return false;
  }
  return true;
}

}  // namespace detail

HYPER_INLINE std::string private_postgres::usual_folder(std::string_view directory,
                                                        std::string_view program) {
  std::string below = "/" + std::string(program.substr(program.rfind('/') + 1)) + "/postgres";
  if (geteuid() != 0 || detail::may_be_entered_by_others(directory))
    return std::string(directory == "/" ? "" : directory) + "/.hyper" + below;
  std::string name;  // a path as one name: no two directories share it
  for (char const c : directory)
    if (c == '/' || c == '%' || static_cast<unsigned char>(c) <= ' ') {
      static constexpr char digits[] = "0123456789abcdef";
      name += '%';
      name += digits[static_cast<unsigned char>(c) >> 4];
      name += digits[c & 15];
    } else {
      name += c;
    }
  return "/var/lib/hyperdjango/" + name + below;
}

HYPER_INLINE private_postgres::private_postgres(std::string folder, int max_connections)
    : folder_(std::move(folder)) {
  std::string const above = folder_.substr(0, folder_.rfind('/'));
  detail::make_folder(above, 0755);
  if (std::FILE* const ignore = std::fopen((above + "/.gitignore").c_str(), "wxe")) {
    std::fputs("*\n", ignore);
    std::fclose(ignore);
  }
  log_ = above + "/postgres.log";
  std::string version = detail::file_text(folder_ + "/PG_VERSION", 16);
  version.erase(std::min(version.find_first_of("\r\n "), version.size()));
  programs_ = detail::find_programs(version);
  if (version.empty()) make_cluster();
  try {
    start(max_connections);
    wait_until_ready();
  } catch (...) {
    stop();
    throw;
  }
}

HYPER_INLINE private_postgres::~private_postgres() { stop(); }

HYPER_INLINE std::string private_postgres::url() const {
  return "postgresql://hyper@/postgres?host=" + sockets_ + "&port=5432";
}

// The cluster is made beside its place and moved there whole, so that an interrupted start leaves
// no half of one behind.
HYPER_INLINE void private_postgres::make_cluster() {
  auto const owner = detail::find_cluster_owner();
  std::string workshop = folder_ + ".XXXXXX";
  if (mkdtemp(workshop.data()) == nullptr)
    throw cannot_start("The folder " + workshop + " cannot be made: " + detail::system_reason() +
                       ".");
  if (owner.changes && chown(workshop.c_str(), owner.user, owner.group) != 0)
    throw cannot_start("The folder " + workshop +
                       " cannot be given to the user postgres: " + detail::system_reason() + ".");
  std::string const data = workshop + "/data";
  pid_t const child = detail::start_program(
      {programs_ + "/initdb", "-D", data, "-U", "hyper", "--auth-local=trust", "--auth-host=reject",
       "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"},
      "/", log_, owner, SIGKILL);
  bool const made = detail::wait_for(child) == 0 && ::rename(data.c_str(), folder_.c_str()) == 0;
  ::rmdir(workshop.c_str());
  if (!made)
    throw cannot_start("PostgreSQL made no cluster in " + folder_ + ". The end of " + log_ + ":\n" +
                       detail::file_text(log_, 1500));
}

HYPER_INLINE void private_postgres::start(int max_connections) {
  auto const owner = detail::find_cluster_owner();
  char const* const temporary = std::getenv("XDG_RUNTIME_DIR");
  std::string sockets = owner.changes || temporary == nullptr ? "/tmp" : temporary;
  if (sockets.size() > 70) sockets = "/tmp";  // a socket's path has at most 107 characters
  sockets += "/hyper-XXXXXX";
  if (mkdtemp(sockets.data()) == nullptr)
    throw cannot_start("The folder " + sockets + " cannot be made: " + detail::system_reason() +
                       ".");
  sockets_ = sockets;
  if (owner.changes && chown(sockets_.c_str(), owner.user, owner.group) != 0)
    throw cannot_start("The folder " + sockets_ +
                       " cannot be given to the user postgres: " + detail::system_reason() + ".");
  process_ = detail::start_program(
      {programs_ + "/postgres", "-D", folder_, "-k", sockets_, "-c", "listen_addresses=", "-c",
       "port=5432", "-c", "max_connections=" + std::to_string(max_connections), "-c",
       "logging_collector=off", "-c", "log_destination=stderr", "-c",
       "unix_socket_permissions=0700"},
      "/", log_, owner, SIGINT);
}

// The server writes its state into the last line of postmaster.pid; its own tools read it there.
HYPER_INLINE void private_postgres::wait_until_ready() {
  std::string const own = std::to_string(process_) + "\n";
  for (int tries = 0; tries < 3000; ++tries) {
    std::string const state = detail::file_text(folder_ + "/postmaster.pid", 2000);
    if (state.starts_with(own) && state.find("\nready") != state.npos) return;
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == process_) {
      process_ = -1;
      throw cannot_start("PostgreSQL did not start in " + folder_ + ". The end of " + log_ + ":\n" +
                         detail::file_text(log_, 1000));
    }
    detail::pause_milliseconds(20);
  }
  throw cannot_start("PostgreSQL took more than a minute to start in " + folder_ + ": see " + log_ +
                     ".");
}

HYPER_INLINE void private_postgres::stop() noexcept {
  // Fast; then without farewell; then by force.
  for (int const kindness : {SIGINT, SIGQUIT, SIGKILL}) {
    if (process_ <= 0) break;
    ::kill(process_, kindness);
    for (int tries = 0; tries < 1000 && process_ > 0; ++tries) {
      int status = 0;
      pid_t const ended = waitpid(process_, &status, WNOHANG);
      if (ended == process_ || (ended < 0 && errno == ECHILD))
        process_ = -1;
      else
        detail::pause_milliseconds(10);
    }
  }
  if (!sockets_.empty()) ::rmdir(sockets_.c_str());
  sockets_.clear();
}

}  // namespace hyper
