# Writes OUTPUT: the bytes of SOURCES and CREDIT_LINES as arrays. Not as string literals, whose length
# the language bounds.
function(array name file result)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
  set(${result} "constexpr unsigned char ${name}[] = {\n${bytes}};\n" PARENT_SCOPE)
endfunction()

array(kSources ${SOURCES} sources)
array(kCreditLines ${CREDIT_LINES} credit_lines)
file(WRITE ${OUTPUT} "#include \"source/defaults.h\"

namespace newsprint::source {
namespace {

${sources}
${credit_lines}
std::string_view View(const unsigned char* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

std::string_view DefaultSourcesYaml() { return View(kSources, sizeof kSources); }
std::string_view DefaultCreditLinesYaml() { return View(kCreditLines, sizeof kCreditLines); }

}  // namespace newsprint::source
")
