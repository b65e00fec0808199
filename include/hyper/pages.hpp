// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/pages/csrf.hpp>
#include <hyper/pages/flash_messages.hpp>
#include <hyper/pages/languages.hpp>
#include <hyper/pages/page.hpp>
#include <hyper/pages/page_globals.hpp>
#include <hyper/pages/site_globals.hpp>
#include <hyper/routing/submitted.hpp>
#include <hyper/routing/variant.hpp>
