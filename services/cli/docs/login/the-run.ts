import type { LoginRun } from '../../../../shared/domain/login-run';
import { custody } from './the-evidence';
import { DATA, ROOT } from './the-login';

export const loginRun: LoginRun = {
  decision: {
    ...{ verdict: 'ask', reason: 'nothing' },
    sentence: 'Nothing says whether it was planned.',
  },
  considered: [
    { reason: 'exemption', holds: 'no', sentence: 'No exemption is in force.' },
    { reason: 'calendar', holds: 'no', sentence: 'There is no Change Calendar.' },
    { reason: 'ticket', holds: 'no', sentence: 'The reason of the session names no ticket.' },
    {
      ...{ reason: 'tag', holds: 'no' },
      sentence: 'The machine has no tag trailwarden:login=expected.',
    },
    { reason: 'break-glass', holds: 'no', sentence: 'It is no role for emergencies.' },
    {
      ...{ reason: 'known-human', holds: 'no' },
      sentence: 'It lacks an address of ours, MFA, an earlier login on this machine.',
    },
    {
      ...{ reason: 'stolen-session', holds: 'unknown' },
      sentence: 'Whether the session is its owner’s cannot be told.',
    },
    { reason: 'open-incident', holds: 'no', sentence: 'Its actor has no open incident.' },
    { reason: 'dark', holds: 'no', sentence: 'The trail of the account logs.' },
  ],
  brakes: [],
  findings: [
    `The machine’s credentials were used from 198.51.100.77, which is none of its addresses: s3:ListBuckets (3 calls).`,
    `${ROOT}: /root/.ssh/authorized_keys lets in the key SHA256:Jb1mQ0r8Yt3sK6vXw2ZpEo9uLc4NhRfA7gDiVqTyUxM.`,
    `${ROOT}: /etc/systemd/system/sync.service was changed: a service or a timer.`,
    `${ROOT}: /tmp/.sh is a copy of /usr/bin/dash that runs with the rights of its owner.`,
  ],
  lookedFor: [
    { what: 'accounts that were added' },
    { what: 'logs that were removed, stopped or forged' },
    { what: 'findings of GuardDuty on the machine', unread: 'GuardDuty is not asked' },
    { what: `${DATA}: files that a rule knows` },
  ],
  custody,
  cost: {
    ...{ states: 20, commands: 5, bytes: 4_295_517_219 },
    ...{ snapshotGiB: 28, copyGiB: 28, examinerMinutes: 19 },
  },
};
