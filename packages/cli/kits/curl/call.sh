#!/usr/bin/env bash
# One sealed call with curl; envelope.mjs seals and opens. Where to call, and with which files, is in config.json.
set -euo pipefail
cd "$(dirname "$0")"

# Of config.json: a member, else a path of its `files`, else nothing.
config() {
  node -e '
    const [name] = process.argv.slice(1);
    const { files, ...config } = JSON.parse(require("fs").readFileSync("config.json", "utf8"));
    process.stdout.write(config[name] ?? files[name] ?? "");' "$1"
}

# curl reads `file:password` there: a colon of the path's own is escaped.
cert=$(config certificate)
cert=${cert//\\/\\\\}
cert=${cert//:/\\:}
ca=$(config ca)
key=$(config privateKey)
url=$(config baseUrl)/transactions

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mend() {
  echo 'What to mend: ask the doctor, as README.md says' >&2
  exit 1
}

# Without `ca` the system's authorities are trusted.
node envelope.mjs seal < request.json > "$work/sealed.json" || mend
status=$(
  curl --silent --show-error --globoff --max-time 5 \
    ${ca:+--cacert "$ca"} --cert "$cert" --key "$key" \
    --header 'Content-Type: application/json' --data "@$work/sealed.json" \
    --dump-header "$work/headers" --output "$work/answer.json" --write-out '%{http_code}' \
    --url "$url"
) || mend

# Answers are sealed, refusals are in clear: of those nothing is printed that steers a terminal.
if [ "$status" = 200 ]; then
  node envelope.mjs open < "$work/answer.json" || mend
  exit
fi
id=$(grep -i '^x-mc-correlation-id:' "$work/headers" | cut -d' ' -f2 | LC_ALL=C tr -cd '!-~' || true)
echo "Refused: HTTP $status, X-MC-Correlation-ID $id" >&2
node -e '
  const { Errors } = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const plain = (text) => `${text ?? ""}`.replace(/\p{C}/gu, " ");
  for (const { Source, ReasonCode, Description, Details } of Errors?.Error ?? []) {
    const words = [Description, Details].map(plain).filter(Boolean).join("\n    ");
    console.error(`  ${plain(ReasonCode)} (${plain(Source)}): ${words}`);
  }' < "$work/answer.json" || LC_ALL=C tr -cd '\n -~' < "$work/answer.json" >&2
mend
