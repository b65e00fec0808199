// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/body.hpp>
#include <hyper/routing/compressed.hpp>
#include <hyper/routing/created.hpp>
#include <hyper/routing/event_response.hpp>
#include <hyper/routing/extract.hpp>
#include <hyper/routing/extraction.hpp>
#include <hyper/routing/file.hpp>
#include <hyper/routing/form.hpp>
#include <hyper/routing/group.hpp>
#include <hyper/routing/last_event_id.hpp>
#include <hyper/routing/limits.hpp>
#include <hyper/routing/match.hpp>
#include <hyper/routing/named.hpp>
#include <hyper/routing/parameter.hpp>
#include <hyper/routing/pattern.hpp>
#include <hyper/routing/respond.hpp>
#include <hyper/routing/results.hpp>
#include <hyper/routing/route.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/routing/static_files.hpp>
#include <hyper/routing/static_manifest.hpp>
#include <hyper/routing/static_mount.hpp>
#include <hyper/routing/table.hpp>
#include <hyper/routing/websocket.hpp>
