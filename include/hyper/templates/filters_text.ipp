// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Jinja2's filters of texts and numbers.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <hyper/reflect/utf8.hpp>
#include <hyper/templates/builtin.hpp>

namespace hyper::detail {

HYPER_INLINE std::string strip(std::string_view text, std::string_view characters, bool left,
                               bool right) {
  auto const goes = [&](char c) {
    return characters.empty() ? is_space(c) : characters.find(c) != characters.npos;
  };
  while (left && !text.empty() && goes(text.front())) text.remove_prefix(1);
  while (right && !text.empty() && goes(text.back())) text.remove_suffix(1);
  return std::string(text);
}

HYPER_INLINE std::vector<std::string_view> split_lines(std::string_view text, bool keep_ends) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find_first_of("\n\r\v\f"), text.size());
    std::size_t next = std::min(end + 1, text.size());
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++next;
    lines.push_back(text.substr(0, keep_ends ? next : end));
    text.remove_prefix(next);
  }
  return lines;
}

HYPER_INLINE std::string capitalized(std::string_view text) {
  if (text.empty()) return {};
  std::size_t size = 0;
  first_code(text, size);
  return upper(text.substr(0, size)) + lower(text.substr(size));
}

HYPER_INLINE std::string replace_text(live_renderer& renderer, std::string_view text,
                                      std::string_view from, std::string_view to,
                                      std::int64_t count) {
  std::string out;
  std::size_t at = 0;
  while (count != 0) {
    std::size_t const next = from.empty() ? at : text.find(from, at);
    if (next == text.npos || next > text.size()) break;
    std::size_t const stop = from.empty() ? std::min(at + 1, text.size()) : next;
    if (from.empty()) {
      out.append(to).append(text.substr(at, stop - at));
      at = at == text.size() ? text.size() + 1 : stop;
    } else {
      out.append(text.substr(at, next - at)).append(to);
      at = next + from.size();
    }
    renderer.check_size(out.size());
    if (count > 0) --count;
  }
  if (at < text.size()) out += text.substr(at);
  return out;
}

HYPER_INLINE template_value pad_text(template_value const& input, std::int64_t width,
                                     std::string_view fill, char align) {
  std::string text = to_text(input);
  auto const size = static_cast<std::int64_t>(length_of(template_value::borrowed(text)));
  if (width <= size) return made_from(input, std::move(text));
  std::int64_t const missing = width - size;
  // Python gives the odd blank of `center` to the left when the width is odd.
  std::int64_t const left = align == '<'   ? 0
                            : align == '>' ? missing
                                           : missing / 2 + (missing & width & 1);
  std::string out;
  for (std::int64_t i = 0; i < left; ++i) out += fill;
  out += text;
  for (std::int64_t i = left; i < missing; ++i) out += fill;
  return made_from(input, std::move(out));
}

// ---- filters ----

HYPER_INLINE template_value filter_upper(template_call& call) {
  call.take_none();
  return made_from(call.input, upper(to_text(call.input)));
}
HYPER_INLINE template_value filter_lower(template_call& call) {
  call.take_none();
  return made_from(call.input, lower(to_text(call.input)));
}
HYPER_INLINE template_value filter_capitalize(template_call& call) {
  call.take_none();
  return made_from(call.input, capitalized(to_text(call.input)));
}
HYPER_INLINE template_value filter_title(template_call& call) {
  call.take_none();
  std::string const text = to_text(call.input);
  std::string out;
  std::size_t begin = 0;
  auto const splits = [](char c) {
    return c == '-' || c == '(' || c == '{' || c == '[' || c == '<' || is_space(c);
  };
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !splits(text[i])) continue;
    out += capitalized(std::string_view(text).substr(begin, i - begin));
    if (i < text.size()) out.push_back(text[i]);
    begin = i + 1;
  }
  return made_from(call.input, std::move(out));
}
HYPER_INLINE template_value filter_trim(template_call& call) {
  auto const [characters] = call.take({"chars"});
  std::string const set = is_none(characters) ? "" : to_text(*characters);
  return made_from(call.input, strip(to_text(call.input), set, true, true));
}
HYPER_INLINE template_value filter_center(template_call& call) {
  auto const [width] = call.take({"width"});
  return pad_text(call.input, small_or(width, 80), " ", '^');
}
HYPER_INLINE template_value filter_string(template_call& call) {
  call.take_none();
  if (call.input.is(value_kind::string)) return call.input;
  return to_text(call.input);
}
HYPER_INLINE template_value filter_replace(template_call& call) {
  auto const [from, to, count] = call.take({"old", "new", "count"});
  if (from == nullptr || to == nullptr) throw template_error("replace needs two arguments");
  std::int64_t const most = is_none(count) ? -1 : integer_or(count, -1);
  bool const escapes = call.renderer.autoescape();
  bool const escaped_input =
      escapes && (from->is_safe() || (to->is_safe() && !call.input.is_safe()));
  template_value const text = escaped_input ? escaped(call.input) : call.input;
  bool const safe = escapes && text.is_safe();
  auto const part = [&](template_value const& value) {
    return safe ? std::string(escaped(value).text()) : to_text(value);
  };
  std::string made = replace_text(call.renderer, to_text(text), part(*from), part(*to), most);
  return safe ? template_value::safe(std::move(made)) : template_value(std::move(made));
}
HYPER_INLINE template_value filter_format(template_call& call) {
  if (!call.arguments.positional.empty() && !call.arguments.named.empty())
    throw template_error("can't handle positional and keyword arguments at the same time");
  template_value const format =
      call.input.is(value_kind::string) ? call.input : template_value(to_text(call.input));
  if (call.arguments.named.empty())
    return format_percent(format, template_value::tuple({call.arguments.positional.begin(),
                                                         call.arguments.positional.end()}));
  template_value named = template_value::dict();
  for (auto const& [name, value] : call.arguments.named) named.set_item(name, value);
  return format_percent(format, named);
}

