// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// An nginx of one test, with the configuration that the documentation recommends.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include "http/folder.hpp"

inline std::string content_of_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The first block ```nginx of the page; the build folder lies within the source folder.
inline std::string recommended_configuration() {
  namespace fs = std::filesystem;
  for (fs::path at = fs::current_path();; at = at.parent_path()) {
    fs::path const page = at / "docs/how_to/behind_nginx.md";
    if (fs::exists(page)) {
      std::string const text = content_of_file(page.string());
      std::size_t const begin = text.find("```nginx\n") + 9;
      return text.substr(begin, text.find("\n```", begin) - begin + 1);
    }
    if (at == at.parent_path()) throw std::runtime_error("docs/how_to/behind_nginx.md not found");
  }
}

inline void replace_all(std::string& in, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = in.find(what, at)) != in.npos; at += by.size())
    in.replace(at, what.size(), by);
}

inline std::uint16_t free_port() {
  int const probe = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(probe, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(probe);
  return ntohs(address.sin_port);
}

class running_nginx {
 public:
  /// `upstream` is "unix:/path" or "127.0.0.1:port". The server with TLS is made one without.
  running_nginx(std::string const& upstream, std::string const& static_folder)
      : port_(free_port()) {
    make_certificate();
    std::string text = recommended_configuration();
    replace_all(text, "unix:/run/shop/shop.sock", upstream);
    replace_all(text, "/srv/shop/static_collected", static_folder);
    replace_all(text, "/var/cache/nginx/shop", folder_ / "cache");
    replace_all(text, "/etc/ssl/shop", folder_.path());
    replace_all(text, "  listen [::]:80;\n", "");
    replace_all(text, "  listen [::]:443 ssl http2;\n", "");
    replace_all(text, "listen 80;", "listen 127.0.0.1:" + std::to_string(free_port()) + ";");
    std::string const tls = text;
    replace_all(text, "listen 443 ssl http2;", "listen 127.0.0.1:" + std::to_string(port_) + ";");
    write(tls, "tls.conf");
    write(text, "plain.conf");
  }
  ~running_nginx() { stop(); }
  running_nginx(running_nginx const&) = delete;
  running_nginx& operator=(running_nginx const&) = delete;

  /// `nginx -t` of the configuration with TLS, on another port.
  std::string judge() { return call("-t -c " + (folder_ / "tls.conf")) ? "" : errors(); }
  /// nginx goes into the background when it listens.
  std::string start() {
    started_ = call("-c " + (folder_ / "plain.conf"));
    return started_ ? "" : errors();
  }
  std::uint16_t port() const { return port_; }
  std::string errors() const { return content_of_file(folder_ / "said"); }

 private:
  void make_certificate() {
    std::string const command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=shop.example -keyout " +
        (folder_ / "privkey.pem") + " -out " + (folder_ / "fullchain.pem") + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("no certificate");
  }
  void write(std::string servers, std::string const& name) {
    replace_all(servers, "listen 443 ssl",
                "listen 127.0.0.1:" + std::to_string(free_port()) + " ssl");
    std::string text = ::geteuid() == 0 ? "user root;\n" : "";
    text += "worker_processes 1;\npid " + (folder_ / "pid") + ";\nerror_log " +
            (folder_ / "errors") + ";\nevents { worker_connections 256; }\nhttp {\n" +
            "access_log off;\ntypes { text/css css; }\n";
    for (char const* each : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      text += std::string(each) + "_temp_path " + (folder_ / each) + ";\n";
    folder_.write(name, text + servers + "}\n");
  }
  bool call(std::string const& arguments) const {
    return std::system(("PATH=$PATH:/usr/sbin:/usr/local/sbin; nginx -p " + folder_.path() + " " +
                        arguments + " >" + (folder_ / "said") + " 2>&1 </dev/null")
                           .c_str()) == 0;
  }
  void stop() {
    if (!started_) return;
    int const process = std::atoi(content_of_file(folder_ / "pid").c_str());
    if (process > 1) ::kill(process, SIGTERM);
    for (int i = 0; i < 1000 && process > 1 && ::kill(process, 0) == 0; ++i) ::usleep(10'000);
  }

  test_folder folder_;
  std::uint16_t port_;
  bool started_ = false;
};
