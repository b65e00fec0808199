// error: template_argument_is_wrong "home.html" 1 16 "shout" "takes" "int" "and is given"
#include <hyper/templates/render.hpp>

struct page {
  std::string title;
};
std::string shout(std::string_view text, int times) {
  return std::string(text) + std::string(static_cast<std::size_t>(times), '!');
}
struct pages {
  using extensions = hyper::template_extensions<hyper::template_filter<"shout", shout, "times">>;
  static constexpr hyper::embedded_template all[] = {
#ifdef COMPILE_FAIL
      {"home.html", "{{ title|shout('2') }}"},
#else
      {"home.html", "{{ title|shout(2) }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
