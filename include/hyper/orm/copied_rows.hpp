// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Rows of a model in the format of COPY in binary. A million rows are written by one loop per model
// in which nothing is called through a pointer. Private to orm/bulk.hpp.

#include <array>
#include <bitset>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <hyper/orm/bulk_statements.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/postgres/copy_source.hpp>
#include <hyper/postgres/scalar_codec.hpp>
#include <hyper/reflect/members.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace hyper::detail {

/// Appends values to a string into room that is made for many of them at once.
class copy_writer {
 public:
  /// A column of fixed width takes no more, with its length.
  static constexpr std::size_t most_fixed = 4 + 16;

  copy_writer(std::string& out, std::size_t room) : out_(out), begin_(out.size()), at_(begin_) {
    out_.resize(begin_ + room);
  }
  copy_writer(copy_writer const&) = delete;
  copy_writer& operator=(copy_writer const&) = delete;
  ~copy_writer() { out_.resize(at_); }

  /// How many bytes were written.
  std::size_t size() const { return at_ - begin_; }
  /// Every row begins with it: it makes room for all of the row but its texts.
  void begin_row(std::uint16_t columns) {
    kept_ = 2 + columns * most_fixed;
    make_room(kept_);
    put(swap_to_network(columns));
  }
  void add_null() { put(std::uint32_t{0xFFFFFFFF}); }

  template <class T>
  void add(T const& value) {
    if constexpr (requires { typename codec<T>::nullable_of; }) {
      if (value) return add(*value);
      add_null();
    } else if constexpr (requires { codec<T>::width; }) {
      static_assert(codec<T>::width + 4 <= most_fixed);
      put(swap_to_network(static_cast<std::uint32_t>(codec<T>::width)));
      put(codec<T>::bits(value));
    } else if constexpr (std::same_as<T, std::string> || std::same_as<T, std::string_view>) {
      add_bytes(value);
    } else {
      encoded_.clear();
      codec<T>::encode(encoded_, value);
      add_bytes(encoded_);
    }
  }
  void add_raw(std::string_view bytes) {
    make_room(bytes.size() + kept_);
    std::memcpy(out_.data() + at_, bytes.data(), bytes.size());
    at_ += bytes.size();
  }

 private:
  void add_bytes(std::string_view bytes) {
    if (bytes.size() > INT32_MAX) throw_value_too_long();
    put(swap_to_network(static_cast<std::uint32_t>(bytes.size())));
    add_raw(bytes);
  }
  template <class Bits>
  void put(Bits const& bits) {
    std::memcpy(out_.data() + at_, &bits, sizeof bits);
    at_ += sizeof bits;
  }
  void make_room(std::size_t bytes) {
    if (out_.size() - at_ < bytes) out_.resize(at_ + bytes + copy_source::piece);
  }
  [[noreturn]] static void throw_value_too_long();

  std::string& out_;
  std::size_t begin_;
  std::size_t at_;
  std::size_t kept_ = 0;  // room that the rest of the row may need
  std::string encoded_;
};

/// Rows of one COPY that are still to be written: `next` up to `end`.
struct copied_range {
  void const* rows;
  std::size_t first;
  std::size_t next;
  std::size_t end;
};

/// What plain code calls of a model.
struct row_copier {
  /// Which columns of a row travel; the database's defaults go into the others. COPY cannot ask for
  /// a default in a column that it names.
  void (*choose)(void const* row, bool* sent);
  /// Writes rows until a piece is full, and none whose columns are not those of the first: the
  /// range ends before it.
  void (*append)(copied_range& range, copy_writer& to);
};

/// When a column travels.
enum class copied_column : std::uint8_t { never, always, when_set };

template <class Model>
struct model_copier {
  static constexpr std::size_t columns = model_members<Model>::columns;
  /// One bit more, so that there is one.
  using column_set = std::bitset<columns + 1>;
  using positions = std::make_index_sequence<columns>;

  template <std::size_t I>
  static constexpr std::size_t place = model_members<Model>::order[I];
  template <std::size_t I>
  using column_member = member_type<Model, place<I>>;

  template <std::size_t I>
  static consteval copied_column find_use() {
    column_info const& column = model_of<Model>[I];
    if (!is_bulk_inserted(column, bulk_action::insert)) return copied_column::never;
    bool const defaults = !column->default_sql.empty() && !column->primary;
    return defaults && column_wrapper<column_member<I>> ? copied_column::when_set
                                                        : copied_column::always;
  }

  static constexpr bool varies = []<std::size_t... I>(std::index_sequence<I...>) {
    bool const all[] = {find_use<I>() == copied_column::when_set..., false};
    for (bool one : all)
      if (one) return true;
    return false;
  }(positions());

  template <std::size_t I>
  static bool is_sent(Model const& row) {
    if constexpr (find_use<I>() == copied_column::when_set)
      return member<place<I>>(row).column_look() != nullptr;
    else
      return find_use<I>() == copied_column::always;
  }
  static column_set sent(Model const& row) {
    return [&row]<std::size_t... I>(std::index_sequence<I...>) {
      column_set made;
      bool const all[] = {is_sent<I>(row)..., false};
      for (std::size_t i = 0; i < columns; ++i) made[i] = all[i];
      return made;
    }(positions());
  }
  static void choose(void const* row, bool* into) {
    column_set const made = sent(*static_cast<Model const*>(row));
    for (std::size_t i = 0; i < columns; ++i) into[i] = made[i];
  }

  template <std::size_t I>
  static void append_column(copy_writer& to, Model const& row, column_set const& which) {
    constexpr copied_column use = find_use<I>();
    if constexpr (is_sealed_member<column_member<I>>)
      bind_sealed<Model, place<I>>(member<place<I>>(row), to);
    else if constexpr (use == copied_column::always)
      bind_column(member<place<I>>(row), to);
    else if constexpr (use == copied_column::when_set)
      if (which[I]) bind_column(member<place<I>>(row), to);
  }
  static void append_row(copy_writer& to, Model const& row, column_set const& which) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      int const done[] = {(append_column<I>(to, row, which), 0)..., 0};
      static_cast<void>(done);
    }(positions());
  }
  static void append(copied_range& range, copy_writer& to) {
    auto const* const rows = static_cast<Model const*>(range.rows);
    column_set const which = sent(rows[range.first]);
    auto const count = static_cast<std::uint16_t>(which.count());
    while (range.next < range.end && to.size() < copy_source::piece) {
      Model const& row = rows[range.next];
      if (varies && sent(row) != which) {
        range.end = range.next;
        return;
      }
      to.begin_row(count);
      append_row(to, row, which);
      ++range.next;
    }
  }
  static constexpr row_copier functions{&choose, &append};
};

}  // namespace hyper::detail
