#!/usr/bin/env bash
# Counts words: the shortest script that has a bit of everything.
set -euo pipefail
shopt -s nullglob

. ./words.sh
source "${HOME}/.tally"

readonly LIMIT=10 # words that are shown
NAMES=(a "b c" 'd' $'e\n' $"f")
declare -A counts=([a]=1 [b]=2)
export TOTAL=0 FILE="${1:-/dev/stdin}"

one() { return 1; }
name() { echo "$1"; }

function add {
  local word="$1" times=${2:-1} i
  if [[ -z $word || $times -lt 1 ]]; then
    echo "é: no word" >&2
    return 2
  elif [ "$word" = "-" ]; then
    return
  else
    counts[$word]=$((${counts[$word]:-0} + times))
  fi
  case "$word" in
    a | b*) ((TOTAL++)) ;;
    *) let "TOTAL += times" ;;
  esac
  for ((i = 0; i < times; i++)); do
    ((i > 5 ? 1 : 0)) && break
  done
}

usage() {
  cat <<EOF
usage: tally [FILE]
  counts the words of $FILE
EOF
}

while getopts ":hn:" option; do
  case $option in h) usage && exit ;; n) LINES=$OPTARG ;; *) exit 2 ;; esac
done

while IFS=' ' read -r first rest; do
  for word in "$first" ${rest}; do add "$word" || continue; done
done < "$FILE"

until false; do break; done
printf '%s\n' "${!counts[@]}" | sort > "$(mktemp)"
diff <(name a) <(name b) &>/dev/null || ! one
(cd / && ls) & wait
assert_equal 1 "${#NAMES[@]}"
echo "total: $TOTAL"
