# Run by CPack when the program lies in its staging folder: adds licence and news as the kind of package wants them.
cmake_minimum_required(VERSION 3.25)
set(usr ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr)
set(source ${CPACK_LOCKDESK_SOURCE})

# The dates must be the commit's, and the same everywhere.
if(DEFINED ENV{SOURCE_DATE_EPOCH})
    set(ENV{TZ} UTC)
endif()

# gzip without a name and date, as Debian wants documents.
function(compress file)
    execute_process(COMMAND gzip -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

set(documents ${usr}/share/doc/lockdesk)
file(MAKE_DIRECTORY ${documents})
if(CPACK_GENERATOR STREQUAL "DEB")
    file(COPY_FILE ${source}/packaging/linux/deb/copyright ${documents}/copyright)
    file(COPY_FILE ${source}/NEWS.md ${documents}/changelog)
    compress(${documents}/changelog)
    string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
    file(WRITE ${documents}/changelog.Debian
"lockdesk (${CPACK_LOCKDESK_DEBIAN_VERSION}) unstable; urgency=medium

  * Package of version ${CPACK_PACKAGE_VERSION}; its news are in changelog.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
    compress(${documents}/changelog.Debian)
    file(GLOB overrides ${source}/packaging/linux/deb/lintian-overrides)
    if(overrides)
        file(MAKE_DIRECTORY ${usr}/share/lintian/overrides)
        file(COPY_FILE ${overrides} ${usr}/share/lintian/overrides/lockdesk)
    endif()
else()
    file(COPY_FILE ${source}/NEWS.md ${documents}/NEWS.md)
    file(MAKE_DIRECTORY ${usr}/share/licenses/lockdesk)
    file(COPY_FILE ${source}/LICENSE ${usr}/share/licenses/lockdesk/LICENSE)
endif()

# The same rights whatever umask the maker has.
file(GLOB_RECURSE files LIST_DIRECTORIES TRUE ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*)
foreach(file ${files})
    if(IS_DIRECTORY ${file})
        file(CHMOD ${file} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
    elseif(NOT file MATCHES "/usr/bin/")
        file(CHMOD ${file} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
    endif()
endforeach()
