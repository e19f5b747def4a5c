# SPDX-License-Identifier: AGPL-3.0-only
# Builds web/ into one folder and that folder into the library keks_web, which has
# keks::server::embedded_assets(). Runs again when a source of the web client changes.
find_program(KEKS_NODE node REQUIRED)
find_program(KEKS_NPM npm REQUIRED)

set(web_dir "${PROJECT_SOURCE_DIR}/web")
set(web_packages "${web_dir}/node_modules/.package-lock.json")  # npm writes it last
if(NOT EXISTS "${web_packages}")
    message(FATAL_ERROR "The packages of the web client are not installed. "
        "Run ${PROJECT_SOURCE_DIR}/cmake/install-deps.sh, or `npm ci` in ${web_dir}, and try again.")
endif()

file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS
    "${web_dir}/src/*" "${web_dir}/static/*" "${web_dir}/scripts/*")
set(web_out "${CMAKE_CURRENT_BINARY_DIR}/web-dist")
set(web_embed "${CMAKE_CURRENT_BINARY_DIR}/web-embed")

add_custom_command(
    OUTPUT "${web_embed}/assets.bin" "${web_embed}/assets.cpp"
    COMMAND "${CMAKE_COMMAND}" -E rm -rf "${web_out}"
    COMMAND "${CMAKE_COMMAND}" -E env npm_config_update_notifier=false
            "${KEKS_NPM}" run --silent build -- --outdir "${web_out}"
    COMMAND "${KEKS_NODE}" "${PROJECT_SOURCE_DIR}/cmake/embed-assets.mjs" "${web_out}" "${web_embed}"
    WORKING_DIRECTORY "${web_dir}"
    DEPENDS ${web_sources} "${web_packages}" "${web_dir}/package.json" "${web_dir}/tsconfig.json"
            "${PROJECT_SOURCE_DIR}/cmake/embed-assets.mjs"
    COMMENT "Building and compressing the web client"
    VERBATIM)

add_library(keks_web STATIC EXCLUDE_FROM_ALL "${web_embed}/assets.cpp")
keks_embed(keks_web kKeksWebAssets "${web_embed}/assets.bin")
target_link_libraries(keks_web PRIVATE keks_http keks_warnings)
