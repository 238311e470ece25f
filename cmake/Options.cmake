# What every target of the project is compiled and linked with.
add_library(newsprint_options INTERFACE)
target_compile_options(
  newsprint_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                              -Wnon-virtual-dtor -Woverloaded-virtual -Werror
                              # Options structs have defaults in place: naming some of them is the point.
                              -Wno-missing-field-initializers
                              # g++-12 takes the assignment of a short literal to a std::string for one of
                              # overlapping memory (GCC bug 105651, mended in 13).
                              $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)

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
