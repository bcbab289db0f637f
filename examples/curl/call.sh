#!/usr/bin/env bash
# One call with curl: the envelope is made and opened by `whorl`, the rest is plain HTTPS.
#
#     examples/curl/call.sh [transaction.json]
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
whorl() { node "$root/bin/whorl.js" "$@"; }

export WHORL_DATA=${WHORL_DATA:-.whorl}
demo=$WHORL_DATA/demo
transaction=${1:-$root/api/examples/full.json}
base_url=$(sed -n 's/.*"baseUrl": "\(.*\)".*/\1/p' "$demo/config.json")

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

status=$(
  whorl seal --file "$transaction" |
    curl --silent --show-error --max-time 5 \
      --cacert "$demo/ca.pem" --cert "$demo/client.pem" --key "$demo/client.key" \
      --header 'Content-Type: application/json' --data @- \
      --output "$answer" --write-out '%{http_code}' \
      "$base_url/transactions"
)

# Answers are sealed, refusals are in clear.
if [ "$status" = 200 ]; then
  whorl open --file "$answer"
else
  cat "$answer"
  echo
  exit 1
fi
