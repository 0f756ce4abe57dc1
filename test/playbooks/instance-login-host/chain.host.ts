import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { readTar } from '../../../shared/playbooks/instance-login/collected';
import { type Examined, examine as judge } from '../../../shared/playbooks/instance-login/examine';
import { readHost } from '../../../shared/playbooks/instance-login/read-host';
import { collect } from './collect';
import { examine } from './examine';
import { examiner, makeImage } from './make-image';
import { brokenInto, cleanMachine } from './plant';

const filesIn = (archive: Buffer) => {
  const { files, unread } = readTar(gunzipSync(archive));
  expect(unread).toEqual([]);
  return files;
};

/** Examines the tree as a volume, and judges what was sent. */
async function judged(tree: string, since: string): Promise<Examined> {
  const root = examiner();
  makeImage(root, tree, since < '2027' ? ['tmp/gone.sh'] : []);
  const { archive } = await examine(root, { since });
  return judge(filesIn(archive), {
    loginAt: new Date().toISOString(),
    knownKeys: [],
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  });
}

test('what was planted on a volume is told by the playbook, each with its file', async () => {
  const { traces, isUnchanged, exposed } = await judged(brokenInto(), '2026-01-01');
  expect(isUnchanged).toBe(true);
  expect(exposed).toContain('/home/dev/.aws/credentials');
  const told = traces.map(({ kind, evidence: [file] }) => `${kind} ${file}`);
  expect(told).toEqual(
    expect.arrayContaining([
      'key /root/.ssh/authorized_keys',
      'start /etc/cron.d/sync',
      'start /etc/systemd/system/sync.service',
      'preload /etc/ld.so.preload',
      'setuid /tmp/.sh',
      'program /tmp/.sh',
      'user /etc/passwd',
      'pattern /var/www/html/logo.php',
      'pattern /opt/.cache/config.json',
      'pattern /etc/cron.d/sync',
    ]),
  );
  const sentences = traces.map(({ sentence }) => sentence).join('\n');
  expect(sentences).toContain('/tmp/gone.sh was deleted.');
  expect(sentences).toContain(
    '/tmp/.sh is a copy of /usr/bin/dash that runs with the rights of its owner.',
  );
  expect(sentences).toContain('The account sys is root under another name.');
});

test('of a volume on which nothing happened the playbook tells nothing, and what it looked for', async () => {
  const { traces, lookedFor } = await judged(cleanMachine(), '2099-01-01');
  expect(traces).toEqual([]);
  expect(lookedFor.filter(({ unread }) => unread)).toEqual([]);
  expect(lookedFor.map(({ what }) => what)).toContain('keys that let someone log in');
});

test('what a machine said of itself is read: its processes, and nothing of it is lost', async () => {
  const { sent } = await collect(brokenInto(), { before: '(exec sleep 600 & sleep 0.1)' });
  const host = readHost(filesIn(sent?.body ?? Buffer.of()), new Date().toISOString());
  expect(host.processes.find(({ commandLine }) => commandLine === 'sleep 600')).toMatchObject({
    program: '/usr/bin/sleep',
    isDeleted: false,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(host.unread.filter(({ file }) => file.startsWith('collected/'))).toEqual([]);
});
