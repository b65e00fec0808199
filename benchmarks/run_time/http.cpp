// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>
#include <hyper/http/cookie.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/parser.hpp>
#include <hyper/http/url.hpp>

namespace {

using namespace hyper;

constexpr std::string_view small_request =
    "GET /plaintext HTTP/1.1\r\nHost: tfb-server:8080\r\n"
    "Accept: text/plain,text/html;q=0.9,application/xhtml+xml;q=0.9,application/xml;q=0.8,"
    "*/*;q=0.7\r\nConnection: keep-alive\r\n\r\n";

constexpr std::string_view browser_request =
    "GET /posts/hello-world?page=2&order=-created HTTP/1.1\r\nHost: www.example.com\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
    "Referer: https://www.example.com/posts\r\nDNT: 1\r\nConnection: keep-alive\r\n"
    "Cookie: sessionid=0123456789abcdef0123456789abcdef; csrftoken=abcdefghijklmnopqrstuvwxyz01\r\n"
    "Upgrade-Insecure-Requests: 1\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n"
    "Sec-Fetch-Site: same-origin\r\nPriority: u=0, i\r\n\r\n";

void parse(benchmark::State& state, std::string_view bytes) {
  std::string buffer(bytes);
  parser_limits const limits;
  request_parser parser(limits);
  request in;
  for (auto _ : state) {
    std::size_t size = buffer.size();
    benchmark::DoNotOptimize(parser.parse(buffer.data(), size));
    parser.describe(buffer.data(), in);
    benchmark::DoNotOptimize(in);
    parser.next();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}
BENCHMARK_CAPTURE(parse, techempower, small_request);
BENCHMARK_CAPTURE(parse, browser, browser_request);

void chunked_body(benchmark::State& state) {
  std::string coded = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 16; ++i) coded += "400\r\n" + std::string(1024, 'x') + "\r\n";
  coded += "0\r\n\r\n";
  parser_limits const limits;
  request_parser parser(limits);
  std::string buffer;
  for (auto _ : state) {
    buffer = coded;
    std::size_t size = buffer.size();
    benchmark::DoNotOptimize(parser.parse(buffer.data(), size));
    parser.next();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(coded.size()) * state.iterations());
}
BENCHMARK(chunked_body);

void answer(benchmark::State& state) {
  http_service const service{
      nullptr, [](void*, exchange& with) { with.answer(200, "text/plain", "Hello, World!"); },
      nullptr, nullptr};
  std::string output;
  exchange with(service, output);
  for (auto _ : state) {
    with.reset();
    with.serve(nullptr, nullptr);
    benchmark::DoNotOptimize(output.data());
    output.clear();
  }
}
BENCHMARK(answer);

void cookie_lookup(benchmark::State& state) {
  header_field const fields[] = {
      {"Cookie", "theme=dark; sessionid=0123456789abcdef0123456789abcdef; csrftoken=abcdefghijkl"}};
  request in;
  in.fields = fields;
  for (auto _ : state) benchmark::DoNotOptimize(find_cookie(in, "csrftoken"));
}
BENCHMARK(cookie_lookup);

void query_lookup(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(find_in_query("page=2&order=-created&q=a%20b+c", "q"));
}
BENCHMARK(query_lookup);

}  // namespace
