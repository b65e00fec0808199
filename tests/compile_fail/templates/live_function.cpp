// error: template_function_is_not_live "url" "give it a member call_live,"
#include <hyper/templates/live_folder.hpp>

struct url_function {
  static constexpr hyper::template_complaint check(std::span<hyper::template_argument const>) {
    return {};
  }
  template <class Call, class... Values>
  std::string call(Values const&...) const {
    return "/post";
  }
#ifndef COMPILE_FAIL
  std::string call_live(hyper::template_arguments const&) const { return "/post"; }
#endif
};
struct pages {
  using extensions = hyper::template_extensions<hyper::template_global<"url", url_function{}>>;
  static constexpr hyper::embedded_template all[] = {{"home.html", "{{ url('post') }}"}};
};

std::string home() {
  hyper::live_folder<pages> live;
  return live.render("home.html", hyper::template_value::dict());
}
