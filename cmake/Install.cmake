# What a machine that runs newsprint needs of it: the programs, the unit, settings, lists, samples and pages to read.
# `cpack` makes a Debian package of it; `cmake --install` heeds DESTDIR. The unit names whole paths, so a prefix other
# than the presets' /usr is given when the tree is configured.
include(GNUInstallDirs)

install(TARGETS newsprint newsprintd RUNTIME)
configure_file(deploy/newsprintd.service.in deploy/newsprintd.service @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/deploy/newsprintd.service DESTINATION lib/systemd/system)
install(FILES deploy/newsprintd.yaml DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/newsprint)
install(FILES deploy/sources.yaml deploy/credit_lines.yaml DESTINATION ${CMAKE_INSTALL_DATADIR}/newsprint)
install(DIRECTORY deploy/licences samples DESTINATION ${CMAKE_INSTALL_DATADIR}/newsprint)
install(DIRECTORY proto/newsprint/v1 DESTINATION ${CMAKE_INSTALL_DATADIR}/newsprint/proto/newsprint)
install(FILES README.md CHANGELOG.md docs/licences.md docs/sources.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

foreach(completion bash:bash-completion/completions/newsprint zsh:zsh/vendor-completions/_newsprint
                   fish:fish/vendor_completions.d/newsprint.fish)
  string(REPLACE ":" ";" pair ${completion})
  list(GET pair 0 shell)
  list(GET pair 1 path)
  cmake_path(GET path PARENT_PATH folder)
  cmake_path(GET path FILENAME name)
  add_custom_command(
    OUTPUT completions/${name}.${shell}
    COMMAND ${CMAKE_COMMAND} -E make_directory completions
    COMMAND newsprint completion ${shell} > completions/${name}.${shell}
    DEPENDS newsprint
    VERBATIM)
  list(APPEND completions completions/${name}.${shell})
  install(FILES ${CMAKE_BINARY_DIR}/completions/${name}.${shell} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} RENAME ${name})
endforeach()
add_custom_target(newsprint_completions ALL DEPENDS ${completions})

set(CPACK_PACKAGE_NAME newsprint)
set(CPACK_PACKAGE_VENDOR "the newsprint developers")
set(CPACK_PACKAGE_CONTACT "the newsprint developers <newsprint@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds where a news story has been before")
set(CPACK_PACKAGE_DESCRIPTION "Finds reprints, excerpts and originals of news articles, shows the passages that prove it,
and holds copies against the licences of their sources. A server (gRPC) and a command line.")
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
file(WRITE ${CMAKE_BINARY_DIR}/deploy/conffiles "${CMAKE_INSTALL_FULL_SYSCONFDIR}/newsprint/newsprintd.yaml\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_BINARY_DIR}/deploy/conffiles)
include(CPack)
