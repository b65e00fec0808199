// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/page.hpp>
//
#include <cstdint>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/keyset.hpp>
#include <hyper/orm/wire_value.hpp>
#include <hyper/postgres/codec.hpp>
#include <hyper/postgres/database.hpp>
#include <string_view>

namespace hyper {
namespace detail {

// A payload is a letter for the direction, eight digits that tell this order of columns from
// others, then for each column of the order a `.` and the value's bytes in hexadecimal, or `-` for
// NULL: "n5be1a2f0.0002c9d5f1a4e000.00000000000000ff".

HYPER_INLINE void append_hexadecimal(std::string& out, std::string_view bytes) {
  for (char byte : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4U];
    out += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15U];
  }
}

HYPER_INLINE int hexadecimal_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/// The mark of an order: model, columns, directions.
HYPER_INLINE std::string mark_of_order(query_shape const& shape, page_order const& order) {
  std::uint64_t hash = statement_hash(shape.root().table);
  auto const mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 1099511628211U; };
  for (std::size_t i = 0; i < order.count; ++i) {
    shape_ordering const& one = order.columns[i];
    mix(statement_hash(shape.column(one.place).member));
    mix(std::uint64_t{one.place.table} * 2 + (one.descending ? 1 : 0));
  }
  std::string mark;
  for (int i = 0; i < 8; ++i) mark += "0123456789abcdef"[hash >> (4 * i) & 15U];
  return mark;
}

/// How many bytes a value of a type has; 0 when that depends.
HYPER_INLINE std::size_t width_of_type(type_oid type) {
  switch (type) {
    case codec<bool>::oid:
      return 1;
    case codec<std::int16_t>::oid:
      return 2;
    case codec<std::int32_t>::oid:
    case codec<float>::oid:
    case codec<date>::oid:
      return 4;
    case codec<std::int64_t>::oid:
    case codec<double>::oid:
    case codec<timestamp>::oid:
      return 8;
    case codec<uuid>::oid:
      return 16;
    default:
      return 0;
  }
}

/// Binds the values of a payload; false when it is not one of this order's.
HYPER_INLINE bool bind_payload(std::string_view text, query_shape const& shape,
                               page_order const& order, parameters& values) {
  for (std::size_t i = 0; i < order.count; ++i) {
    if (!text.starts_with('.')) return false;
    text.remove_prefix(1);
    std::string_view const digits = text.substr(0, text.find('.'));
    text.remove_prefix(digits.size());
    if (digits == "-") {
      values.add_null();
      continue;
    }
    std::size_t const width = width_of_type(shape.column(order.columns[i].place)->oid);
    if (digits.size() % 2 != 0 || (width != 0 && digits.size() != 2 * width)) return false;
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2) {
      int const high = hexadecimal_digit(digits[at]);
      int const low = hexadecimal_digit(digits[at + 1]);
      if (high < 0 || low < 0) return false;
      bytes += static_cast<char>(high * 16 + low);
    }
    values.add(wire_value{bytes});
  }
  return text.empty();
}

/// Reads the rows and notes where the first and the last one of the page stand in the order.
struct page_reader {
  object_sink sink;
  page_order order;
  page_positions positions;
  std::size_t size = 0;
  std::size_t rows = 0;
  std::string first = {};
  std::string last = {};

  page_reader(object_sink into, std::size_t wanted)
      : sink(into),
        order(order_of_page(*into.shape)),
        positions(positions_in_page(*into.shape, order)),
        size(wanted) {}

  static void take(void* target, row_view const& row) {
    auto& self = *static_cast<page_reader*>(target);
    read_into(self.sink, row);
    if (self.rows == 0) self.first = self.place(row);
    if (self.rows < self.size) self.last = self.place(row);
    ++self.rows;
  }
  std::string place(row_view const& row) const {
    std::string text;
    for (std::size_t i = 0; i < order.count; ++i) {
      text += '.';
      if (row.is_null(positions.at[i]))
        text += '-';
      else
        append_hexadecimal(text, row.bytes(positions.at[i]));
    }
    return text;
  }
};

HYPER_INLINE page_result link_page(page_reader const& reader, page_direction direction,
                                   std::string_view asked) {
  page_result result;
  std::string const mark = mark_of_order(*reader.sink.shape, reader.order);
  auto const link = [&mark](char letter, std::string_view place) {
    return std::string(1, letter).append(mark).append(place);
  };
  result.more = reader.rows > reader.size;
  result.backwards = direction == page_direction::previous;
  if (result.backwards) {
    if (result.more) result.previous = link('p', reader.last);
    result.next = link('n', reader.first);
    return result;
  }
  if (result.more) result.next = link('n', reader.last);
  if (direction == page_direction::next)
    result.previous = link('p', reader.rows == 0 ? asked : std::string_view(reader.first));
  return result;
}

HYPER_INLINE task<page_result> fetch_page_rows(page_request const* request, parameters values,
                                               object_sink sink) {
  constexpr std::size_t most = 1000000;
  std::size_t const size = request->size == 0 ? 1 : request->size > most ? most : request->size;
  page_reader reader(sink, size);
  std::string_view payload = request->payload;
  page_direction direction = page_direction::first;
  parameters bound = values;
  if (!payload.empty()) {
    direction = payload[0] == 'p' ? page_direction::previous : page_direction::next;
    payload.remove_prefix(1);
    std::string const mark = mark_of_order(*sink.shape, reader.order);
    bool const known = direction == page_direction::previous || request->payload[0] == 'n';
    if (!known || !payload.starts_with(mark)) throw_invalid_cursor(sink.shape->root().name);
    payload.remove_prefix(mark.size());
    if (!bind_payload(payload, *sink.shape, reader.order, bound))
      throw_invalid_cursor(sink.shape->root().name);
  }
  auto const limit = static_cast<std::int64_t>(size + 1);
  statement const* const what = direction == page_direction::first  ? request->first
                                : direction == page_direction::next ? request->next
                                                                    : request->previous;
  bound.add(limit);
  auto running = database::current().run(*what, std::move(bound), {&reader, &page_reader::take});
  co_await running;
  // Nothing is left before the row: the list has got shorter, and this is its beginning.
  if (direction == page_direction::previous && reader.rows == 0) {
    direction = page_direction::first;
    values.add(limit);
    auto again =
        database::current().run(*request->first, std::move(values), {&reader, &page_reader::take});
    co_await again;
  }
  co_return link_page(reader, direction, payload);
}

}  // namespace detail
}  // namespace hyper
