#!/bin/sh
# Makes the indexes ${name}_users and ${name}_items and loads them: load.sh URL [OPTION OF CURL]...
set -eu
[ $# -ge 1 ] || { echo "usage: load.sh URL [OPTION OF CURL]..., such as load.sh http://localhost:9200" >&2; exit 2; }
url=$1
shift
cd "$(dirname "$0")"

for side in users items; do
    curl -fsS -X PUT -H 'Content-Type: application/json' --data-binary "@$side-index.json" "$@" "$url/${name}_$side" \
        > /dev/null
    for file in "$side"-[0-9]*.ndjson; do
        answer=$(curl -fsS -X POST -H 'Content-Type: application/x-ndjson' --data-binary "@$file" "$@" \
            "$url/${name}_$side/_bulk?filter_path=errors,items.*.error")
        case $answer in
            *'"errors":false'*) ;;
            *) printf '%s: %s\n' "$file" "$answer" >&2; exit 1 ;;
        esac
    done
    curl -fsS -X POST "$@" "$url/${name}_$side/_refresh" > /dev/null
done
