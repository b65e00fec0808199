// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/chunked.hpp>
#include <hyper/http/request.hpp>
#include <string_view>
#include <vector>

namespace hyper {

namespace detail {
struct field_line;
}

/// How much of a request is read before it is refused. Sizes are bytes.
struct parser_limits {
  std::uint32_t request_line = 8 * 1024;      ///< without its CRLF; beyond: 414
  std::uint32_t target = 8 * 1000;            ///< beyond: 414
  std::uint32_t header_block = 16 * 1024;     ///< all field lines with their CRLFs; beyond: 431
  std::uint32_t fields = 100;                 ///< beyond: 431
  std::size_t body = 10u << 20;               ///< after its transfer coding is undone; beyond: 413
  std::uint32_t chunk_line = 512;             ///< one chunk's size and extensions; beyond: 400
  std::uint32_t chunk_extensions = 8 * 1024;  ///< of all chunks of a body; beyond: 400
  std::uint32_t trailers = 8 * 1024;          ///< the lines after the last chunk; beyond: 431
};

/// Reads one HTTP/1.1 or HTTP/1.0 request (RFC 9112) as its bytes arrive. It is strict: what two
/// implementations could read in two ways is refused, and the connection must then be closed.
///
/// The bytes of a request stand in one buffer that its owner extends, and may move, between calls.
/// The parser remembers how far it has come, so however the bytes are cut, each is looked at a
/// bounded number of times and the result is the same.
class request_parser {
 public:
  enum class progress : std::uint8_t { incomplete, head, complete, refused };

  explicit request_parser(parser_limits const& limits) : limits_(limits) { fields_.reserve(32); }

  /// Reads on. `data[0, size)` begins with the request's first byte. A chunked body is decoded in
  /// place, which makes `size` smaller; bytes after the request stay, behind it.
  progress parse(char* data, std::size_t& size);

  /// Lets `parse` stop with `head` before it reads a body, so that somebody may decide about it.
  void stop_at_body() { stops_at_body_ = true; }
  /// After `head`: the body may be so large. False when it is announced to be larger: refused, 413.
  bool accept_body(std::size_t limit) { return accept_body(limits_of_chunks(limit)); }
  /// The same, with limits of its own for a chunked one.
  bool accept_body(chunked_limits const& limits);
  bool chunked() const { return framing_.chunked; }
  /// After `head`: the length of the body, unless it is chunked.
  std::size_t body_length() const { return length_; }
  chunked_limits limits_of_chunks(std::size_t body) const {
    return {body, limits_.chunk_line, limits_.chunk_extensions, limits_.trailers, limits_.fields};
  }

  /// After `complete`: the number of bytes of the buffer that belong to the request.
  std::size_t consumed() const { return position_; }
  /// Describes the request as views of this buffer, which last until `next` or a change of it.
  /// After `refused` or `incomplete` it gives what is known: perhaps the request line, no fields.
  void describe(char const* data, request& out);

  int status() const { return status_; }         ///< after `refused`: 400 … 505
  std::string_view why() const { return why_; }  ///< after `refused`: one sentence
  bool head_complete() const { return phase_ >= phase::head && phase_ != phase::refused; }
  /// The head is complete, and the client waits for "100 Continue" before it sends the body.
  bool expects_continue() const {
    return framing_.expects_continue && (phase_ == phase::body || phase_ == phase::head);
  }
  /// After `head_complete`: the bytes of the request line and fields.
  std::size_t head_size() const { return body_; }
  /// How many bytes must still come at least: worth reserving room for.
  std::size_t bytes_missing(std::size_t size) const;

  /// Forgets the request: the next one begins at data[0].
  void next();

 private:
  enum class phase : std::uint8_t { request_line, fields, head, body, done, refused };
  /// A piece of the request, as an offset because the buffer may move.
  struct piece {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  struct slot {
    piece name;
    piece value;
  };
  struct request_line {
    http_method method = http_method::other;
    std::uint8_t minor_version = 1;
    piece method_name, target, path, query, authority, host;
  };
  struct framing {
    bool has_host = false;
    bool has_length = false;
    bool has_coding = false;
    bool chunked = false;
    bool unknown_coding = false;
    bool says_close = false;
    bool says_keep_alive = false;
    bool expects_continue = false;
  };

