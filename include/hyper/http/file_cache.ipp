// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/file_cache.hpp>
//
#include <time.h>
#include <utility>

namespace hyper {

/// True when what is kept may be used; otherwise `fresh` is what is there now, if anything.
HYPER_INLINE bool file_cache::is_current(cached_file& known, std::int64_t now,
                                         opened_file& fresh) const {
  if (now - known.checked < limits_.recheck) return true;
  fresh = opened_file::beneath(folder_, known.name, links_);
  if (!fresh || !(fresh.identity() == known.identity)) return false;
  // What was still being written when it was read is read once more.
  if (known.in_memory && !known.settled) return false;
  known.checked = now;
  return true;
}

HYPER_INLINE cached_file* file_cache::find(std::string_view name, std::int64_t now,
                                           opened_file& failure) {
  auto const found = by_name_.find(name);
  opened_file fresh;
  if (found == by_name_.end()) {
    fresh = opened_file::beneath(folder_, std::string(name), links_);
  } else {
    position const which = found->second;
    if (is_current(*which, now, fresh)) {
      used_.splice(used_.begin(), used_, which);
      return &*which;
    }
    forget(which);
  }
  if (fresh) return keep(name, std::move(fresh), now);
  failure = std::move(fresh);
  return nullptr;
}

HYPER_INLINE cached_file* file_cache::keep(std::string_view name, opened_file&& fresh,
                                           std::int64_t now) {
  cached_file made;
  made.name = name;
  made.identity = fresh.identity();
  made.tag = made.identity.tag();
  made.settled = made.identity.settled(::time(nullptr));
  made.checked = now;
  made.in_memory = made.identity.size <= limits_.file_bytes;
  if (made.in_memory)
    made.content = fresh.read(0, static_cast<std::size_t>(made.identity.size));
  else
    made.file = std::move(fresh);
  used_.push_front(std::move(made));
  bytes_ += used_.front().content.size();
  by_name_.emplace(used_.front().name, used_.begin());
  while (used_.size() > 1 && (used_.size() > limits_.files || bytes_ > limits_.bytes))
    forget(std::prev(used_.end()));
  return &used_.front();
}

HYPER_INLINE void file_cache::forget(position which) {
  bytes_ -= which->content.size();
  by_name_.erase(which->name);
  used_.erase(which);
}

}  // namespace hyper
