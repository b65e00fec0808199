// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/file_body.hpp>
//
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cerrno>

namespace hyper {

HYPER_INLINE file_body::file_body(int descriptor, std::vector<answer_piece> pieces)
    : descriptor_(descriptor), pieces_(std::move(pieces)) {
  for (answer_piece const& each : pieces_) length_ += each.text.size() + each.bytes.size;
  advance(0);
}

HYPER_INLINE file_body::~file_body() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

/// Also steps over pieces that hold nothing.
HYPER_INLINE void file_body::advance(std::uint64_t count) {
  sent_ += count;
  while (!done() && sent_ == pieces_[piece_].text.size() + pieces_[piece_].bytes.size) {
    ++piece_;
    sent_ = 0;
  }
}

HYPER_INLINE file_body::progress file_body::send_to(int socket, std::size_t most,
                                                    std::size_t& sent) {
  answer_piece const& now = pieces_[piece_];
  ssize_t done = 0;
  if (sent_ < now.text.size()) {
    bool const more = now.bytes.size != 0 || piece_ + 1 != pieces_.size();
    done = ::send(socket, now.text.data() + sent_, now.text.size() - sent_,
                  MSG_NOSIGNAL | (more ? MSG_MORE : 0));
  } else {
    std::uint64_t const passed = sent_ - now.text.size();
    std::uint64_t const left = now.bytes.size - passed;
    auto from = static_cast<off_t>(now.bytes.begin + passed);
    done =
        ::sendfile(socket, descriptor_, &from, static_cast<std::size_t>(left < most ? left : most));
    if (done == 0) return progress::failed;  // the file ends here
  }
  sent = done > 0 ? static_cast<std::size_t>(done) : 0;
  if (done < 0 && errno == EINTR) return progress::going_on;
  if (done < 0) return errno == EAGAIN ? progress::must_wait : progress::failed;
  advance(sent);
  return progress::going_on;
}

HYPER_INLINE bool file_body::append_to(std::string& output) {
  while (!done()) {
    answer_piece const& now = pieces_[piece_];
    output += now.text;
    std::size_t const before = output.size();
    output.resize(before + now.bytes.size);
    for (std::uint64_t have = 0; have < now.bytes.size;) {
      ssize_t const got = ::pread(descriptor_, output.data() + before + have, now.bytes.size - have,
                                  static_cast<off_t>(now.bytes.begin + have));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      have += static_cast<std::uint64_t>(got);
    }
    advance(now.text.size() + now.bytes.size);
  }
  return true;
}

}  // namespace hyper
