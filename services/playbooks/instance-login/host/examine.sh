#!/bin/sh
# document: Reads a volume attached to this examiner by the tools of a list, and sends what they say.
# parameter: volume VOLUME ^(vol-[0-9a-f]{8,17}|/dev/[a-z0-9]{1,32})$ The volume, or its device.
# parameter: since SINCE ^([0-9]{4}-[0-9]{2}-[0-9]{2})?$ The day from which changes are of interest, or empty: all.
# parameter: putUrl PUT_URL ^(https://|http://(127\.0\.0\.1|localhost):)[A-Za-z0-9./?&=%_~+:-]{1,4000}$ Where the archive is PUT: presigned, one object.
# file: tools.txt
# file: tool-words.sh
# file: rules.yar
#
# Nothing on the volume is run and no link of it is followed. The device is made read-only before the first look, and its
# SHA-256 is the same after the last one. What cannot be examined is in the index, with its reason.
set -u
root=${MACHINE_ROOT:-}
here=${MACHINE_FILES:-${0%/*}}
# shellcheck source=send.sh
. "$here/send.sh"
# shellcheck source=run-tools.sh
. "$here/run-tools.sh"

VOLUME=${VOLUME:-} SINCE=${SINCE:-} PUT_URL=${PUT_URL:-}
HASH_SECONDS=${HASH_SECONDS:-7200}

make_room 1048576 "$root/var/tmp" "$root/tmp"
out=$work/examination tree=$work/tree loops=
SCRATCH=$work/scratch RULES=$here/rules.yar WORDS=$here/tool-words.sh
export SINCE SCRATCH RULES WORDS
mkdir "$out" "$tree" "$SCRATCH"

# shellcheck disable=SC2317 # the trap of make_room calls it
leave_room() {
  cd /
  ! mountpoint -q "$tree" || umount "$tree"
  for loop in $loops; do losetup --detach "$loop"; done
  rm -rf --one-file-system "$work" "${MACHINE_FILES:-$work}"
}

device=$(realpath -e -- "$(device_of "$VOLUME")") || finish no-volume 16

# A read-only device that is all of a file or a device, or a part of it: /dev/loop… in `window`.
open_window() {
  window=$(losetup --read-only --find --show "$@") || return 1
  loops="$window $loops"
}

if [ -f "$device" ]; then
  open_window "$device" || finish no-volume 16
  device=$window
fi
[ -b "$device" ] || finish no-volume 16
blockdev --setro "$device" || finish no-volume 16

# The kind of file system that is on a device, or nothing.
type_of() { blkid -p -s TYPE -o value "$1" | tr -cd 'A-Za-z0-9_'; }

# Where file systems begin, and how many sectors they have: the whole device, or its partitions. The table is read here and
# not by the kernel, which may know another kind of tables than the machine did.
list_file_systems() {
  if [ -n "$(type_of "$device")" ]; then
    echo 0 "$(blockdev --getsz "$device")"
  else
    partx --show --noheadings --output START,SECTORS "$device" 2>/dev/null
  fi
}

hash_device() { timeout -k 5 "$HASH_SECONDS" sha256sum <"$device" | cut -c 1-64; }

# The snapshot of a running machine has a journal to be replayed, and that would write.
mount_tree() {
  case $type in
    ext3 | ext4) options=,noload ;;
    xfs) options=,norecovery,nouuid ;;
    btrfs) options=,rescue=nologreplay ;;
    ext2 | vfat) options= ;;
    *) return 1 ;;
  esac
  mount -t "$type" -o "ro,noexec,nodev,nosuid$options" "$DEVICE" "$tree" 2>/dev/null
}

# One line for each member of a list; commas are put between them when the index is written.
started=$(now)
before=$(hash_device)
number=0
list_file_systems >"$work/windows"
while read -r start sectors; do
  open_window --offset $((start * 512)) --sizelimit $((sectors * 512)) "$device" || continue
  DEVICE=$window
  type=$(type_of "$DEVICE")
  [ -n "$type" ] || continue
  number=$((number + 1)) mounted=false
  mkdir "$out/$number"
  ! mount_tree || mounted=true
  export DEVICE MOUNTED="$mounted"
  printf '{"number":%d,"offset":%d,"bytes":%d,"type":"%s","mounted":%s}\n' \
    "$number" $((start * 512)) $((sectors * 512)) "$type" "$mounted" >>"$work/fileSystems"
  run_tools "$here/tools.txt"
  ! mountpoint -q "$tree" || umount "$tree"
done <"$work/windows"
after=$(hash_device)
unchanged=false
[ -z "$before" ] || [ "$before" != "$after" ] || unchanged=true

cat >"$out/index.json" <<END
{"version":1,"volume":"$VOLUME","device":"$device","bytes":$(blockdev --getsize64 "$device"),
"sha256Before":"$before","sha256After":"$after","startedAt":"$started","endedAt":"$(now)","since":"$SINCE",
"fileSystems":[$(list fileSystems)],
"results":[$(list results)]}
END
tar -C "$work" -czf "$work/examination.tar.gz" examination || finish no-room 12
send_archive "$work/examination.tar.gz" "\"unchanged\":$unchanged"
