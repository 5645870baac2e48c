#!/usr/bin/env bash
# Keeps the newest backups of a folder and removes the others.
#
# usage: rotate_backups.sh [-n COUNT] [-d] FOLDER
#   -n COUNT  how many stay (7)
#   -d        say what would be removed, and remove nothing
set -euo pipefail

count=7
dry_run=false

fail() {
  echo "${0##*/}: $*" >&2
  exit 2
}

# backups FOLDER: the archives in it, the newest first, each ended by NUL
backups() {
  find "$1" -maxdepth 1 -type f -name '*.tar.gz' -printf '%T@ %p\0' | sort -z -rn | cut -z -d ' ' -f 2-
}

remove() {
  if "$dry_run"; then
    echo "would remove $1"
  else
    rm -f -- "$1"
    echo "removed $1"
  fi
}

while getopts 'n:d' option; do
  case $option in
    n) count=$OPTARG ;;
    d) dry_run=true ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))

[[ $# -eq 1 ]] || fail "one folder, please"
[[ -d $1 ]] || fail "$1 is no folder"
[[ $count =~ ^[1-9][0-9]*$ ]] || fail "$count is no number of backups"

kept=0
while IFS= read -r -d '' archive; do
  if ((kept < count)); then
    kept=$((kept + 1))
  else
    remove "$archive"
  fi
done < <(backups "$1")
echo "$kept backups stay"
