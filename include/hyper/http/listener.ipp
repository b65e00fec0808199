// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/listener.hpp>
//
#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace hyper {
namespace detail {

[[noreturn]] HYPER_INLINE void refuse_to_listen(std::string const& address, int reason) {
  std::string why = std::system_category().message(reason);
  if (reason == EADDRINUSE) why = "another process listens there already";
  if (reason == EACCES) why = "this user is not allowed to";
  if (reason == EADDRNOTAVAIL) why = "this machine does not have that address";
  throw cannot_listen("Cannot listen on " + address + ": " + why + ".");
}

/// True when a process accepts connections at this path.
HYPER_INLINE bool somebody_listens(sockaddr_un const& address) {
  int const probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (probe < 0) return true;
  auto const* const where = reinterpret_cast<sockaddr const*>(&address);
  bool const refused = ::connect(probe, where, sizeof address) != 0 && errno == ECONNREFUSED;
  ::close(probe);
  return !refused;
}

HYPER_INLINE gid_t group_number(std::string const& name) {
  char* end = nullptr;
  unsigned long const number = std::strtoul(name.c_str(), &end, 10);
  if (*end == '\0') return static_cast<gid_t>(number);
  char room[16384];
  ::group entry{};
  ::group* found = nullptr;
  if (::getgrnam_r(name.c_str(), &entry, room, sizeof room, &found) != 0 || found == nullptr)
    throw cannot_listen("there is no group '" + name + "' to own the Unix socket");
  return entry.gr_gid;
}

/// Inode numbers are used again, so the moment of the last change belongs to the identity.
HYPER_INLINE file_identity identity_of(std::string const& path) {
  struct stat found{};
  if (::lstat(path.c_str(), &found) != 0) return {};
  return {found.st_dev, found.st_ino, found.st_ctim.tv_sec * 1'000'000'000 + found.st_ctim.tv_nsec};
}

HYPER_INLINE std::string address_text(sockaddr_storage const& address, std::uint16_t& port) {
  char text[INET6_ADDRSTRLEN]{};
  if (address.ss_family == AF_INET6) {
    auto const& six = reinterpret_cast<sockaddr_in6 const&>(address);
    ::inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
    port = ntohs(six.sin6_port);
    return "[" + std::string(text) + "]";
  }
  auto const& four = reinterpret_cast<sockaddr_in const&>(address);
  ::inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
  port = ntohs(four.sin_port);
  return text;
}

// Without the second a kernel takes megabytes of an answer that its reader does not fetch, and
// costs every other client the time to copy them; what it keeps beyond the window is useless.
/// What accepted sockets inherit.
HYPER_INLINE void tune_tcp(int listening) {
  int const yes = 1;
  int const unsent_in_kernel = 128 << 10;  // bytes; half of it is when the socket is writable again
  ::setsockopt(listening, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  ::setsockopt(listening, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent_in_kernel,
               sizeof unsent_in_kernel);
}

/// A bound and listening TCP socket, or -1 with errno.
HYPER_INLINE int listen_tcp(addrinfo const& where, int backlog) {
  int const made = ::socket(where.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (made < 0) return -1;
  int const yes = 1;
  int const no = 0;
  ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  tune_tcp(made);
  if (where.ai_family == AF_INET6) ::setsockopt(made, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
  if (::bind(made, where.ai_addr, where.ai_addrlen) == 0 && ::listen(made, backlog) == 0)
    return made;
  int const reason = errno;
  ::close(made);
  errno = reason;
  return -1;
}

/// The listening socket among these that is bound to exactly this address, or -1.
HYPER_INLINE int find_bound(std::vector<int> const& among, sockaddr const* address,
                            std::size_t size, bool any_port) {
  for (int const each : among) {
    sockaddr_storage bound{};
    socklen_t length = sizeof bound;
    if (::getsockname(each, reinterpret_cast<sockaddr*>(&bound), &length) != 0) continue;
    sockaddr_storage wanted{};
    std::memcpy(&wanted, address, size);
    if (bound.ss_family != wanted.ss_family) continue;
    if (bound.ss_family == AF_INET) {
      auto const& left = reinterpret_cast<sockaddr_in const&>(bound);
      auto const& right = reinterpret_cast<sockaddr_in const&>(wanted);
      if (left.sin_addr.s_addr != right.sin_addr.s_addr) continue;
      if (any_port || left.sin_port == right.sin_port) return each;
    } else if (bound.ss_family == AF_INET6) {
      auto const& left = reinterpret_cast<sockaddr_in6 const&>(bound);
      auto const& right = reinterpret_cast<sockaddr_in6 const&>(wanted);
      if (std::memcmp(&left.sin6_addr, &right.sin6_addr, sizeof left.sin6_addr) != 0) continue;
      if (any_port || left.sin6_port == right.sin6_port) return each;
    } else if (bound.ss_family == AF_UNIX) {
      auto const& left = reinterpret_cast<sockaddr_un const&>(bound);
      auto const& right = reinterpret_cast<sockaddr_un const&>(wanted);
      if (std::strcmp(left.sun_path, right.sun_path) == 0) return each;
    }
  }
  return -1;
}

}  // namespace detail

HYPER_INLINE listening_socket::listening_socket(server_settings const& settings) {
  if (settings.given_socket >= 0)
    take(settings.given_socket);
  else if (settings.unix_socket.empty())
    open_tcp(settings);
  else
    open_unix(settings);
}

HYPER_INLINE void listening_socket::open_tcp(server_settings const& settings) {
  std::string const& host = settings.host;
  bool const everywhere = host.empty() || host == "*";
  std::string const asked =
      (everywhere ? "every address" : host) + ", port " + std::to_string(settings.port);
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  int const failed = ::getaddrinfo(everywhere ? nullptr : host.c_str(),
                                   std::to_string(settings.port).c_str(), &wanted, &found);
  if (failed != 0)
    throw cannot_listen("Cannot listen on " + asked + ": " + ::gai_strerror(failed) + ".");
  int reason = 0;
  for (int const family : {everywhere ? AF_INET6 : AF_INET, everywhere ? AF_INET : AF_INET6}) {
    for (addrinfo* each = found; each != nullptr && descriptor_ < 0; each = each->ai_next) {
      if (each->ai_family != family) continue;
      descriptor_ = detail::find_bound(settings.inherited, each->ai_addr, each->ai_addrlen,
                                       settings.port == 0);
      if (descriptor_ < 0) descriptor_ = detail::listen_tcp(*each, settings.backlog);
      if (descriptor_ < 0) reason = errno;
    }
  }
  ::freeaddrinfo(found);
  if (descriptor_ < 0) detail::refuse_to_listen(asked, reason);
  detail::tune_tcp(descriptor_);  // an inherited one comes from another version, perhaps
  describe();
}

/// A socket of a service manager: its file, if it has one, stays the manager's.
HYPER_INLINE void listening_socket::take(int descriptor) {
  int listens = 0;
  int kind = 0;
  socklen_t size = sizeof listens;
  bool const known = ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 &&
                     ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &size) == 0;
  if (!known || listens == 0 || kind != SOCK_STREAM)
    throw cannot_listen("Cannot listen on descriptor " + std::to_string(descriptor) +
                        ": it is no listening stream socket.");
  descriptor_ = descriptor;
  hidden_ = true;
  ::fcntl(descriptor_, F_SETFD, FD_CLOEXEC);
  ::fcntl(descriptor_, F_SETFL, ::fcntl(descriptor_, F_GETFL) | O_NONBLOCK);
  describe();
  if (path_.empty()) detail::tune_tcp(descriptor_);
}

/// Reads address, port and path off the socket.
HYPER_INLINE void listening_socket::describe() {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  ::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&bound), &size);
  if (bound.ss_family == AF_UNIX) {
    path_ = reinterpret_cast<sockaddr_un const&>(bound).sun_path;
    address_ = "unix:" + path_;
    return;
  }
  std::string const text = detail::address_text(bound, port_);
  address_ = "http://" + text + ":" + std::to_string(port_);
}

HYPER_INLINE void listening_socket::open_unix(server_settings const& settings) {
  sockaddr_un address{};
  std::string const& path = settings.unix_socket;
  if (path.size() >= sizeof address.sun_path || path.find('\0') != std::string_view::npos)
    throw cannot_listen("Cannot listen on the Unix socket " + path + ": a path may have at most " +
                        std::to_string(sizeof address.sun_path - 1) + " bytes.");
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  address_ = "unix:" + path;
  auto const* const where = reinterpret_cast<sockaddr const*>(&address);
  descriptor_ = detail::find_bound(settings.inherited, where, sizeof address, false);
  if (descriptor_ >= 0) {
    path_ = path;
    made_ = detail::identity_of(path);
    return;
  }
  struct stat before{};
  if (::lstat(path.c_str(), &before) == 0) {
    if (!S_ISSOCK(before.st_mode))
      throw cannot_listen("Cannot listen on " + address_ + ": the file there is no socket.");
    if (detail::somebody_listens(address)) detail::refuse_to_listen(address_, EADDRINUSE);
    ::unlink(path.c_str());  // what a killed process left behind
  }
  descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor_ < 0 || ::bind(descriptor_, where, sizeof address) != 0) {
    int const reason = errno;
    close();
    detail::refuse_to_listen(address_, reason);
  }
  begin_listening(settings);
}

