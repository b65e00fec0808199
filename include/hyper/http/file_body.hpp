// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/representation.hpp>
#include <string>
#include <utility>
#include <vector>

namespace hyper {

/// The body of an answer as texts and pieces of an open file, which the body owns and closes.
/// Nothing else may depend on the descriptor's position; it is not moved.
class file_body {
 public:
  /// Takes the descriptor over. Each piece is a text and then some bytes of the file.
  file_body(int descriptor, std::vector<answer_piece> pieces);
  file_body(file_body&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)),
        pieces_(std::move(other.pieces_)),
        length_(other.length_),
        piece_(other.piece_),
        sent_(other.sent_) {}
  file_body& operator=(file_body&&) = delete;
  ~file_body();

  std::uint64_t length() const { return length_; }
  bool done() const { return piece_ == pieces_.size(); }

  enum class progress : std::uint8_t { going_on, must_wait, failed };
  /// Sends a part to a socket, from the kernel's memory to the kernel's memory (sendfile(2)), at
  /// most so many bytes of the file; `sent` is how much it was. A file that has become shorter is a
  /// failure.
  progress send_to(int socket, std::size_t most, std::size_t& sent);
  /// Reads all of it into memory; false when the file is shorter.
  bool append_to(std::string& output);

 private:
  void advance(std::uint64_t count);

  int descriptor_;
  std::vector<answer_piece> pieces_;
  std::uint64_t length_ = 0;
  std::size_t piece_ = 0;   // the first that is not sent yet
  std::uint64_t sent_ = 0;  // of its text, and then of its bytes
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/file_body.ipp>
#endif
