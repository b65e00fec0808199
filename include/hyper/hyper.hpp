// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app.hpp>
#include <hyper/app/collect_static.hpp>
#include <hyper/app/models.hpp>
#include <hyper/app/private_postgres.hpp>
#include <hyper/http.hpp>
#include <hyper/json.hpp>
#include <hyper/migrate.hpp>
#include <hyper/orm.hpp>
#include <hyper/postgres.hpp>
#include <hyper/reflect.hpp>
#include <hyper/rest.hpp>
#include <hyper/routing.hpp>
#include <hyper/runtime.hpp>
#include <hyper/security.hpp>
#include <hyper/validate.hpp>
