// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the seed command writes its posts with: every number gives another post, always the same
// one.

#include <cstddef>
#include <string>
#include <string_view>

namespace words {

inline constexpr std::string_view people[] = {"Ada Hofmann",   "Bruno Keller",    "Chiara Rossi",
                                              "Dmitri Volkov", "Elif Yılmaz",     "Farid Haddad",
                                              "Grace Okonkwo", "Henrik Sørensen", "Inês Carvalho",
                                              "Jun Watanabe",  "Katarzyna Nowak", "Luis Ortega"};

inline constexpr std::string_view mail_names[] = {"ada",  "bruno", "chiara", "dmitri",
                                                  "elif", "farid", "grace",  "henrik",
                                                  "ines", "jun",   "kasia",  "luis"};

inline constexpr std::string_view topics[] = {
    "connection pools", "keyset paging",       "event loops",
    "coroutines",       "prepared statements", "partial indexes",
    "slow queries",     "write-ahead logs",    "cache invalidation",
    "rate limits",      "idempotent handlers", "graceful shutdown",
    "backpressure",     "health checks",       "schema migrations",
    "foreign keys",     "time zones",          "Unicode slugs",
    "password hashes",  "signed cursors",      "HTTP pipelining",
    "chunked bodies",   "header limits",       "request smuggling",
    "compile times",    "template errors",     "small allocations",
    "system calls",     "flame graphs",        "load tests",
    "soak tests",       "fuzzing parsers",     "code review",
    "incident reports", "on-call rotations",   "release notes",
    "feature flags",    "blue-green deploys",  "backups",
    "restore drills"};

inline constexpr std::string_view titles[] = {"A field guide to #",
                                              "What we learned from #",
                                              "# without tears",
                                              "The quiet cost of #",
                                              "Ten minutes with #",
                                              "Revisiting #",
                                              "Why # still surprise us",
                                              "A small theory of #",
                                              "# in production",
                                              "Measuring #",
                                              "How to break #",
                                              "Notes on #",
                                              "# for the impatient",
                                              "The case against #",
                                              "Debugging # at night",
                                              "An honest look at #",
                                              "# from first principles",
                                              "When # go wrong",
                                              "Teaching #",
                                              "The shape of #"};

inline constexpr std::string_view sentences[] = {
    "It began with a graph that nobody could explain.",
    "The first draft was wrong in an instructive way.",
    "We measured before we changed anything, which saved a week.",
    "The manual says one sentence about it, and that sentence is true.",
    "Most of the time went into a case that happens twice a year.",
    "None of this is new; all of it was new to us.",
    "The fix is four lines, the test is forty.",
    "If you remember one thing, remember to set a limit.",
    "A colleague asked the question that I should have asked.",
    "The numbers below are from one machine and one afternoon.",
    "I would do it again, but with fewer moving parts.",
    "Comments are open; corrections are welcome."};

template <std::size_t Size>
constexpr std::string_view pick(std::string_view const (&from)[Size], unsigned number) {
  return from[number % Size];
}

/// 800 different titles for the numbers 0 … 799.
inline std::string title(unsigned number) {
  unsigned const mixed = number * 367 % 800;  // 367 and 800 have no common factor
  std::string text(pick(titles, mixed / 40));
  std::string topic(pick(topics, mixed % 40));
  if (text.starts_with('#') && topic[0] >= 'a') topic[0] = static_cast<char>(topic[0] - 32);
  return text.replace(text.find('#'), 1, topic);
}

inline std::string body(unsigned number) {
  std::string text;
  for (unsigned i = 0; i < 3 + number % 4; ++i) {
    if (i > 0) text += i % 3 == 0 ? "\n\n" : " ";
    text += pick(sentences, number * 7 + i * 5);
  }
  return text;
}

}  // namespace words
