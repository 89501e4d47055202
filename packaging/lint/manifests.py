#!/usr/bin/env python3
"""Checks the manifests of Flatpak and snap: their required keys, that every source from the network is pinned, that permissions are
those that were decided on, and that an archive has one checksum wherever it is named."""

import pathlib
import re
import sys

import yaml

TOP = pathlib.Path(__file__).resolve().parents[2]
problems = []


def need(holds, text):
    if not holds:
        problems.append(text)
    return holds


def check_flatpak(path):
    text = path.read_text()
    manifest = yaml.safe_load(text)
    for key in ("id", "runtime", "runtime-version", "sdk", "command", "finish-args", "modules"):
        need(key in manifest, f"{path.name} has no {key}")
    need(manifest.get("id") == path.stem == "org.lockdesk.Lockdesk", "the Flatpak's id is not its file's name")
    need(isinstance(manifest.get("runtime-version"), str), "runtime-version is a number, which loses zeros")
    # Each is a hole in the sandbox, so another one is decided on here first.
    decided = {"--share=network", "--socket=wayland", "--socket=fallback-x11", "--share=ipc"}
    need(set(manifest["finish-args"]) == decided, f"finish-args differ: {sorted(set(manifest['finish-args']) ^ decided)}")
    for module in manifest["modules"]:
        need(module.get("name") and module.get("sources"), f"a module without name or sources: {module}")
        for source in module.get("sources", []):
            kind = source["type"]
            if kind == "archive":
                need(re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", "")), f"{source['url']} is not pinned")
                need(source["url"].startswith("https://"), f"{source['url']} is not https")
            elif kind == "git":
                need(re.fullmatch(r"[0-9a-f]{40}", source.get("commit", "")), f"{source['url']} is not pinned")
            else:
                need(kind == "dir" and (path.parent / source["path"]).resolve() == TOP, f"a source of kind {kind}")
    need(manifest["modules"][-1]["name"] == "lockdesk", "the program is not the last module")
    need("Never built" in text, f"{path.name} no longer says that it was never built")


def check_snap(path):
    text = path.read_text()
    snap = yaml.safe_load(text)
    for key in ("name", "base", "summary", "description", "confinement", "grade", "apps", "parts"):
        need(key in snap, f"{path.name} has no {key}")
    need(snap.get("base") == "core24" and snap.get("confinement") == "strict", "the snap's base or confinement")
    need(len(snap.get("summary", "")) <= 78, "the snap's summary is longer than 78 characters")
    need("version" not in snap and snap.get("adopt-info") in snap["parts"], "the snap's version is not CMakeLists.txt's")
    need('craftctl set version="$(packaging/version)"' in snap["parts"][snap["adopt-info"]]["override-pull"], "the snap sets no version")
    app = snap["apps"]["lockdesk"]
    need(set(app["plugs"]) == {"home", "network", "password-manager-service"}, f"plugs differ: {app['plugs']}")
    need(app["extensions"] == ["kde-neon-6"], "the snap's extension")
    need((TOP / snap["icon"]).is_file(), f"there is no {snap['icon']}")
    for name, part in snap["parts"].items():
        need(part["source"] == "." or part.get("source-checksum") or part.get("source-commit"), f"part {name} is not pinned")
    need("Never built" in text, f"{path.name} no longer says that it was never built")


def check_checksums():
    """The same archive, named in several files, has the same checksum in each."""
    sums = {}
    for path in sorted((TOP / "packaging").rglob("*")):
        if path.suffix not in (".yaml", ".cmake", ".ps1") and path.name != "build-libsodium":
            continue
        text = path.read_text()
        for name in ("libsodium", "qtkeychain", "libsecret"):
            near = re.finditer(name + r"[^\n]*\.tar\.[gx]z[^\n]*(?:\n[^\n]*){0,3}?\n[^\n]*?([0-9a-f]{64})", text)
            for each in [found.group(1) for found in near]:
                sums.setdefault(name, {})[each] = path.name
        if path.name.startswith("build-libsodium"):
            found = re.search(r"sha256 ?= ?'?([0-9a-f]{64})", text)
            if need(found, f"{path.name} pins nothing"):
                sums.setdefault("libsodium", {})[found.group(1)] = path.name
    for name in ("libsodium", "qtkeychain"):
        need(len(sums.get(name, {})) == 1, f"{name} has not one checksum: {sums.get(name)}")


check_flatpak(TOP / "packaging/flatpak/org.lockdesk.Lockdesk.yaml")
check_snap(TOP / "packaging/snap/snapcraft.yaml")
check_checksums()
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(bool(problems))
