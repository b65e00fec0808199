// error: template_argument_is_wrong "home.html" 1 8 "url" "no such route; did you mean" "post"
#include <hyper/templates/render.hpp>

struct page {
  int number;
};
struct url_function {
  static constexpr hyper::template_complaint check(
      std::span<hyper::template_argument const> given) {
    if (!given.empty() && given[0].text == "post") return {};
    return {"no such route; did you mean", "post", 0};
  }
  template <class Call, class... Values>
  std::string call(Values const&...) const {
    return "/post";
  }
};
struct pages {
  using extensions = hyper::template_extensions<hyper::template_global<"url", url_function{}>>;
  static constexpr hyper::embedded_template all[] = {
#ifdef COMPILE_FAIL
      {"home.html", "{{ url('pots', id=number) }}"},
#else
      {"home.html", "{{ url('post', id=number) }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
