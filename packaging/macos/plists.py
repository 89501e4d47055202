#!/usr/bin/env python3
"""Checks a bundle's Info.plist and the entitlements: plists.py INFO_PLIST VERSION."""

import pathlib
import plistlib
import sys

here = pathlib.Path(__file__).parent
info_file, version = sys.argv[1:]
problems = []


def need(holds, text):
    if not holds:
        problems.append(text)


def strings(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


with open(info_file, "rb") as file:
    info = plistlib.load(file)

expected = {
    "CFBundleDisplayName": "Lockdesk",
    "CFBundleExecutable": "Lockdesk",
    "CFBundleIconFile": "lockdesk.icns",
    "CFBundleIdentifier": "org.lockdesk.Lockdesk",
    "CFBundleInfoDictionaryVersion": "6.0",
    "CFBundleName": "Lockdesk",
    "CFBundlePackageType": "APPL",
    "CFBundleShortVersionString": version,
    "CFBundleVersion": version,
    "LSApplicationCategoryType": "public.app-category.utilities",
    "LSMinimumSystemVersion": "12.0",
    "NSHighResolutionCapable": True,
    "NSPrincipalClass": "NSApplication",
}
for key, value in expected.items():
    need(info.get(key) == value, f"{key} is {info.get(key)!r}, not {value!r}")
need("©" in info.get("NSHumanReadableCopyright", ""), "NSHumanReadableCopyright names nobody")
need(not any("${" in text or "@" in text for text in strings(info)), "a placeholder was left as it is")

declared = {each["UTTypeIdentifier"]: each for each in info.get("UTExportedTypeDeclarations", [])}
opened = {name for each in info.get("CFBundleDocumentTypes", []) for name in each["LSItemContentTypes"]}
need(opened == set(declared) == {"org.lockdesk.backup"}, f"opens {opened}, declares {set(declared)}")
tags = declared.get("org.lockdesk.backup", {}).get("UTTypeTagSpecification", {})
need(tags.get("public.filename-extension") == ["lockdesk-backup"], "backups have another suffix")
need(tags.get("public.mime-type") == ["application/x-lockdesk-backup"], "backups have another type")

with open(here / "entitlements.plist", "rb") as file:
    entitlements = plistlib.load(file)
# Each entitlement is an exception from the hardened runtime, so it is named here with its reason, or it is a mistake.
need(entitlements == {}, f"entitlements nobody decided on: {sorted(entitlements)}")

for problem in problems:
    print(f"{info_file}: {problem}", file=sys.stderr)
sys.exit(bool(problems))
