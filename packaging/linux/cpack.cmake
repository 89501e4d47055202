# What the packages for Linux (make-deb, make-rpm) say of the program. The top CMakeLists.txt includes it last, since CPack
# writes down the install rules that it finds.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    return()
endif()

set(LOCKDESK_PACKAGE_RELEASE 1 CACHE STRING "Release of the package, after the version")
set(LOCKDESK_PACKAGE_SUITE "" CACHE STRING "What ~ joins to the release of a .deb: deb12, deb13, ubuntu24.04")

set(CPACK_PACKAGE_NAME lockdesk)
set(CPACK_PACKAGE_VENDOR "Lockdesk developers")
set(CPACK_PACKAGE_CONTACT "Lockdesk developers <lockdesk@lockdesk.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "administer Nuki smart locks, from one to thousands")
set(CPACK_PACKAGE_DESCRIPTION
"Lockdesk is a desktop program for the person who administers Nuki smart
locks: ten of them in an office, or a thousand in a hotel group. It works
through the Nuki Web API with that person's own API token.

It shows every lock with its state and how old that is, who may open what
and when, and changes all of it one by one or many at once. A change is
shown before it is sent, followed until the service's own data proves it,
and can be taken back. The token rests in the keychain of the desktop.

The command lockdesk --demo shows it without an account and without a network.
Lockdesk is no product of Nuki Home Solutions.")
# Empty until it is published somewhere (resources/CMakeLists.txt).
set(CPACK_PACKAGE_HOMEPAGE_URL "${LOCKDESK_HOMEPAGE}")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 0)
# Whatever umask the maker has.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# Adds the documents, which each kind of package wants elsewhere and called otherwise.
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/packaging/linux/documents.cmake)
set(CPACK_LOCKDESK_SOURCE ${CMAKE_SOURCE_DIR})

# Debian, Ubuntu. What the program is linked with is found in the program; named is what is opened at run time.
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${LOCKDESK_PACKAGE_RELEASE})
if(LOCKDESK_PACKAGE_SUITE)
    string(APPEND CPACK_DEBIAN_PACKAGE_RELEASE "~${LOCKDESK_PACKAGE_SUITE}")
endif()
set(CPACK_LOCKDESK_DEBIAN_VERSION ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, libsecret-1-0, qt6-qpa-plugins, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnome-keyring | keepassxc | kwalletmanager, qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "qt6-gtk-platformtheme, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

# Fedora and its kin: sonames are required by themselves, packages by Fedora's names for what is opened at run time.
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_RELEASE ${LOCKDESK_PACKAGE_RELEASE})
set(CPACK_RPM_PACKAGE_SUMMARY "Administer Nuki smart locks, from one to thousands")
set(CPACK_RPM_PACKAGE_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION}")
set(CPACK_RPM_PACKAGE_LICENSE MIT)
set(CPACK_RPM_PACKAGE_GROUP "Applications/System")
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
set(CPACK_RPM_PACKAGE_REQUIRES "ca-certificates, libsecret, qt6-qtbase-gui, tzdata")
set(CPACK_RPM_PACKAGE_SUGGESTS "qt6-qtwayland, gnome-keyring")
set(CPACK_RPM_COMPRESSION_TYPE zstd)
# Folders that belong to others.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /usr/share/applications /usr/share/metainfo /usr/share/mime /usr/share/mime/packages /usr/share/man /usr/share/man/man1
    /usr/share/icons /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
    /usr/share/icons/hicolor/scalable/mimetypes /usr/share/icons/hicolor/symbolic /usr/share/icons/hicolor/symbolic/apps
    /usr/share/licenses /usr/share/doc)
foreach(size 16 22 24 32 48 64 128 256 512)
    foreach(kind "" /apps /mimetypes)
        list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/icons/hicolor/${size}x${size}${kind})
    endforeach()
endforeach()
# The dates are the commit's, and no file of the maker's system is asked for.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _build_id_links none
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define _buildhost lockdesk.org
%define packager ${CPACK_PACKAGE_CONTACT}")

include(CPack)
