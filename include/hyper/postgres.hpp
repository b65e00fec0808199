// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/advisory_lock.hpp>
#include <hyper/postgres/codec.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/errors.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/postgres/row.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/postgres/transaction.hpp>
