// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/gzip.hpp>
//
#include <zlib.h>
#include <algorithm>
#include <climits>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

namespace hyper {
namespace detail {

/// zlib's memory for one text at a time.
struct gzip_state {
  z_stream stream{};
  gzip_writer::memory kind;

  explicit gzip_state(gzip_writer::memory how, int level) : kind(how) {
    bool const best = how == gzip_writer::memory::best;
    constexpr int gzip_header = 16;
    int const made = deflateInit2(&stream, level, Z_DEFLATED, (best ? 15 : 13) + gzip_header,
                                  best ? 8 : 5, Z_DEFAULT_STRATEGY);
    if (made != Z_OK) throw std::bad_alloc();
  }
  ~gzip_state() { deflateEnd(&stream); }
  gzip_state(gzip_state const&) = delete;
  gzip_state& operator=(gzip_state const&) = delete;
};

/// What a thread keeps to use again, and how many are out.
struct gzip_states {
  static constexpr std::size_t most_kept = 4;
  std::vector<std::unique_ptr<gzip_state>> kept;
  std::size_t lent = 0;

  static gzip_states& of_thread() {
    thread_local gzip_states states;
    return states;
  }
  std::unique_ptr<gzip_state> take(gzip_writer::memory how, int level) {
    auto const found =
        std::find_if(kept.begin(), kept.end(), [&](auto const& each) { return each->kind == how; });
    if (found == kept.end()) return std::make_unique<gzip_state>(how, level);
    std::unique_ptr<gzip_state> state = std::move(*found);
    kept.erase(found);
    deflateReset(&state->stream);
    deflateParams(&state->stream, level, Z_DEFAULT_STRATEGY);
    return state;
  }
  void give_back(gzip_state* state) noexcept {
    --lent;
    std::unique_ptr<gzip_state> owned(state);
    if (kept.size() >= most_kept) return;
    try {
      kept.push_back(std::move(owned));
    } catch (...) {
      // No memory to keep it: it is freed.
    }
  }
};

}  // namespace detail

HYPER_INLINE gzip_writer::gzip_writer(int level, memory how) : state_(nullptr) {
  auto& states = detail::gzip_states::of_thread();
  if (states.lent >= most_gzip_writers) return;
  try {
    state_ = states.take(how, std::clamp(level, 1, 9)).release();
    ++states.lent;
  } catch (std::bad_alloc const&) {
    // Whoever asks sees that there is none.
  }
}

HYPER_INLINE gzip_writer::~gzip_writer() {
  if (state_ != nullptr)
    detail::gzip_states::of_thread().give_back(static_cast<detail::gzip_state*>(state_));
}

HYPER_INLINE void gzip_writer::run(std::string_view text, int mode, std::string& to) {
  if (state_ == nullptr) throw std::logic_error("a gzip_writer without memory was written to");
  z_stream& stream = static_cast<detail::gzip_state*>(state_)->stream;
  unsigned char piece[16 * 1024];
  do {
    // zlib counts in 32 bits.
    std::size_t const taken = std::min<std::size_t>(text.size(), INT_MAX);
    bool const all = taken == text.size();
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(taken);
    do {
      stream.next_out = piece;
      stream.avail_out = sizeof piece;
      deflate(&stream, all ? mode : Z_NO_FLUSH);
      to.append(reinterpret_cast<char const*>(piece), sizeof piece - stream.avail_out);
    } while (stream.avail_out == 0);
    text.remove_prefix(taken);
  } while (!text.empty());
}

HYPER_INLINE void gzip_writer::write(std::string_view text, std::string& to) {
  if (!text.empty()) run(text, Z_NO_FLUSH, to);
}
HYPER_INLINE void gzip_writer::flush(std::string& to) { run({}, Z_SYNC_FLUSH, to); }
HYPER_INLINE void gzip_writer::finish(std::string& to) { run({}, Z_FINISH, to); }

HYPER_INLINE std::string gzip(std::string_view text, int level) {
  gzip_writer writer(level);
  if (!writer) throw std::bad_alloc();
  std::string made;
  writer.write(text, made);
  writer.finish(made);
  return made;
}

}  // namespace hyper
