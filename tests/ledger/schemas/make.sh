#!/bin/sh
# Makes the ledgers beside this file anew, each by the program of its day out of the history: sh make.sh
# They were made once and stay as they are; this only tells how. Needs git and a Python with rumourctl's dependencies.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
articles=/tmp/schemas  # stands in the ledgers as the place of the articles
rm -rf "$articles"
cp -R "$here/articles" "$articles"

for made in m001:aaaa16a m002:472345c m003:0b481b3 m004:4983669 m005:912268f m006:ab26202 m007:1d295af1 \
    m008:ea6771ba; do
    schema=${made%:*} commit=${made#*:}
    mkdir "$work/$schema"
    git -C "$here/../../.." archive "$commit" rumourctl | tar -x -C "$work/$schema"
    rumourctl() { PYTHONPATH="$work/$schema" RUMOURCTL_DB="$work/$schema.db" "${PYTHON:-python3}" -m rumourctl "$@"; }
    cd "$articles"
    for article in lund copy agreed done changed french; do rumourctl ingest "$article.txt"; done
    cp "$here/later/changed.txt" .
    rumourctl ingest changed.txt
    cp "$here/articles/changed.txt" .
    if [ "$schema" != m001 ] && [ "$schema" != m002 ]; then
        rumourctl alias add "DC" "Defensa Central" --of outlet --note "short"
        rumourctl settle "xabi-alonso-2025s" --outcome "Real Madrid" --on 2025-06-15
        rumourctl retract c1-93aff2abac669e2a --why "misread"
        rumourctl settle "emile-moreau-2025s" --outcome stayed --on 2025-09-01
        rumourctl undo "$(rumourctl rulings -f csv | tail -n 1 | cut -d, -f1)"
    fi
    gzip -9n < "$work/$schema.db" > "$here/$schema.db.gz"
done
