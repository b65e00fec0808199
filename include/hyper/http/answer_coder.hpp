// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/request.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// Changes a body that is written in pieces. It belongs to one answer.
class piece_coder {
 public:
  virtual ~piece_coder() = default;
  /// Appends what is sent for a piece, so that the client can read all of it at once.
  virtual void code(std::string_view piece, std::string& to) = 0;
  /// Appends what is sent at the end.
  virtual void finish(std::string& to) = 0;
};

/// Changes the bodies of answers on their way out, as compression does: `exchange::code_with`. One
/// serves all requests of all threads.
class answer_coder {
 public:
  /// What is sent instead of a whole body: the body itself, or a view of `made`. May change the
  /// answer's lines.
  virtual std::string_view code(request const& asked, int status, std::string_view content_type,
                                std::string_view body, std::string& lines,
                                std::string& made) const = 0;
  /// The same for a body in pieces: the caller owns the coder, and nullptr leaves the pieces alone.
  virtual piece_coder* begin(request const& asked, int status, std::string_view content_type,
                             std::string& lines) const = 0;

 protected:
  ~answer_coder() = default;
};

}  // namespace hyper