HYPER_INLINE void listening_socket::begin_listening(server_settings const& settings) {
  try {
    path_ = settings.unix_socket;
    set_group_and_mode(settings);
    if (::listen(descriptor_, settings.backlog) != 0) detail::refuse_to_listen(address_, errno);
  } catch (...) {
    close();
    throw;
  }
}

// Nobody can connect before `listen`, so there is no moment with the wrong rights.
HYPER_INLINE void listening_socket::set_group_and_mode(server_settings const& settings) {
  bool done = ::chmod(path_.c_str(), settings.unix_socket_mode) == 0;
  if (!settings.unix_socket_group.empty()) {
    gid_t const owner = detail::group_number(settings.unix_socket_group);
    done = done && ::chown(path_.c_str(), static_cast<uid_t>(-1), owner) == 0;
  }
  if (!done) detail::refuse_to_listen(address_, errno);
  made_ = detail::identity_of(path_);
}

// At most once: the next process may have put its own socket there since.
HYPER_INLINE void listening_socket::hide() noexcept {
  if (path_.empty() || hidden_.exchange(true)) return;
  bool const ours = made_.inode == 0 || detail::identity_of(path_) == made_;
  if (ours) ::unlink(path_.c_str());
}

HYPER_INLINE void listening_socket::close() noexcept {
  if (descriptor_ < 0) return;
  hide();
  ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace hyper
