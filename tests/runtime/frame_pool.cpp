// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/runtime/frame_pool.hpp>
//
#include <cstring>
#include <thread>
#include <vector>
#include "support/catch.hpp"

using hyper::detail::frame_pool;

TEST_CASE("frames of every size can be written to their ends", "[runtime]") {
  std::vector<std::pair<void*, std::size_t>> frames;
  for (int round = 0; round < 3; ++round) {
    for (std::size_t size = 1; size < 6000; size += 61) {
      void* const frame = frame_pool::allocate(size);
      std::memset(frame, static_cast<int>(size), size);
      frames.emplace_back(frame, size);
    }
    for (auto const& [frame, size] : frames) {
      CHECK(static_cast<unsigned char*>(frame)[size - 1] == (size & 255));
      frame_pool::release(frame, size);
    }
    frames.clear();
  }
}

TEST_CASE("a frame may be freed by another thread", "[runtime]") {
  void* const frame = frame_pool::allocate(100);
  std::thread([&] { frame_pool::release(frame, 100); }).join();
}