  static piece place(char const* data, std::string_view text) {
    return {static_cast<std::uint32_t>(text.data() - data),
            static_cast<std::uint32_t>(text.size())};
  }
  static std::string_view text(char const* data, piece at) { return {data + at.begin, at.size}; }

  bool refuse(int status, std::string_view why);
  progress state() const;
  bool find_line(char const* data, std::size_t size, std::size_t from, std::size_t limit);
  bool refuse_long_line(char const* data, std::size_t limit);
  bool take_usual_line(char const* data, std::size_t size);
  bool take_usual_field(char const* data, std::size_t size, detail::field_line& field);
  bool read_first_line(char const* data, std::size_t size);
  bool read_request_line(char const* data, std::string_view text);
  bool read_version(std::string_view version);
  bool read_target(char const* data, std::string_view target);
  bool read_absolute_target(char const* data, std::string_view target);
  bool read_path(char const* data, std::string_view target);
  bool read_fields(char const* data, std::size_t size);
  bool take_known_block(char const* data, std::size_t size);
  void remember_block(char const* data);
  void view_fields(char const* block);
  bool read_known_field(char const* data, std::string_view name, std::string_view value);
  bool read_host(char const* data, std::string_view value);
  bool read_expect(std::string_view value);
  bool read_content_length(std::string_view value);
  bool read_transfer_encoding(std::string_view value);
  void read_connection(std::string_view value);
  bool end_head(char const* data);
  void read_body(char* data, std::size_t& size);

  /// A host that has been found well-formed. Nearly all requests name the same one.
  class seen_host {
   public:
    bool is(std::string_view host) const {
      return host.size() == size_ && size_ != 0 && host == std::string_view(text_, size_);
    }
    void remember(std::string_view host) {
      size_ = host.size() <= sizeof text_ ? host.copy(text_, sizeof text_) : 0;
    }

   private:
    char text_[56];
    std::size_t size_ = 0;
  };

  /// The header block that was read last. Clients send the same one with nearly every request, and
  /// what it says need not be read again: `slots_` and the rest are still there. Only of HTTP/1.1,
  /// and without a body or an expectation.
  class seen_block {
   public:
    bool is_at_front_of(std::string_view bytes) const {
      return size_ != 0 && bytes.starts_with(std::string_view(text_, size_));
    }
    void remember(std::string_view block, framing const& said, piece host) {
      size_ = block.size() <= sizeof text_ ? block.copy(text_, sizeof text_) : 0;
      said_ = said;
      host_ = host;
    }
    void forget() { size_ = 0; }
    std::size_t size() const { return size_; }
    framing const& said() const { return said_; }
    piece host() const { return host_; }  ///< counted from the block

   private:
    char text_[1000];
    std::size_t size_ = 0;
    framing said_;
    piece host_;
  };

  parser_limits const& limits_;
  seen_host known_host_;
  seen_block known_block_;
  phase phase_ = phase::request_line;
  int status_ = 0;
  std::string_view why_;
  request_line found_;
  framing framing_;
  std::size_t line_ = 0;      // where the line begins that is being read
  std::size_t searched_ = 0;  // no LF between line_ and here; after it is found, behind it
  std::size_t block_ = 0;     // where the field lines begin
  std::size_t position_ = 0;  // the end of what has been understood
  std::size_t body_ = 0;      // where the body begins
  std::size_t length_ = 0;    // of the body
  chunked_decoder chunks_;
  std::vector<slot> slots_;           // counted from the block; also those of the known block
  std::vector<header_field> fields_;  // the slots as views of the block
  char const* viewed_ = nullptr;      // where it stood, or nullptr
  bool stops_at_body_ = false;
};

/// The method of this name; names are case-sensitive.
http_method method_of(std::string_view name);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/parser.ipp>
#endif
