// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/control_socket.hpp>
//
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <hyper/app/setting.hpp>
#include <utility>

namespace hyper::detail {

inline constexpr std::size_t longest_control_message = 64u << 10;
inline constexpr std::size_t most_control_descriptors = 16;

/// A socket address may have 107 bytes, a path more: the folder is opened and named by number.
class socket_place {
 public:
  explicit socket_place(std::string const& path) {
    std::size_t const slash = path.rfind('/');
    std::string const folder = slash == path.npos ? "." : path.substr(0, slash + 1);
    folder_ = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    std::string const near = "/proc/self/fd/" + std::to_string(folder_) + "/" +
                             path.substr(slash == path.npos ? 0 : slash + 1);
    std::string const& used = path.size() < sizeof address_.sun_path ? path : near;
    address_.sun_family = AF_UNIX;
    fits_ = used.size() < sizeof address_.sun_path;
    if (fits_) std::memcpy(address_.sun_path, used.data(), used.size());
  }
  ~socket_place() {
    if (folder_ >= 0) ::close(folder_);
  }
  socket_place(socket_place const&) = delete;
  socket_place& operator=(socket_place const&) = delete;

  bool fits() const { return fits_; }
  sockaddr const* address() const { return reinterpret_cast<sockaddr const*>(&address_); }

 private:
  sockaddr_un address_{};
  int folder_ = -1;
  bool fits_ = false;
};

HYPER_INLINE control_channel::control_channel(control_channel&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

HYPER_INLINE control_channel& control_channel::operator=(control_channel&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

HYPER_INLINE void control_channel::close() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

HYPER_INLINE control_channel control_channel::connect(std::string const& path) {
  socket_place const place(path);
  control_channel made(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  if (!place.fits() || ::connect(made.descriptor(), place.address(), sizeof(sockaddr_un)) != 0)
    made.close();
  return made;
}

HYPER_INLINE bool control_channel::send(std::string_view text,
                                        std::span<int const> descriptors) const noexcept {
  alignas(cmsghdr) char room[CMSG_SPACE(most_control_descriptors * sizeof(int))]{};
  iovec piece{const_cast<char*>(text.data()), text.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  if (descriptors.size() > most_control_descriptors) return false;
  if (!descriptors.empty()) {
    message.msg_control = room;
    message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(head), descriptors.data(), descriptors.size_bytes());
  }
  ssize_t sent = 0;
  do sent = ::sendmsg(descriptor_, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(text.size());
}

HYPER_INLINE std::optional<control_message> control_channel::receive(int milliseconds) const {
  pollfd waiting{descriptor_, POLLIN, 0};
  if (::poll(&waiting, 1, milliseconds) <= 0) return std::nullopt;
  alignas(cmsghdr) char room[CMSG_SPACE(most_control_descriptors * sizeof(int))]{};
  control_message got;
  got.text.resize(longest_control_message);
  iovec piece{got.text.data(), got.text.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  ssize_t const size = ::recvmsg(descriptor_, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  for (cmsghdr* head = CMSG_FIRSTHDR(&message); size > 0 && head != nullptr;
       head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    got.descriptors.resize((head->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    std::memcpy(got.descriptors.data(), CMSG_DATA(head), got.descriptors.size() * sizeof(int));
  }
  if (size <= 0) return std::nullopt;
  got.text.resize(static_cast<std::size_t>(size));
  return got;
}

HYPER_INLINE control_socket::control_socket(std::string path) : path_(std::move(path)) {
  socket_place const place(path_);
  ::unlink(path_.c_str());
  descriptor_ = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  // Nobody can connect before `listen`, so there is no moment with the wrong rights.
  bool const made = descriptor_ >= 0 && place.fits() &&
                    ::bind(descriptor_, place.address(), sizeof(sockaddr_un)) == 0 &&
                    ::chmod(path_.c_str(), 0600) == 0 && ::listen(descriptor_, 16) == 0;
  if (made) return;
  std::string const why = place.fits() ? std::strerror(errno) : "its path is too long";
  if (descriptor_ >= 0) ::close(descriptor_);
  throw cannot_start("The control socket " + path_ + " cannot be made: " + why + ".");
}

HYPER_INLINE control_socket::~control_socket() {
  if (descriptor_ < 0) return;
  ::unlink(path_.c_str());
  ::close(descriptor_);
}

HYPER_INLINE void control_socket::leave() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

HYPER_INLINE control_channel control_socket::accept() const {
  control_channel arrived(::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC));
  ucred who{};
  socklen_t size = sizeof who;
  bool const known = arrived.connected() &&
                     ::getsockopt(arrived.descriptor(), SOL_SOCKET, SO_PEERCRED, &who, &size) == 0;
  if (known && (who.uid == ::geteuid() || who.uid == 0)) return arrived;
  return {};
}

}  // namespace hyper::detail
