// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/validate/checked.hpp>
#include <hyper/validate/email.hpp>
#include <hyper/validate/invalid_value.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/text.hpp>
