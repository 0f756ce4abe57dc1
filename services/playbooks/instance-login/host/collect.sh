#!/bin/sh
# document: Reads what a machine forgets first, and sends it as one archive. Changes nothing on the machine.
# parameter: putUrl PUT_URL ^(https://|http://(127\.0\.0\.1|localhost):)[A-Za-z0-9./?&=%_~+:-]{1,4000}$ Where the archive is PUT: presigned, one object.
#
# Values of environment variables, password hashes and private keys are left out. No link is followed, only regular files
# are read, and there is a limit to the bytes of a file, to all of them, and to the time: what falls out of it is told.
# shellcheck disable=SC2317 # the steps are called by their names, at the end
set -u
root=${MACHINE_ROOT:-}
here=${MACHINE_FILES:-${0%/*}}
# shellcheck source=send.sh
. "$here/send.sh"

PUT_URL=${PUT_URL:-}
file_bytes=8380800 # whole records of wtmp and btmp: they have 384 bytes on x86, 400 on ARM
all_bytes=${ALL_BYTES:-67108864}
deadline=$(($(date +%s) + ${ALL_SECONDS:-240}))

# Memory before disk: what is written to a disk is written over what was deleted there.
make_room $((all_bytes / 256)) "$root/run" "$root/dev/shm" "$root/var/tmp" "$root/tmp"
archive=$work/evidence.tar collected=$work/collected
mkdir "$collected" "$work/hashes"
tar -cf "$archive" -T /dev/null
base=$(realpath "$root/")
base=${base%/}
cd "$base/" || finish no-room 12

skipped=
skip() { skipped=$skipped${skipped:+,}\"$1\"; }
is_late() { [ "$(date +%s)" -ge "$deadline" ]; }
is_file() { [ -f "$1" ] && [ ! -L "$1" ]; }

# Whether a place is on this machine: no folder above it leads out of the root.
is_inside() {
  case $(realpath -e -- "$(dirname -- "$1")" 2>/dev/null)/ in "$base"/*) ;; *) false ;; esac
}

# One file of the kernel's, which says no size; the third argument is the most.
copy() { is_file "$1" && timeout 2 head -c "${3:-65536}" <"$1" >"$2" 2>/dev/null; }

# Puts the files and links at and below these places into the archive. A tar header counts as bytes too.
take() {
  group=$1
  shift
  for place; do
    shift
    is_inside "$place" && set -- "$@" "$place"
  done
  [ $# -gt 0 ] || return 0
  bytes=$(find "$@" -xdev -type f ! -size "+${file_bytes}c" -printf '%s\n' 2>/dev/null | awk '{ sum += $1 + 1024 } END { print sum + 0 }')
  if [ $((taken + bytes)) -gt "$all_bytes" ]; then
    skip "$group: more than $all_bytes bytes"
    return 0
  fi
  taken=$((taken + bytes))
  find "$@" -xdev \( -type f ! -size "+${file_bytes}c" -o -type l \) -print0 2>/dev/null |
    timeout 60 tar --null --no-recursion --files-from - --append --file "$archive" 2>/dev/null ||
    skip "$group: not all could be read"
  find "$@" -xdev -type f -size "+${file_bytes}c" -exec ls -dlin --full-time --quoting-style=c -- {} + >"$work/large" 2>/dev/null
  [ -s "$work/large" ] || return 0
  cat "$work/large" >>"$collected/too-large.txt"
  skip "$group: $(wc -l <"$work/large") files of more than $file_bytes bytes"
}
taken=0

# The end of a log that is too long to be taken.
take_end() {
  for log; do
    if is_file "$log" && is_inside "$log" && [ "$(stat -c %s "$log")" -gt "$file_bytes" ]; then
      taken=$((taken + file_bytes))
      if [ "$taken" -gt "$all_bytes" ]; then skip "the end of ${log##*/}: more than $all_bytes bytes" && continue; fi
      mkdir -p "$collected/ends"
      timeout 20 tail -c "$file_bytes" "$log" >"$collected/ends/${log##*/}"
    fi
  done
}

