# What every target of the project is compiled and linked with.
add_library(newsprint_options INTERFACE)
target_compile_options(
  newsprint_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                              -Wnon-virtual-dtor -Woverloaded-virtual -Werror
                              # Options structs have defaults in place: naming some of them is the point.
                              -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # Two that come and go with what g++ inlines, in sound code: it takes the assignment of a short literal to a
  # std::string for one of overlapping memory (GCC bug 105651), and a checked std::optional for unset (80635).
  target_compile_options(newsprint_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

if(NEWSPRINT_SANITIZE)
  # Whole-tree flags: mixed instrumentation gives false reports.
  add_compile_options(-fsanitize=${NEWSPRINT_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${NEWSPRINT_SANITIZE})
  if(NEWSPRINT_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=all)
  endif()
endif()
if(NEWSPRINT_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
add_link_options(-fuse-ld=mold)
