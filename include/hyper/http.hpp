// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/accept_encoding.hpp>
#include <hyper/http/byte_range.hpp>
#include <hyper/http/conditional.hpp>
#include <hyper/http/content_disposition.hpp>
#include <hyper/http/cookie.hpp>
#include <hyper/http/counters.hpp>
#include <hyper/http/date.hpp>
#include <hyper/http/entity_tag.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/file_cache.hpp>
#include <hyper/http/gzip.hpp>
#include <hyper/http/listener.hpp>
#include <hyper/http/media_type.hpp>
#include <hyper/http/opened_file.hpp>
#include <hyper/http/parser.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/http/representation.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/response.hpp>
#include <hyper/http/safe_path.hpp>
#include <hyper/http/send_file.hpp>
#include <hyper/http/server.hpp>
#include <hyper/http/server_event.hpp>
#include <hyper/http/server_settings.hpp>
#include <hyper/http/static_folder.hpp>
#include <hyper/http/url.hpp>
#include <hyper/http/websocket_deflate.hpp>
#include <hyper/http/websocket_frame.hpp>
#include <hyper/http/websocket_handle.hpp>
#include <hyper/http/websocket_handshake.hpp>
#include <hyper/http/websocket_receiver.hpp>
#include <hyper/http/websocket_session.hpp>