# What a process runs. A link of /proc leads to the program even when its file is gone; a link of a tree is no such link.
program_of() {
  target=$(readlink "$process/exe") && [ -n "$target" ] || return 0
  printf '%s\n' "$target" >"$to/exe"
  if [ -n "$root" ] && [ "$(stat -fc %T "$process")" != proc ]; then return 0; fi
  id=$(stat -Lc %d-%i "$process/exe") || return 0
  [ -f "$work/hashes/$id" ] || timeout 20 sha256sum <"$process/exe" | cut -c 1-64 >"$work/hashes/$id"
  cp "$work/hashes/$id" "$to/exe-sha256"
  case $target in *' (deleted)') ;; *) return 0 ;; esac
  gone_bytes=$((gone_bytes + $(stat -Lc %s "$process/exe")))
  if [ "$gone_bytes" -gt $((all_bytes / 4)) ]; then
    skip "processes: the program of ${process##*/}, whose file is gone"
  else
    timeout 20 cat <"$process/exe" >"$to/exe-deleted"
  fi
}

# All of a process that is text. The environment: names only.
texts_of() {
  for part in status cgroup sessionid loginuid; do copy "$process/$part" "$to/$part" 8192; done
  copy "$process/environ" "$work/environ" && tr '\n\0' ' \n' <"$work/environ" | sed -n 's/=.*//p' | head -c 8192 >"$to/environ-names"
  rm -f "$work/environ"
  readlink "$process/cwd" >"$to/cwd"
  timeout 2 ls -ln "$process/fd" | head -c 65536 >"$to/fd"
}