HYPER_INLINE template_value filter_indent(template_call& call) {
  auto const [width, first, blank] = call.take({"width", "first", "blank"});
  std::string const by =
      width != nullptr && width->is(value_kind::string)
          ? to_text(*width)
          : std::string(static_cast<std::size_t>(std::max<std::int64_t>(small_or(width, 4), 0)),
                        ' ');
  std::string const text = to_text(call.input) + '\n';
  auto const lines = split_lines(text);
  call.renderer.check_size(text.size() + lines.size() * by.size());
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += '\n';
    bool const indents =
        i == 0 ? truth_or(first, false) : truth_or(blank, false) || !lines[i].empty();
    if (indents) out += by;
    out += lines[i];
  }
  return made_from(call.input, std::move(out));
}

HYPER_INLINE template_value filter_truncate(template_call& call) {
  auto const [length, kill, end, leeway] = call.take({"length", "killwords", "end", "leeway"});
  std::string const text = to_text(call.input);
  std::string const tail = text_or(end, "...");
  auto const characters = characters_of(text);
  auto const tail_size = static_cast<std::int64_t>(length_of(template_value::borrowed(tail)));
  std::int64_t const most = small_or(length, 255);
  std::int64_t const slack = is_none(leeway) ? 5 : small_or(leeway, 5);
  if (most < tail_size)
    throw template_error("expected length >= " + std::to_string(tail_size) + ", got " +
                         std::to_string(most));
  if (slack < 0) throw template_error("expected leeway >= 0, got " + std::to_string(slack));
  if (static_cast<std::int64_t>(characters.size()) <= most + slack)
    return made_from(call.input, text);
  std::string kept;
  for (std::int64_t i = 0; i < most - tail_size; ++i)
    kept += characters[static_cast<std::size_t>(i)].text();
  if (!truth_or(kill, false)) kept = kept.substr(0, kept.rfind(' '));
  return made_from(call.input, kept + tail);
}

/// The pieces between which a line may be broken: words with the hyphens that end them, and blanks.
HYPER_INLINE std::vector<std::string> wrap_chunks(std::string_view line, bool hyphens) {
  std::vector<std::string> chunks;
  auto const letters = characters_of(line);
  auto const blank = [&](std::size_t i) { return is_space(letters[i].text()[0]); };
  auto const word = [&](std::size_t i) {
    return i < letters.size() && is_name_start(letters[i].text()[0]);
  };
  std::string chunk;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    bool const turns = i > 0 && blank(i) != blank(i - 1);
    bool const behind_hyphen = hyphens && i > 2 && letters[i - 1].text() == "-" && word(i) &&
                               word(i - 2) && word(i - 3) && word(i + 1);
    if (turns || behind_hyphen) chunks.push_back(std::exchange(chunk, {}));
    chunk += letters[i].text();
  }
  if (!chunk.empty()) chunks.push_back(std::move(chunk));
  return chunks;
}

HYPER_INLINE std::size_t count_of(std::string_view text) {
  return length_of(template_value::borrowed(text));
}

/// Breaks lines as Python's `textwrap` does.
class line_wrapper {
 public:
  line_wrapper(std::size_t width, bool breaks_words, bool hyphens)
      : width_(width), breaks_words_(breaks_words), hyphens_(hyphens) {}

