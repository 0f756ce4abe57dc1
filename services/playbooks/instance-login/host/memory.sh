#!/bin/sh
# document: Takes the machine's memory with AVML and sends it in pieces.
# parameter: toolUrl TOOL_URL ^(https://|http://(127\.0\.0\.1|localhost):)[A-Za-z0-9./?&=%_~+:-]{1,4000}$ Where AVML is fetched: presigned.
# parameter: toolSha256 TOOL_SHA256 ^[0-9a-f]{64}$ What AVML's SHA-256 must be, or it is not run.
# parameter: putUrls PUT_URLS ^(https://|http://(127\.0\.0\.1|localhost):)[A-Za-z0-9./?&=%_~+:\x20-]{1,40000}$ Where each piece is PUT, in their order, separated by spaces: presigned.
# parameter: pieceBytes PIECE_BYTES ^[0-9]{7,10}$ How many bytes a piece has at most. S3 takes parts of 5 MiB to 5 GiB.
#
# The memory never lies on the machine as a whole: AVML writes into a pipe, and one piece at a time is kept, hashed and sent.
# AVML does not send it itself, because it wants the URL as an argument, an answer 201, and no Content-MD5.
set -u
root=${MACHINE_ROOT:-}
here=${MACHINE_FILES:-${0%/*}}
# shellcheck source=send.sh
. "$here/send.sh"

TOOL_URL=${TOOL_URL:-} TOOL_SHA256=${TOOL_SHA256:-} PUT_URLS=${PUT_URLS:-} PIECE_BYTES=${PIECE_BYTES:-}
case $TOOL_SHA256,$PIECE_BYTES in *[!0-9a-f,]* | *, | ,*) finish misused 2 ;; esac

# Lockdown forbids it from `confidentiality` on; a kernel may also have no /proc/kcore, or one that says nothing.
# /dev/crash is what kernels of Red Hat's family have instead.
case $(cat "$root/sys/kernel/security/lockdown" 2>/dev/null) in
  *'[confidentiality]'*) finish forbidden-by-kernel 10 ;;
esac
if [ ! -e "$root/dev/crash" ] && [ "$(head -c 4 "$root/proc/kcore" 2>/dev/null | tail -c 3)" != ELF ]; then
  finish forbidden-by-kernel 10
fi

# One URL is for an object, several are for parts: so large that all of the memory fits into them, and no larger, because
# each needs room.
# shellcheck disable=SC2086 # separated by spaces
set -- $PUT_URLS
urls=$#
memory=$(awk '/^MemTotal:/ { printf "%.0f", $2 * 1152; exit }' "$root/proc/meminfo" 2>/dev/null)
fitting=$((${memory:-0} / (urls > 0 ? urls : 1) + 1))
[ "$fitting" -ge 5242880 ] || fitting=5242880
if [ "$urls" -gt 1 ] && [ -n "$memory" ] && [ "$fitting" -lt "$PIECE_BYTES" ]; then PIECE_BYTES=$fitting; fi
set --

# The tool must be executed: on some machines /run or /dev/shm forbid that.
for place in "$root/run" "$root/dev/shm" "$root/var/tmp" "$root/root"; do
  probe=$(mktemp "$place/trailwarden.XXXXXXXX" 2>/dev/null) || continue
  printf '#!/bin/sh\n' >"$probe"
  chmod 700 "$probe"
  if "$probe" 2>/dev/null; then set -- "$@" "$place"; fi
  rm -f "$probe"
done
make_room $((PIECE_BYTES / 1024 + 65536)) "$@"
tool=$work/avml piece=$work/piece

fetch "$TOOL_URL" --output "$tool" --max-filesize 67108864 --max-time 300 || unsent $? ''
[ "$(sha256 <"$tool")" = "$TOOL_SHA256" ] || finish wrong-hash 11
chmod 700 "$tool"

# Newer ones have a word for it.
acquire=
if "$tool" --help 2>/dev/null | grep -q '^ *acquire'; then acquire=acquire; fi

mkfifo "$work/dump" "$work/whole"
{
  # shellcheck disable=SC2086 # none, or one word
  "$tool" $acquire --compress /dev/stdout 2>"$work/error"
  echo $? >"$work/exit"
} | tee "$work/whole" >"$work/dump" &
sha256 <"$work/whole" >"$work/sha256" &
exec 3<"$work/dump"

# One URL is for an object, which is written once; several are for parts, which take no such condition.
# shellcheck disable=SC2086 # separated by spaces
set -- $PUT_URLS ""
pieces='' bytes=0 outcome='' code=0
for url; do
  head -c "$PIECE_BYTES" <&3 >"$piece" || finish no-room 12
  size=$(stat -c %s "$piece")
  [ "$size" -gt 0 ] || break
  if [ -z "$url" ]; then outcome=too-large && break; fi
  if [ "$urls" -eq 1 ]; then set -- --header 'If-None-Match: *'; else set --; fi
  send "$piece" "$url" "$@" || { code=$? && break; }
  pieces="$pieces${pieces:+,}{\"sha256\":\"$(sha256 <"$piece")\",\"bytes\":$size}"
  bytes=$((bytes + size))
done
exec 3<&-
wait

said="\"bytes\":$bytes,\"pieces\":[$pieces]"
if [ "$outcome" = too-large ]; then finish too-large 14 "$said"; fi
if [ "$code" -ne 0 ]; then unsent "$code" "$said"; fi
if [ "$(cat "$work/exit")" -ne 0 ]; then
  if grep -qiE 'locked down|no (memory )?source available|permission|not permitted' "$work/error"; then finish forbidden-by-kernel 10 "$said"; fi
  finish failed 15 "$said"
fi
finish 'done' 0 "\"sha256\":\"$(cat "$work/sha256")\",$said"