# Some could be there only to keep the others from being seen: past half of the bytes, each has its two most telling lines.
processes() {
  mkdir "$collected/proc"
  gone_bytes=0 spent=0 most=16384
  for process in "$root"/proc/[0-9]*; do
    if is_late; then skip 'processes: not all, no time left' && break; fi
    to=$collected/proc/${process##*/}
    mkdir "$to"
    copy "$process/cmdline" "$to/cmdline" "$most"
    copy "$process/stat" "$to/stat" 1024
    if [ "$most" -eq 512 ]; then continue; fi
    texts_of
    spent=$((spent + $(du -sb "$to" | cut -f 1)))
    program_of
    if [ "$spent" -gt $((all_bytes / 2)) ]; then
      most=512
      skip "processes: only the beginning from ${process##*/} on"
    fi
  done 2>/dev/null
}

sockets() {
  mkdir "$collected/net"
  for table in tcp tcp6 udp udp6 unix raw packet arp route; do copy "$root/proc/net/$table" "$collected/net/$table"; done
}

sessions() {
  take sessions ./run/utmp ./var/log/wtmp ./var/log/btmp ./var/log/lastlog ./var/lib/lastlog ./run/systemd/sessions ./run/systemd/users
  take_end ./var/log/wtmp ./var/log/btmp
}

kernel() {
  mkdir "$collected/kernel"
  for name in proc/modules proc/mounts proc/cmdline proc/version proc/uptime proc/stat \
    proc/sys/kernel/tainted proc/sys/kernel/random/boot_id sys/kernel/security/lockdown; do
    copy "$root/$name" "$collected/kernel/${name##*/}"
  done
}

logs() {
  set -- ./var/log/auth.log ./var/log/secure ./var/log/messages ./var/log/syslog ./var/log/audit/audit.log
  take logs "$@" ./var/log/auth.log.1 ./var/log/cron ./var/log/sudo.log ./var/log/cloud-init.log ./var/log/cloud-init-output.log \
    ./var/log/amazon/ssm ./var/log/dpkg.log ./var/log/apt/history.log ./var/log/dnf.log ./var/log/yum.log
  take_end "$@"
}

journal() {
  [ -d "$root/var/log/journal" ] || [ -d "$root/run/log/journal" ] || return 0
  command -v journalctl >/dev/null || return 0
  timeout 60 journalctl --root "$root/" --no-pager --output json --since '2 days ago' --lines 20000 \
    -t sshd -t sshd-session -t sudo -t su -t login -t systemd-logind -t CRON -t crond -t cron -t amazon-ssm-agent \
    -t useradd -t usermod -t groupadd -t passwd 2>/dev/null | head -c "$file_bytes" >"$collected/journal.json"
}

# SET stands for the hash of a password, !SET for that of a locked one.
accounts() {
  for name in passwd passwd- shadow; do
    is_file "./etc/$name" && is_inside "./etc/$name" &&
      head -c "$file_bytes" "./etc/$name" | sed 's/^\([^:]*:!*\)[^:!]\{2,\}/\1SET/' >"$collected/$name"
  done
  take accounts ./etc/group ./etc/group- ./etc/sudoers ./etc/sudoers.d
}

# The folders of users as passwd names them. What is no plain path is none.
homes() {
  is_file ./etc/passwd && head -c "$file_bytes" ./etc/passwd | cut -d : -f 6 | grep -a '^/' | grep -av '\.\.' | sort -u | head -n 1000
}

of_homes() {
  group=$1
  shift
  homes >"$work/homes"
  while IFS= read -r home; do
    home=.${home%/}
    for name; do
      # shellcheck disable=SC2086 # a name is a pattern
      for place in "$home"/$name; do [ ! -e "$place" ] && [ ! -L "$place" ] || printf '%s\n' "$place"; done
    done
  done <"$work/homes" >"$work/places"
  set --
  while IFS= read -r place; do set -- "$@" "$place"; done <"$work/places"
  take "$group" "$@"
}

keys() {
  of_homes keys '.ssh/authorized_keys*' .ssh/known_hosts .ssh/config .ssh/rc .ssh/environment
  take ssh ./etc/ssh/sshd_config ./etc/ssh/sshd_config.d ./etc/ssh/sshrc ./etc/ssh/*.pub ./etc/ssh/authorized*
}

starts() {
  take cron ./etc/crontab ./etc/cron.* ./etc/anacrontab ./var/spool/cron ./var/spool/at
  take units ./etc/systemd ./run/systemd/system ./run/systemd/transient ./usr/local/lib/systemd
  take starts ./etc/rc.local ./etc/rc.d/rc.local ./etc/profile ./etc/profile.d ./etc/bash.bashrc ./etc/bashrc ./etc/ld.so.preload \
    ./etc/ld.so.conf ./etc/ld.so.conf.d ./etc/modules-load.d ./etc/udev/rules.d ./etc/pam.d ./etc/update-motd.d ./var/lib/cloud/scripts
  of_homes shells '.bash*rc' .profile .bash_profile .bash_login .bash_logout .zshrc .zprofile .zshenv .config/systemd .config/autostart
}

histories() { of_homes histories '.*_history' '.*_hist' .lesshst; }

host() { take host ./etc/hostname ./etc/hosts ./etc/resolv.conf ./etc/machine-id ./etc/os-release ./usr/lib/os-release; }

setuid() {
  timeout 60 find . -xdev -type f -perm /6000 -exec ls -dlin --full-time --quoting-style=c -- {} + >"$collected/setuid.txt" 2>/dev/null
  [ $? -ne 124 ] || skip 'setuid: not all, no time left'
}

# What changes first is read first.
for step in processes sockets sessions kernel logs journal accounts keys histories starts host setuid; do
  if is_late; then
    skip "$step: no time left"
  else
    printf '%s %s\n' "$(now)" "$step" >>"$collected/times.txt"
    "$step"
  fi
done

tar --append --remove-files --file "$archive" -C "$work" collected 2>/dev/null || finish no-room 12
gzip -1 "$archive" || finish no-room 12
send_archive "$archive.gz" "\"skipped\":[$skipped]"
