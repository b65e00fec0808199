// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/query_cache_link.hpp>
//
#include <string>

namespace hyper {

HYPER_INLINE query_cache_link::query_cache_link(query_cache& cache, pool_settings const& with,
                                                event_loop& loop, std::int64_t silence)
    : cache_(cache), listener_(with, loop, {this, &heard, &listens, &lost}, silence) {
  cache_.join();
  listener_.listen(std::string(detail::cache_channel));
}

HYPER_INLINE query_cache_link::~query_cache_link() {
  if (hears_) lost(this);
}

HYPER_INLINE void query_cache_link::heard(void* self, notification const& what) {
  static_cast<query_cache_link*>(self)->cache_.hear(what.payload);
}

HYPER_INLINE void query_cache_link::listens(void* self) {
  auto& it = *static_cast<query_cache_link*>(self);
  it.hears_ = true;
  it.cache_.hears(true);
}

HYPER_INLINE void query_cache_link::lost(void* self) {
  auto& it = *static_cast<query_cache_link*>(self);
  it.hears_ = false;
  it.cache_.hears(false);
}

}  // namespace hyper
