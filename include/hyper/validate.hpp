// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/validate/bounded.hpp>
#include <hyper/validate/checked.hpp>
#include <hyper/validate/date.hpp>
#include <hyper/validate/decimal.hpp>
#include <hyper/validate/email.hpp>
#include <hyper/validate/invalid_value.hpp>
#include <hyper/validate/matches.hpp>
#include <hyper/validate/one_of.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/text.hpp>
#include <hyper/validate/timestamp.hpp>
#include <hyper/validate/url.hpp>
#include <hyper/validate/uuid.hpp>
