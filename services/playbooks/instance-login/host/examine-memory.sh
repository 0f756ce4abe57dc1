#!/bin/sh
# document: Reads memory that was taken of a machine by the tools of a list, and sends what they say.
# parameter: volume VOLUME ^(vol-[0-9a-f]{8,17}|/dev/[a-z0-9]{1,32})?$ An empty volume for the memory, or its device; or empty: its own disk.
# parameter: getUrl GET_URL ^(https://|http://(127\.0\.0\.1|localhost):)[A-Za-z0-9./?&=%_~+:-]{1,4000}$ Where the memory is fetched: presigned.
# parameter: memorySha256 MEMORY_SHA256 ^[0-9a-f]{64}$ What its SHA-256 must be, or it is not looked at.
# parameter: memoryBytes MEMORY_BYTES ^[0-9]{1,15}$ How many bytes it has.
# parameter: putUrl PUT_URL ^(https://|http://(127\.0\.0\.1|localhost):)[A-Za-z0-9./?&=%_~+:-]{1,4000}$ Where the archive is PUT: presigned, one object.
# file: memory-tools.txt
# file: memory-words.sh
# file: rules.yar
#
# Nothing of the memory is run. What cannot be examined is in the index, with its reason.
set -u
root=${MACHINE_ROOT:-}
here=${MACHINE_FILES:-${0%/*}}
# shellcheck source=send.sh
. "$here/send.sh"
# A scan of much memory takes long.
TOOL_SECONDS=${TOOL_SECONDS:-1800}
# shellcheck source=run-tools.sh
. "$here/run-tools.sh"

VOLUME=${VOLUME:-} GET_URL=${GET_URL:-} MEMORY_SHA256=${MEMORY_SHA256:-} MEMORY_BYTES=${MEMORY_BYTES:-} PUT_URL=${PUT_URL:-}
case $MEMORY_BYTES in '' | *[!0-9]*) finish misused 2 ;; esac

# The disk that the examiner was given for it. One with something on it is left alone: blkid has 2 for one with nothing.
disk=
if [ -n "$VOLUME" ]; then
  device=$(realpath -e -- "$(device_of "$VOLUME")") || finish no-volume 16
  blkid -p "$device" >/dev/null 2>&1
  [ $? -eq 2 ] || finish no-volume 16
  mkfs.ext4 -q -F "$device" >/dev/null 2>&1 || finish no-volume 16
  disk=$(mktemp -d)
  mount -o noexec,nodev,nosuid "$device" "$disk" || finish no-volume 16
fi

make_room $((MEMORY_BYTES / 1024 + 1048576)) ${disk:+"$disk"} "$root/var/tmp" "$root/tmp"
# shellcheck disable=SC2317 # the trap of make_room calls it
leave_room() {
  rm -rf "$work" "${MACHINE_FILES:-$work}"
  [ -z "$disk" ] || umount "$disk"
  [ -z "$disk" ] || rmdir "$disk"
}

# The image of the examiner has the symbols of the kernels that are of interest.
MEMORY=$work/memory SYMBOLS=$root/usr/local/share/volatility3/symbols CACHE=$work/cache HOME=$work
out=$work/examination tree=$work/tree SCRATCH=$work/scratch RULES=$here/rules.yar WORDS=$here/memory-words.sh
export MEMORY SYMBOLS CACHE HOME SCRATCH RULES WORDS
number=0 mounted=false
mkdir -p "$out/$number" "$tree" "$SCRATCH" "$CACHE"

started=$(now)
fetch "$GET_URL" --output "$MEMORY" --max-time 7200 || unsent $? ''
hash=$(sha256 <"$MEMORY")
[ "$hash" = "$MEMORY_SHA256" ] || finish wrong-hash 11 "\"memorySha256\":\"$hash\""

# AVML compresses each block; nothing can be searched then.
if [ "$(head -c 4 "$MEMORY")" = AVML ]; then
  avml-convert "$MEMORY" "$work/plain" >/dev/null 2>&1 || finish compressed 18
  mv "$work/plain" "$MEMORY"
fi

run_tools "$here/memory-tools.txt"
cat >"$out/index.json" <<END
{"version":1,"memory":"$MEMORY_SHA256","bytes":$(stat -c %s "$MEMORY"),"startedAt":"$started","endedAt":"$(now)",
"symbols":$(find "$SYMBOLS" -type f 2>/dev/null | wc -l),
"results":[$(list results)]}
END
tar -C "$work" -czf "$work/examination.tar.gz" examination || finish no-room 12
send_archive "$work/examination.tar.gz" '"unchanged":true'
