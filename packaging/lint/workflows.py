#!/usr/bin/env python3
"""Checks the workflows of the public forge where actionlint is not at hand: their structure, that actions are pinned by commit, that
nothing may write but what says so, that jobs end by themselves, that no text from outside gets into a script, that shell
scripts parse, and that the scripts they call are there."""

import pathlib
import re
import subprocess
import sys

import yaml

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDER = TOP / ".github/workflows"
problems = []


def need(holds, text):
    if not holds:
        problems.append(text)
    return holds


def check_script(where, script, shell):
    # What somebody else decides, such as a branch's name, would be run as code.
    outside = re.findall(r"\$\{\{ *((?:github\.event|github\.head_ref|github\.ref_name|secrets|inputs)[^}]*)\}\}", script)
    need(not outside, f"{where}: {outside} goes into the script; hand it over by env")
    for call in re.findall(r"(?:^|[ \n])((?:packaging|tests|\.ci)/[\w./-]+)", script):
        need((TOP / call).exists(), f"{where}: there is no {call}")
    for verb, targets in re.findall(r"packaging/(make|check)((?: [\w-]+)+)", script):
        for target in targets.split():
            need(list(TOP.glob(f"packaging/*/{verb}-{target}")), f"{where}: there is no packaging/*/{verb}-{target}")
    if shell not in ("pwsh", "cmd"):
        text = re.sub(r"\$\{\{.*?\}\}", "x", script)
        parsed = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
        need(parsed.returncode == 0, f"{where}: {parsed.stderr.strip()}")


def check_job(file, name, job, names):
    where = f"{file}: {name}"
    for other in [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", []):
        need(other in names, f"{where} needs {other}, which is no job")
    if "uses" in job:
        need(job["uses"].startswith("./") and (TOP / job["uses"]).is_file(), f"{where} calls {job['uses']}")
        need(job.get("secrets") != "inherit", f"{where} hands all secrets over")
        return
    need("runs-on" in job and "-latest" not in str(job["runs-on"]), f"{where} does not say what it runs on")
    need(isinstance(job.get("timeout-minutes"), int), f"{where} may run for ever")
    if not need(isinstance(job.get("steps"), list) and job["steps"], f"{where} has no steps"):
        return
    default = job.get("defaults", {}).get("run", {}).get("shell", "bash")
    for number, step in enumerate(job["steps"], 1):
        spot = f"{where}, step {number}"
        unknown = set(step) - {"name", "uses", "with", "run", "shell", "env", "if", "id", "working-directory", "continue-on-error"}
        need(not unknown, f"{spot} has {unknown}")
        if not need(("uses" in step) != ("run" in step), f"{spot} neither uses nor runs, or both"):
            continue
        if "uses" in step:
            need(re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", step["uses"]), f"{spot}: {step['uses']} is not pinned by commit")
            if step["uses"].startswith("actions/checkout@"):
                need(step.get("with", {}).get("persist-credentials") is False, f"{spot} leaves its credentials behind")
        else:
            check_script(spot, step["run"], step.get("shell", default))
        if "secrets" in str(step.get("if", "")):
            problems.append(f"{spot}: 'if' cannot see secrets")


def check(path):
    workflow = yaml.safe_load(path.read_text())
    triggers = workflow.get("on", workflow.get(True))  # YAML 1.1 takes "on" for true
    need(triggers, f"{path.name} has no 'on'")
    need("pull_request_target" not in (triggers or {}), f"{path.name} runs foreign code with its rights")
    need(workflow.get("name"), f"{path.name} has no name")
    need(workflow.get("permissions") == {"contents": "read"}, f"{path.name} may do more than read")
    unknown = set(workflow) - {"name", "on", True, "permissions", "concurrency", "env", "defaults", "jobs"}
    need(not unknown, f"{path.name} has {unknown}")
    jobs = workflow.get("jobs", {})
    need(jobs, f"{path.name} has no jobs")
    for name, job in jobs.items():
        check_job(path.name, name, job, jobs)
        if "permissions" in job:
            need(path.name == "release.yml" and job["permissions"] == {"contents": "write"}, f"{path.name}: {name} may {job['permissions']}")
    # The comment behind a pinned action says which version it is; without it nobody can keep it up.
    for line in path.read_text().splitlines():
        if re.search(r"uses: [\w./-]+@", line):
            need(re.search(r"@[0-9a-f]{40} # v[\d.]+$", line), f"{path.name}: no version behind {line.strip()}")


files = sorted(FOLDER.glob("*.yml"))
need({"ci.yml", "packages.yml", "release.yml"} <= {each.name for each in files}, "a workflow is missing")
for each in files:
    check(each)
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(bool(problems))
