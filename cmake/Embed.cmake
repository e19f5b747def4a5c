# SPDX-License-Identifier: AGPL-3.0-only
# keks_embed(TARGET SYMBOL FILE): puts a file into TARGET as
#     extern "C" const char SYMBOL[];  extern "C" const std::uint64_t SYMBOLSize;
# The assembler copies it, which is quick whatever its size, with gcc and clang alike.
set(KEKS_EMBED_TEMPLATE "${CMAKE_CURRENT_LIST_DIR}/embed.S.in")

function(keks_embed target symbol file)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/embed/${symbol}.S")
    configure_file("${KEKS_EMBED_TEMPLATE}" "${source}" @ONLY)
    set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${file}")
    target_sources(${target} PRIVATE "${source}")
endfunction()
