// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/websocket_deflate.hpp>
//
#include <zlib.h>
#include <algorithm>
#include <hyper/http/grammar.hpp>
#include <memory>
#include <new>
#include <optional>
#include <vector>

namespace hyper::detail {

// ---- negotiation (RFC 6455 §9.1, RFC 7692 §5 and §7.1) -----------------------------------------

/// Reads `extension *( "," extension )` token by token.
class extension_reader {
 public:
  explicit extension_reader(std::string_view text) : rest_(text) { skip_space(); }

  bool ended() const { return rest_.empty(); }
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    skip_space();
    return true;
  }
  /// A token, or nothing.
  std::string_view token() {
    std::size_t size = 0;
    while (size < rest_.size() && is(rest_[size], token_character)) ++size;
    std::string_view const found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    skip_space();
    return found;
  }
  /// A token, perhaps in quotes; nothing when it is neither.
  std::string_view value() {
    if (rest_.empty() || rest_.front() != '"') return token();
    std::size_t const end = rest_.find('"', 1);
    if (end == std::string_view::npos) return {};
    std::string_view const inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    skip_space();
    return is_token(inside) ? inside : std::string_view();
  }

 private:
  void skip_space() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
      rest_.remove_prefix(1);
  }
  std::string_view rest_;
};

/// One offer of permessage-deflate.
struct deflate_offer {
  bool acceptable = true;  // knows its parameters, each once and with a lawful value
  bool server_no_context = false;
  bool client_no_context = false;
  int server_bits = 0;  // 0: not limited
  bool client_bits_given = false;
  int client_bits = 15;
};

/// 8 … 15 without leading zeros, or 0.
constexpr int window_bits_of(std::string_view text) {
  if (text == "8" || text == "9") return text.front() - '0';
  if (text.size() == 2 && text[0] == '1' && text[1] >= '0' && text[1] <= '5')
    return 10 + text[1] - '0';
  return 0;
}

HYPER_INLINE void note_parameter(deflate_offer& offer, std::string_view name, bool has_value,
                                 std::string_view value) {
  auto const once = [&](bool& flag) {
    if (flag || has_value) offer.acceptable = false;
    flag = true;
  };
  if (name == "server_no_context_takeover") return once(offer.server_no_context);
  if (name == "client_no_context_takeover") return once(offer.client_no_context);
  int const bits = window_bits_of(value);
  if (name == "server_max_window_bits") {
    if (offer.server_bits != 0 || bits == 0) offer.acceptable = false;
    offer.server_bits = bits;
  } else if (name == "client_max_window_bits") {
    if (offer.client_bits_given || (has_value && bits == 0)) offer.acceptable = false;
    offer.client_bits_given = true;
    if (has_value) offer.client_bits = bits;
  } else {
    offer.acceptable = false;
  }
}

/// False when the grammar is broken.
HYPER_INLINE bool read_parameters(extension_reader& from, deflate_offer& offer) {
  while (from.take(';')) {
    std::string_view const name = from.token();
    if (name.empty()) return false;
    bool const has_value = from.take('=');
    std::string_view const value = has_value ? from.value() : std::string_view();
    if (has_value && value.empty()) return false;
    note_parameter(offer, name, has_value, value);
  }
  return from.ended() || from.take(',');
}

/// Whether we can accept. zlib cannot deflate with a window of 256 bytes: it silently takes 512,
/// which such a client cannot inflate.
HYPER_INLINE bool accept_offer(deflate_offer const& offer, websocket_compression const& wanted,
                               deflate_answer& answer) {
  if (!offer.acceptable || offer.server_bits == 8) return false;
  int const bits = std::clamp<int>(wanted.window_bits, 9, 15);
  deflate_agreement& agreed = answer.agreed;
  agreed.active = true;
  agreed.server_keeps_context = wanted.keeps_context && !offer.server_no_context;
  agreed.client_keeps_context = wanted.keeps_context && !offer.client_no_context;
  agreed.server_bits =
      static_cast<std::uint8_t>(offer.server_bits == 0 ? bits : std::min(bits, offer.server_bits));
  agreed.client_bits = static_cast<std::uint8_t>(offer.client_bits_given ? bits : 15);
  agreed.level = wanted.level;
  agreed.smallest_message = wanted.smallest_message;
  answer.extension = "permessage-deflate";
  if (!agreed.server_keeps_context) answer.extension += "; server_no_context_takeover";
  if (!agreed.client_keeps_context) answer.extension += "; client_no_context_takeover";
  if (agreed.server_bits < 15)
    answer.extension += "; server_max_window_bits=" + std::to_string(agreed.server_bits);
  int const client_bits = std::min<int>(agreed.client_bits, offer.client_bits);
  if (client_bits < 15 && client_bits > 8)
    answer.extension += "; client_max_window_bits=" + std::to_string(client_bits);
  return true;
}

HYPER_INLINE deflate_answer negotiate_deflate(std::span<header_field const> fields,
                                              websocket_compression const& wanted) {
  deflate_answer answer;
  for (header_field const& field : fields) {
    if (!same_field_name(field.name, "Sec-WebSocket-Extensions")) continue;
    extension_reader from(field.value);
    do {
      deflate_offer offer;
      std::string_view const name = from.token();
      if (name.empty() || !read_parameters(from, offer)) {
        answer = {};
        answer.malformed = true;
        return answer;
      }
      if (name == "permessage-deflate" && wanted.enabled && !answer.agreed.active)
        accept_offer(offer, wanted, answer);
    } while (!from.ended());
  }
  return answer;
}

