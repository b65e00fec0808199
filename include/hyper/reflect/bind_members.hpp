// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to reflect/members.hpp: an aggregate taken apart. Until the language has packs of
// structured bindings, each count needs a line of its own. Boost.PFR has these lines as well and
// takes the larger structs here; it hands the members out through one tuple type for each struct,
// whose elements cost the compiler more than all that JSON and SQL make of them
// (docs/compile_time.md).

#include <boost/pfr/core.hpp>
#include <cstddef>
#include <utility>

namespace hyper::detail {

template <class T, class Visitor, std::size_t... I>
constexpr decltype(auto) bind_many(T& object, Visitor& visit, std::index_sequence<I...>) {
  return visit(boost::pfr::get<I>(object)...);
}

/// Calls `visit(members...)` with references to all members of an aggregate that has `Count`.
// clang-format off
template <std::size_t Count, class T, class Visitor>
constexpr decltype(auto) bind_members(T& object, Visitor&& visit) {
  if constexpr (Count == 0) return visit();
  else if constexpr (Count == 1) { auto& [a] = object; return visit(a); }
  else if constexpr (Count == 2) { auto& [a,b] = object; return visit(a,b); }
  else if constexpr (Count == 3) { auto& [a,b,c] = object; return visit(a,b,c); }
  else if constexpr (Count == 4) { auto& [a,b,c,d] = object; return visit(a,b,c,d); }
  else if constexpr (Count == 5) { auto& [a,b,c,d,e] = object; return visit(a,b,c,d,e); }
  else if constexpr (Count == 6) { auto& [a,b,c,d,e,f] = object; return visit(a,b,c,d,e,f); }
  else if constexpr (Count == 7) { auto& [a,b,c,d,e,f,g] = object; return visit(a,b,c,d,e,f,g); }
  else if constexpr (Count == 8) { auto& [a,b,c,d,e,f,g,h] = object; return visit(a,b,c,d,e,f,g,h); }
  else if constexpr (Count == 9) { auto& [a,b,c,d,e,f,g,h,i] = object; return visit(a,b,c,d,e,f,g,h,i); }
  else if constexpr (Count == 10) { auto& [a,b,c,d,e,f,g,h,i,j] = object; return visit(a,b,c,d,e,f,g,h,i,j); }
  else if constexpr (Count == 11) { auto& [a,b,c,d,e,f,g,h,i,j,k] = object; return visit(a,b,c,d,e,f,g,h,i,j,k); }
  else if constexpr (Count == 12) { auto& [a,b,c,d,e,f,g,h,i,j,k,l] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l); }
  else if constexpr (Count == 13) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m); }
  else if constexpr (Count == 14) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n); }
  else if constexpr (Count == 15) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o); }
  else if constexpr (Count == 16) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p); }
  else if constexpr (Count == 17) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q); }
  else if constexpr (Count == 18) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r); }
  else if constexpr (Count == 19) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s); }
  else if constexpr (Count == 20) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t); }
  else if constexpr (Count == 21) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u); }
  else if constexpr (Count == 22) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v); }
  else if constexpr (Count == 23) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w); }
  else if constexpr (Count == 24) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x); }
  else if constexpr (Count == 25) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y); }
  else if constexpr (Count == 26) { auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z] = object; return visit(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z); }
  else return bind_many(object, visit, std::make_index_sequence<Count>{});
}
// clang-format on

}  // namespace hyper::detail