  std::vector<std::string> wrap(std::string_view line) {
    std::vector<std::string> lines;
    chunks_ = wrap_chunks(line, hyphens_);
    std::reverse(chunks_.begin(), chunks_.end());
    while (!chunks_.empty()) {
      if (is_blank(chunks_.back()) && !lines.empty()) chunks_.pop_back();
      auto const parts = take_line();
      std::string joined;
      for (auto const& part : parts) joined += part;
      if (!parts.empty()) lines.push_back(std::move(joined));
    }
    return lines;
  }

 private:
  static bool is_blank(std::string const& chunk) { return chunk.empty() || is_space(chunk[0]); }

  std::vector<std::string> take_line() {
    std::vector<std::string> parts;
    std::size_t size = 0;
    while (!chunks_.empty() && size + count_of(chunks_.back()) <= width_) {
      size += count_of(chunks_.back());
      parts.push_back(std::move(chunks_.back()));
      chunks_.pop_back();
    }
    if (!chunks_.empty() && count_of(chunks_.back()) > width_) take_long_word(parts, width_ - size);
    if (!parts.empty() && is_blank(parts.back())) parts.pop_back();
    return parts;
  }
  void take_long_word(std::vector<std::string>& parts, std::size_t room) {
    if (!breaks_words_ && !parts.empty()) return;
    std::string head;
    std::string rest;
    std::size_t taken = 0;
    for (auto const& letter : characters_of(chunks_.back()))
      (!breaks_words_ || taken++ < room ? head : rest) += letter.text();
    parts.push_back(std::move(head));
    chunks_.back() = std::move(rest);
    if (chunks_.back().empty()) chunks_.pop_back();
  }

  std::size_t width_;
  bool breaks_words_;
  bool hyphens_;
  std::vector<std::string> chunks_;
};

HYPER_INLINE template_value filter_wordwrap(template_call& call) {
  auto const [width, breaks, separator, hyphens] =
      call.take({"width", "break_long_words", "wrapstring", "break_on_hyphens"});
  std::int64_t const columns = small_or(width, 79);
  if (columns <= 0) throw template_error("invalid width " + std::to_string(columns));
  std::string const between = is_none(separator)
                                  ? std::string(call.renderer.options().syntax.newline)
                                  : to_text(*separator);
  std::string const text = to_text(call.input);
  line_wrapper wrapper(static_cast<std::size_t>(columns), truth_or(breaks, true),
                       truth_or(hyphens, true));
  std::string out;
  bool first = true;
  for (auto const line : split_lines(text)) {
    if (!std::exchange(first, false)) out += between;
    bool first_part = true;
    for (auto const& part : wrapper.wrap(line)) {
      if (!std::exchange(first_part, false)) out += between;
      out += part;
    }
    call.renderer.check_size(out.size());
  }
  return made_from(call.input, std::move(out));
}

HYPER_INLINE template_value filter_wordcount(template_call& call) {
  call.take_none();
  std::int64_t count = 0;
  bool inside = false;
  for (char const c : to_text(call.input)) {
    bool const part = is_name_part(c);
    if (part && !inside) ++count;
    inside = part;
  }
  return count;
}

// ---- numbers ----

HYPER_INLINE template_value filter_abs(template_call& call) {
  call.take_none();
  template_value const& value = call.input;
  if (value.is_undefined()) throw template_error(undefined_sentence(value));
  if (!value.is_number())
    throw template_error("bad operand type for abs(): '" + std::string(value.type_name()) + "'");
  if (value.is(value_kind::floating)) return std::fabs(value.number());
  return value.integer() < 0 ? call.renderer.binary(token_kind::sub, 0, value)
                             : template_value(value.integer());
}

HYPER_INLINE bool parse_float(std::string_view text, double& number) {
  std::string const plain = strip(text, "", true, true);
  std::string digits;
  for (std::size_t i = 0; i < plain.size(); ++i)
    if (plain[i] != '_') digits.push_back(plain[i]);
  char const* begin = digits.data() + (digits.starts_with('+') ? 1 : 0);
  char const* const end = digits.data() + digits.size();
  auto const result = std::from_chars(begin, end, number);
  if (result.ec == std::errc::result_out_of_range) number = HUGE_VAL;
  return begin != end && result.ptr == end;
}

HYPER_INLINE bool parse_integer(std::string_view text, int base, std::int64_t& number) {
  std::string digits = strip(text, "", true, true);
  bool const negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.erase(0, 1);
  if (digits.size() > 2 && digits[0] == '0') {
    char const letter = static_cast<char>(digits[1] | 32);
    int const named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (named != 0 && (named == base || base == 0)) {
      digits.erase(0, 2);
      base = named;
    }
  }
  std::erase(digits, '_');
  if (base == 0) base = 10;
  char const* const end = digits.data() + digits.size();
  auto const result = std::from_chars(digits.data(), end, number, base);
  if (negative) number = -number;
  return result.ec == std::errc() && !digits.empty() && result.ptr == end && digits[0] != '-';
}

