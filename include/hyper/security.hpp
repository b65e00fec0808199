// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/base64url.hpp>
#include <hyper/security/constant_time.hpp>
#include <hyper/security/derive_key.hpp>
#include <hyper/security/hash.hpp>
#include <hyper/security/random_bytes.hpp>
#include <hyper/security/secret_keys.hpp>
#include <hyper/security/signer.hpp>
