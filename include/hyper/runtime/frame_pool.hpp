// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of runtime/task.hpp: memory for coroutine frames.

#include <cstddef>
#include <hyper/config.hpp>
#include <new>

namespace hyper::detail {

/// Hands out coroutine frames from free lists of this thread, so that a request in the steady state
/// allocates nothing. A frame that is freed on another thread joins that thread's lists. Under the
/// address sanitizer every frame comes from the heap, or it could not see a use after free.
class frame_pool {
 public:
  static void* allocate(std::size_t size) {
    if (size > largest || !pooled) return ::operator new(size);
    node*& head = local().heads[size_class(size)];
    if (head == nullptr) return ::operator new((size_class(size) + 1) * granule);
    node* taken = head;
    head = taken->next;
    return taken;
  }

  static void release(void* frame, std::size_t size) noexcept {
    if (size > largest || !pooled) return ::operator delete(frame);
    node*& head = local().heads[size_class(size)];
    head = new (frame) node{head};
  }

 private:
  struct node {
    node* next;
  };
  static constexpr std::size_t granule = 64;
  static constexpr std::size_t largest = 4096;
#if defined(__SANITIZE_ADDRESS__)
  static constexpr bool pooled = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  static constexpr bool pooled = false;
#else
  static constexpr bool pooled = true;
#endif
#else
  static constexpr bool pooled = true;
#endif

  static constexpr std::size_t size_class(std::size_t size) { return (size - 1) / granule; }

  struct lists {
    node* heads[largest / granule]{};
    ~lists() {
      for (node*& head : heads)
        while (head != nullptr) {
          node* next = head->next;
          ::operator delete(head);
          head = next;
        }
    }
  };
  static lists& local() {
    thread_local lists mine;
    return mine;
  }
};

}  // namespace hyper::detail