// ---- zlib
// ----------------------------------------------------------------------------------------

/// What inflaters and deflaters have given back on this thread.
template <class State>
class state_pool {
 public:
  static constexpr std::size_t kept = 4;
  static std::vector<std::unique_ptr<State>>& spare() {
    thread_local std::vector<std::unique_ptr<State>> states = make();
    return states;
  }

 private:
  static std::vector<std::unique_ptr<State>> make() {
    std::vector<std::unique_ptr<State>> states;
    states.reserve(kept);
    return states;
  }
};

template <class State>
void give_back(State*& state) noexcept {
  std::unique_ptr<State> mine(std::exchange(state, nullptr));
  auto& spare = state_pool<State>::spare();
  if (mine != nullptr && spare.size() < state_pool<State>::kept) spare.push_back(std::move(mine));
}

struct message_inflater::state {
  explicit state(int bits) {
    if (::inflateInit2(&stream, -bits) != Z_OK) throw std::bad_alloc();
  }
  ~state() { ::inflateEnd(&stream); }
  state(state const&) = delete;
  state& operator=(state const&) = delete;

  static state* take(int bits) {
    auto& spare = state_pool<state>::spare();
    if (spare.empty()) return new state(bits);
    std::unique_ptr<state> found = std::move(spare.back());
    spare.pop_back();
    if (::inflateReset2(&found->stream, -bits) != Z_OK) throw std::bad_alloc();
    return found.release();
  }
  z_stream stream{};
};

HYPER_INLINE void message_inflater::release() noexcept {
  if (state_ != nullptr) give_back(state_);
}

HYPER_INLINE inflate_outcome message_inflater::add(std::string_view piece, std::string& out,
                                                   std::size_t limit) {
  if (state_ == nullptr) state_ = state::take(bits_);
  z_stream& stream = state_->stream;
  constexpr std::size_t largest_piece = 1u << 30;  // zlib counts in 32 bits
  if (piece.size() > largest_piece) {
    inflate_outcome const begun = add(piece.substr(0, largest_piece), out, limit);
    return begun == inflate_outcome::good ? add(piece.substr(largest_piece), out, limit) : begun;
  }
  char inflated[16 * 1024];
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
  stream.avail_in = static_cast<uInt>(piece.size());
  do {
    stream.next_out = reinterpret_cast<Bytef*>(inflated);
    stream.avail_out = sizeof inflated;
    int const how = ::inflate(&stream, Z_SYNC_FLUSH);
    if (how == Z_MEM_ERROR) throw std::bad_alloc();
    if (how != Z_OK && how != Z_BUF_ERROR && how != Z_STREAM_END) return inflate_outcome::corrupt;
    std::size_t const count = sizeof inflated - stream.avail_out;
    if (count > limit - std::min(limit, out.size())) return inflate_outcome::too_big;
    out.append(inflated, count);
    // A block may be marked as the last one (RFC 7692 §7.2.3.4); what follows begins a new one.
    if (how == Z_STREAM_END) ::inflateResetKeep(&stream);
    if (how == Z_BUF_ERROR) break;
  } while (stream.avail_in > 0 || stream.avail_out == 0);
  return inflate_outcome::good;
}

HYPER_INLINE inflate_outcome message_inflater::finish(std::string& out, std::size_t limit) {
  inflate_outcome how = add(std::string_view("\x00\x00\xff\xff", 4), out, limit);
  // At the end of a block, with no bit left: else those four bytes were taken for something else.
  constexpr int end_of_block = 128;
  if (how == inflate_outcome::good && (state_->stream.data_type & 0xff & ~64) != end_of_block)
    how = inflate_outcome::corrupt;
  if (!keeps_context_ || how != inflate_outcome::good) release();
  return how;
}

struct message_deflater::state {
  state(int with_bits, int with_level) : bits(with_bits), level(with_level) {
    if (::deflateInit2(&stream, level, Z_DEFLATED, -bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~state() { ::deflateEnd(&stream); }
  state(state const&) = delete;
  state& operator=(state const&) = delete;

  static state* take(int bits, int level) {
    auto& spare = state_pool<state>::spare();
    while (!spare.empty()) {
      std::unique_ptr<state> found = std::move(spare.back());
      spare.pop_back();
      if (found->bits == bits && found->level == level && ::deflateReset(&found->stream) == Z_OK)
        return found.release();
    }
    return new state(bits, level);
  }
  z_stream stream{};
  int bits;
  int level;
};

HYPER_INLINE void message_deflater::release() noexcept {
  if (state_ != nullptr) give_back(state_);
}

HYPER_INLINE void message_deflater::deflate(std::string_view message, std::string& out) {
  if (message.empty()) {  // zlib says nothing when there is nothing new to flush
    out += '\0';
    return;
  }
  if (state_ == nullptr) state_ = state::take(bits_, level_);
  z_stream& stream = state_->stream;
  char deflated[16 * 1024];
  do {
    std::size_t const count = std::min<std::size_t>(message.size(), 1u << 30);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(message.data()));
    stream.avail_in = static_cast<uInt>(count);
    message.remove_prefix(count);
    do {
      stream.next_out = reinterpret_cast<Bytef*>(deflated);
      stream.avail_out = sizeof deflated;
      ::deflate(&stream, message.empty() ? Z_SYNC_FLUSH : Z_NO_FLUSH);
      out.append(deflated, sizeof deflated - stream.avail_out);
    } while (stream.avail_out == 0);
  } while (!message.empty());
  out.resize(out.size() - 4);  // 00 00 ff ff
  if (!keeps_context_) release();
}

}  // namespace hyper::detail
