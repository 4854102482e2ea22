#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
# curl.sh URL: the practice service as one meets it at a prompt, byte by byte as the documentation
# of the service has it.
set -u
url=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0
failures=0

# check NAME CONDITION...
check() {
  name=$1
  shift
  n=$((n + 1))
  if "$@"; then
    echo "ok $n $name"
  else
    echo "not ok $n $name"
    failures=$((failures + 1))
  fi
}

# The status; headers and body are kept.
call() {
  curl --silent --show-error --max-time 30 --output "$dir/body" --dump-header "$dir/head" \
    --write-out '%{http_code}' --header 'Authorization: Bearer conformance' "$@"
}

is() { [ "$1" = "$2" ]; }
says() { grep --quiet --ignore-case -- "$1" "$dir/$2"; }
header() { sed -n "s/^$1: *//Ip" "$dir/head" | tr -d '\r'; }

echo 1..12
check 'without a token nothing goes' is \
  "$(curl --silent --output /dev/null --write-out '%{http_code}' "$url/storage/v1/b")" 401
check 'a bucket' is "$(call "$url/storage/v1/b?project=practice" --json '{"name": "conformance-curl"}')" 200

head -c 700000 /dev/urandom >"$dir/file"
head -c 524288 "$dir/file" >"$dir/first"
tail -c +524289 "$dir/file" >"$dir/rest"
session() { # of an upload, begun
  call -X POST --data '{"contentType": "application/jsonl"}' --header 'Content-Type: application/json' \
    "$url/upload/storage/v1/b/conformance-curl/o?uploadType=resumable&name=sft%2Ftrain.jsonl" >/dev/null
  header location
}
uri=$(session)
put() { # CONTENT-RANGE [FILE]
  if [ $# -gt 1 ]; then
    call -X PUT --header "Content-Range: bytes $1" --data-binary "@$2" "$uri"
  else
    call -X PUT --header "Content-Range: bytes $1" --header 'Content-Length: 0' "$uri"
  fi
}
check 'the first piece' is "$(put 0-524287/700000 "$dir/first") $(header range)" '308 bytes=0-524287'
check 'how far it is' is "$(put '*/700000') $(header range)" '308 bytes=0-524287'
check 'the last piece' is "$(put 524288-699999/700000 "$dir/rest")" 200
check 'its size' says '"size": "700000"' body
object=$url/storage/v1/b/conformance-curl/o/sft%2Ftrain.jsonl
check 'it comes back' is "$(call "$object?alt=media") $(cmp "$dir/body" "$dir/file" && echo same)" '200 same'
check 'a part of it' is "$(call --range 0-9 "$object?alt=media") $(wc -c <"$dir/body" | tr -d ' ')" '206 10'

jobs=$url/v1/projects/practice/locations/us-central1/tuningJobs
check 'no jobs' is "$(call "$jobs")" 200
check 'a job that cannot be' is "$(call "$jobs" --json '{"baseModel": "x", "status": "y"}')" 400
check 'says why' says 'Unknown name' body
check 'a job that is not there' is "$(call "$jobs/1")" 404
[ $failures -eq 0 ]
