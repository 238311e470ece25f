# Writes OUTPUT: for each page its style and its script, put together from the files in ASSETS, and
# the hashes by which the page's Content-Security-Policy lets these two through and nothing else.
include(${CMAKE_CURRENT_LIST_DIR}/../../cmake/EmbedBytes.cmake)

# The SHA-256 of a file in base64, as the policy spells it.
function(policy_hash file result)
  set(alphabet ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
  file(SHA256 ${file} hex)
  set(text "")
  foreach(at RANGE 0 60 6) # 32 bytes: ten groups of three and one of two, which gives three letters.
    string(SUBSTRING ${hex}00 ${at} 6 group)
    foreach(shift 18 12 6 0)
      math(EXPR letter "(0x${group} >> ${shift}) & 63")
      string(SUBSTRING ${alphabet} ${letter} 1 letter)
      string(APPEND text ${letter})
    endforeach()
  endforeach()
  string(REGEX REPLACE ".$" "=" text ${text})
  set(${result} "sha256-${text}" PARENT_SCOPE)
endfunction()

# Appends to `code` the array NAME with the files given, one after the other, and its hash.
macro(asset name)
  set(whole "")
  foreach(file ${ARGN})
    file(READ ${ASSETS}/${file} part)
    string(APPEND whole "${part}")
  endforeach()
  file(WRITE ${OUTPUT}.part "${whole}")
  embed_bytes(${name} ${OUTPUT}.part array)
  policy_hash(${OUTPUT}.part hash)
  string(APPEND code "${array}constexpr std::string_view ${name}Hash = \"${hash}\";\n\n")
endmacro()

set(code "")
asset(kComparisonStyle base.css pair.css)
asset(kComparisonScript dom.js theme.js pair.js comparison_page.js)
asset(kAuditStyle base.css pair.css audit.css)
asset(kAuditScript dom.js theme.js pair.js classes.js table.js charts.js finding.js audit_page.js)
file(REMOVE ${OUTPUT}.part)

file(WRITE ${OUTPUT} "#include \"report/assets.h\"

namespace newsprint::report {
namespace {

${code}std::string_view View(const unsigned char* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

PageAssets ComparisonAssets() {
  return {View(kComparisonStyle, sizeof kComparisonStyle), kComparisonStyleHash,
          View(kComparisonScript, sizeof kComparisonScript), kComparisonScriptHash};
}

PageAssets AuditAssets() {
  return {View(kAuditStyle, sizeof kAuditStyle), kAuditStyleHash,
          View(kAuditScript, sizeof kAuditScript), kAuditScriptHash};
}

}  // namespace newsprint::report
")
