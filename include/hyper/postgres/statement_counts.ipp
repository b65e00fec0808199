// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/statement_counts.hpp>
//
#include <hyper/postgres/table_list.hpp>

namespace hyper {

HYPER_INLINE void statement_counts::add(statement const& what) {
  ++total_;
  std::uint64_t const hash = what.hash != 0 ? what.hash : statement_hash(what.sql);
  for (entry& each : entries_)
    if (each.hash == hash) {
      ++each.times;
      return;
    }
  if (entries_.size() == most_texts) return;
  entry& made = entries_.emplace_back();
  made.hash = hash;
  made.sql = what.sql;
  made.times = 1;
  detail::table_list const touched(what.touches);
  for (std::string_view const name : touched.names()) made.tables.emplace_back(name);
}

HYPER_INLINE statement_counts::entry const* statement_counts::repeated_more_than(
    std::size_t times) const {
  entry const* found = nullptr;
  for (entry const& each : entries_)
    if (each.times > times && (found == nullptr || each.times > found->times)) found = &each;
  return found;
}

HYPER_INLINE std::string statement_counts::describe() const {
  std::string text = std::to_string(total_) + (total_ == 1 ? " statement:" : " statements:");
  for (entry const& each : entries_)
    text += "\n  " + std::to_string(each.times) + " times " + each.sql;
  return text;
}

}  // namespace hyper