HYPER_INLINE template_value filter_int(template_call& call) {
  auto const [fallback, base] = call.take({"default", "base"});
  template_value const otherwise = fallback == nullptr ? template_value(0) : *fallback;
  std::int64_t const radix = integer_or(base, 10);
  if (radix != 0 && (radix < 2 || radix > 36))
    throw template_error("int() base must be >= 2 and <= 36, or 0");
  template_value const& value = call.input;
  double number = 0;
  if (value.is_integral()) return value.integer();
  if (value.is(value_kind::string)) {
    std::int64_t whole = 0;
    if (parse_integer(value.text(), static_cast<int>(radix), whole)) return whole;
    if (!parse_float(value.text(), number)) return otherwise;
  } else if (value.is(value_kind::floating)) {
    number = value.number();
  } else {
    return otherwise;
  }
  if (!(std::fabs(number) < 9.2e18)) return otherwise;
  return static_cast<std::int64_t>(number);
}

HYPER_INLINE template_value filter_float(template_call& call) {
  auto const [fallback] = call.take({"default"});
  double number = 0;
  if (call.input.is_number()) return call.input.number();
  if (call.input.is(value_kind::string) && parse_float(call.input.text(), number)) return number;
  return fallback == nullptr ? template_value(0.0) : *fallback;
}

/// Half to even on the decimal value, as Python's `round`.
HYPER_INLINE double rounded(double number, int decimals) {
  if (!std::isfinite(number)) return number;
  if (decimals >= 0) {
    double result = 0;
    std::string const digits = fixed(number, decimals);
    std::from_chars(digits.data(), digits.data() + digits.size(), result);
    return result;
  }
  double const scale = std::pow(10.0, -decimals);
  return std::nearbyint(number / scale) * scale;
}

HYPER_INLINE template_value filter_round(template_call& call) {
  auto const [precision, method] = call.take({"precision", "method"});
  auto const decimals =
      static_cast<int>(std::clamp<std::int64_t>(integer_or(precision, 0), -300, 300));
  std::string const how = text_or(method, "common");
  if (how != "common" && how != "ceil" && how != "floor")
    throw template_error("method must be common, ceil or floor");
  if (!call.input.is_number())
    throw template_error("type " + std::string(call.input.type_name()) +
                         " doesn't define __round__ method");
  if (how != "common") {
    double const scale = std::pow(10.0, decimals);
    double const scaled = call.input.number() * scale;
    return (how == "ceil" ? std::ceil(scaled) : std::floor(scaled)) / scale;
  }
  if (call.input.is_integral())
    return static_cast<std::int64_t>(decimals >= 0 ? call.input.number()
                                                   : rounded(call.input.number(), decimals));
  return rounded(call.input.number(), decimals);
}

HYPER_INLINE template_value filter_filesizeformat(template_call& call) {
  auto const [binary] = call.take({"binary"});
  bool const by_1024 = truth_or(binary, false);
  double bytes = call.input.is_number() ? call.input.number() : 0;
  if (call.input.is(value_kind::string) && !parse_float(call.input.text(), bytes))
    throw template_error("could not convert string to float: '" + std::string(call.input.text()) +
                         "'");
  double const base = by_1024 ? 1024 : 1000;
  if (bytes == 1) return "1 Byte";
  if (bytes < base) return std::to_string(static_cast<std::int64_t>(bytes)) + " Bytes";
  constexpr std::string_view letters = "kMGTPEZY";
  double unit = base;
  std::size_t i = 0;
  while (i + 1 < letters.size() && bytes >= unit * base) {
    unit *= base;
    ++i;
  }
  std::string const letter(1, by_1024 && i == 0 ? 'K' : letters[i]);
  return fixed(bytes / unit, 1) + ' ' + letter + (by_1024 ? "iB" : "B");
}

HYPER_INLINE std::span<builtin_entry const> text_filters() {
  static constexpr builtin_entry entries[] = {
      {"abs", filter_abs},
      {"capitalize", filter_capitalize},
      {"center", filter_center},
      {"filesizeformat", filter_filesizeformat},
      {"float", filter_float},
      {"format", filter_format},
      {"indent", filter_indent},
      {"int", filter_int},
      {"lower", filter_lower},
      {"replace", filter_replace},
      {"round", filter_round},
      {"string", filter_string},
      {"title", filter_title},
      {"trim", filter_trim},
      {"truncate", filter_truncate},
      {"upper", filter_upper},
      {"wordcount", filter_wordcount},
      {"wordwrap", filter_wordwrap},
  };
  return entries;
}

}  // namespace hyper::detail
