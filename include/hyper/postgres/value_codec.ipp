// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/value_codec.hpp>
//

namespace hyper {

HYPER_INLINE void codec<decimal>::encode(std::string& out, decimal const& value) {
  // The digits, with zeros so that the point falls between groups of four.
  std::string whole(value.digits());
  std::size_t const scale = value.scale();
  if (whole.size() <= scale) whole.insert(0, scale + 1 - whole.size(), '0');
  std::size_t const before = whole.size() - scale;
  whole.insert(0, (4 - before % 4) % 4, '0');
  whole.append((4 - scale % 4) % 4, '0');
  std::size_t first = 0;
  std::size_t last = whole.size() / 4;
  auto const group = [&](std::size_t at) {
    std::uint16_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
      number = static_cast<std::uint16_t>(number * 10 + (whole[at * 4 + i] - '0'));
    return number;
  };
  while (first < last && group(first) == 0) ++first;
  while (last > first && group(last - 1) == 0) --last;
  auto const weight = static_cast<std::int16_t>(static_cast<std::ptrdiff_t>((before + 3) / 4) - 1 -
                                                static_cast<std::ptrdiff_t>(first));
  detail::append_network<std::uint16_t>(out, static_cast<std::uint16_t>(last - first));
  detail::append_network<std::uint16_t>(out,
                                        static_cast<std::uint16_t>(first == last ? 0 : weight));
  detail::append_network<std::uint16_t>(out, value.negative() && !value.is_zero() ? 0x4000 : 0);
  detail::append_network<std::uint16_t>(out, static_cast<std::uint16_t>(scale));
  for (std::size_t at = first; at < last; ++at)
    detail::append_network<std::uint16_t>(out, group(at));
}

HYPER_INLINE decimal codec<decimal>::decode(std::string_view bytes) {
  std::size_t const count = detail::read_network<std::uint16_t>(bytes);
  auto const weight = static_cast<std::int16_t>(detail::read_network<std::uint16_t>(bytes, 2));
  std::uint16_t const sign = detail::read_network<std::uint16_t>(bytes, 4);
  std::size_t const scale = detail::read_network<std::uint16_t>(bytes, 6);
  if (bytes.size() != 8 + count * 2)
    throw decode_error("a numeric from the database has another width");
  if (sign != 0 && sign != 0x4000)
    throw decode_error("an infinity or NaN has no place in a decimal");
  // Position 0 is the group just before the point.
  std::string digits;
  std::ptrdiff_t const groups_after = static_cast<std::ptrdiff_t>((scale + 3) / 4);
  for (std::ptrdiff_t place = weight > 0 ? weight : 0; place >= -groups_after; --place) {
    std::ptrdiff_t const at = weight - place;
    std::uint16_t const group =
        at >= 0 && at < static_cast<std::ptrdiff_t>(count)
            ? detail::read_network<std::uint16_t>(bytes, 8 + static_cast<std::size_t>(at) * 2)
            : 0;
    if (group > 9999) throw decode_error("a numeric from the database is broken");
    for (int divisor = 1000; divisor != 0; divisor /= 10)
      digits += static_cast<char>('0' + group / divisor % 10);
  }
  digits.resize(digits.size() - (static_cast<std::size_t>(groups_after) * 4 - scale));
  auto const made = decimal::from_parts(sign != 0, digits, scale);
  if (!made) throw decode_error("a numeric from the database has too many digits");
  return *made;
}

}  // namespace hyper
