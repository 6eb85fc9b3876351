#!/bin/sh
# Makes the indexes ${name}_users and ${name}_items and loads them: load.sh URL [OPTION OF CURL]...
set -eu
[ $# -ge 1 ] || { echo "usage: load.sh URL [OPTION OF CURL]..., such as load.sh http://localhost:9200" >&2; exit 2; }
url=$1
shift
# The caller's folder stays the current one: options of curl may name files there.
here=$(dirname -- "$0")

# refuse WHAT: says what the server has answered, and ends.
refuse() {
    printf '%s: %s\n' "$1" "$answer" >&2
    exit 1
}

# ask WHAT ARGUMENT OF CURL...: leaves the server's body in $answer. Older versions of curl show no body with --fail.
ask() {
    what=$1
    shift
    answer=$(curl -sS -w '\n%{http_code}' "$@") || exit 1
    status=$(printf '%s\n' "$answer" | tail -n 1)
    answer=$(printf '%s\n' "$answer" | sed '$d')
    case $status in
        2??) ;;
        *) refuse "$what: status $status" ;;
    esac
}

for side in users items; do
    ask "$side-index.json" -X PUT -H 'Content-Type: application/json' --data-binary "@$here/$side-index.json" "$@" \
        "$url/${name}_$side"
    for file in "$here/$side"-[0-9]*.ndjson; do
        ask "${file##*/}" -X POST -H 'Content-Type: application/x-ndjson' --data-binary "@$file" "$@" \
            "$url/${name}_$side/_bulk?filter_path=errors,items.*.error"
        case $answer in
            *'"errors":false'*) ;;
            *) refuse "${file##*/}" ;;
        esac
    done
    ask "${name}_$side/_refresh" -X POST "$@" "$url/${name}_$side/_refresh"
done
