# What a script that sends something needs. documents.cjs puts this text in the place of the line that reads it.
# shellcheck shell=sh disable=SC2034,SC2154 # root is set by who reads this, work is read there

# What is looked up and printed must not depend on the machine's settings.
LC_ALL=C TZ=UTC PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL TZ PATH
unset LD_PRELOAD LD_LIBRARY_PATH
umask 077
work=

# The last line: an outcome, the exit code that stands for it, and more members of the object.
finish() {
  printf '{"outcome":"%s"%s}\n' "$1" "${3:+,$3}"
  exit "$2"
}

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

sha256() { sha256sum | cut -c 1-64; }

# Makes a folder of its own in the first of these places that has room for so many KiB, and lets it go at the end.
make_room() {
  kib=$1
  shift
  for place; do
    free=$(df -Pk "$place" 2>/dev/null | awk 'NR == 2 { print $4 }')
    if [ "${free:-0}" -ge "$kib" ] && work=$(mktemp -d "$place/trailwarden.XXXXXXXX"); then break; fi
  done
  [ -n "$work" ] || finish no-room 12
  trap 'leave_room' EXIT
  trap 'exit 143' HUP INT TERM
}
leave_room() { rm -rf "$work"; }

# curl with a presigned URL. It goes through standard input: an argument stands in `ps`, for all to read. -q: no ~/.curlrc.
fetch() {
  url=$1
  shift
  case $url in *[\"\\]* | '') return 2 ;; esac
  printf 'url = "%s"\n' "$url" |
    curl -q --config - --globoff --proto '=http,https' --silent --show-error --fail --connect-timeout 20 --retry 3 "$@"
}

# Why nothing came through, by curl's exit code: 22 is an answer, but one that refuses.
unsent() {
  if [ "$1" -eq 22 ]; then finish refused 17 "$2"; fi
  finish no-network 13 "$2"
}

# PUTs a file; further arguments go to curl. Content-MD5: without one, S3 refuses what a default retention would lock.
send() {
  file=$1 to=$2
  shift 2
  md5=$(for byte in $(md5sum <"$file" | cut -c 1-32 | sed 's/../0x& /g'); do
    printf %b "\\0$(printf %03o "$byte")"
  done | base64)
  fetch "$to" --output /dev/null --upload-file "$file" --header "Content-MD5: $md5" --header 'Expect:' --max-time 1800 "$@"
}

# The archive that a folder becomes: sends it, and says what it is.
send_archive() {
  hash=$(sha256 <"$1")
  said="\"sha256\":\"$hash\",\"bytes\":$(stat -c %s "$1"),$2"
  send "$1" "$PUT_URL" --header 'If-None-Match: *' || unsent $? "$said"
  finish 'done' 0 "$said"
}
