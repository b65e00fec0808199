// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/pages/page_globals.hpp>
//
#include <hyper/http/cookie.hpp>
#include <hyper/pages/csrf.hpp>
#include <hyper/pages/page_session.hpp>
#include <hyper/security/signer.hpp>

namespace hyper {
namespace detail {

inline constexpr std::string_view messages_cookie = "messages";
inline constexpr std::int64_t csrf_seconds = 364 * 24 * 3600;
inline constexpr std::int64_t message_seconds = 3600;

HYPER_INLINE signer const& message_signer() {
  thread_local process_signer made("messages");
  return made.get();
}

HYPER_INLINE std::string_view page_session::csrf_text() {
  if (!csrf_text_.empty()) return csrf_text_;
  csrf_session_ = csrf_session(of_);
  auto secret = find_csrf_secret(of_.asked, csrf_session_);
  if (!secret) secret = new_secret_ = make_csrf_secret();
  csrf_text_ = mask_csrf_secret(*secret);
  return csrf_text_;
}

HYPER_INLINE void page_session::load_messages() {
  if (std::exchange(loaded_, true)) return;
  auto const token = find_cookie(of_.asked, messages_cookie);
  had_messages_ = token.has_value();
  auto const payload = token ? message_signer().verify(*token) : std::nullopt;
  if (payload) messages_ = read_flash_messages(*payload);
}

HYPER_INLINE void page_session::add_message(std::string_view level, std::string_view text) {
  load_messages();
  add_flash_message(messages_, level, text);
  added_ = true;
}

HYPER_INLINE std::vector<flash_message> const& page_session::show_messages() {
  load_messages();
  shown_ = true;
  return messages_;
}

HYPER_INLINE void page_session::add_cookie(std::string& to, std::string_view name,
                                           std::string value, std::int64_t max_age) const {
  cookie made;
  made.name = name;
  made.value = std::move(value);
  made.max_age = max_age;
  made.secure = of_.asked.scheme == "https";
  to.append("Set-Cookie: ").append(set_cookie_value(made)).append("\r\n");
}

HYPER_INLINE void page_session::add_lines(std::string& to) {
  if (loaded_ || !csrf_text_.empty()) to += "Vary: Cookie\r\n";
  if (!new_secret_.empty())
    add_cookie(to, csrf_cookie_name(of_.asked), csrf_cookie_value(new_secret_, csrf_session_),
               csrf_seconds);
  if (shown_ && had_messages_)
    add_cookie(to, messages_cookie, {}, 0);
  else if (added_ && !shown_)
    add_cookie(to, messages_cookie, message_signer().sign(write_flash_messages(messages_)),
               message_seconds);
}

}  // namespace detail

HYPER_INLINE void flash_messages::add(std::string_view level, std::string_view text) const {
  session_->add_message(level, text);
}
HYPER_INLINE std::size_t flash_messages::size() const { return session_->show_messages().size(); }
HYPER_INLINE flash_message const& flash_messages::operator[](std::size_t position) const {
  return session_->show_messages()[position];
}

HYPER_INLINE csrf_text::operator std::string_view() const { return session_->csrf_text(); }

HYPER_INLINE page_globals extractor_traits<page_globals>::take(extraction& from) {
  auto* const session = new detail::page_session(from.with);
  from.with.accompany(session);
  return {csrf_text(session), flash_messages(session)};
}

}  // namespace hyper
