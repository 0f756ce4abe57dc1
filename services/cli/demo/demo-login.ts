import pc from 'picocolors';
import { timelineOf } from '../../../shared/tell/report/timeline';
import { momentLine } from '../incidents/print-incident';
import { commanded } from '../local/commanded';
import { drillLogin, type LoginDrill } from '../local/drill-login';
import { inLocal } from '../local/local';
import { type MachineLogin, machineLogins, withMachines } from '../local/machine-logins';
import { print, printJson } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { mark, printAll, whoLines } from './run-demo';

interface LoginDemoOptions {
  readonly latency: number;
  readonly json?: boolean;
}

/** The story that is told: an intruder with stolen keys opens a session on a shop's machine. */
const STORY: Pick<MachineLogin, 'id'> = { id: 'session manager, stolen' };

/** A login that no one planned: the session is ended, the machine contained, kept, examined, and released. */
export async function demoLogin({ latency, json }: LoginDemoOptions): Promise<void> {
  const say = json ? () => undefined : (what: string) => print(pc.dim(`… ${what}`));
  await inLocal({ ...withMachines(1), latencyMs: latency, onProgress: say }, async (local) => {
    const login = machineLogins.find(({ id }) => id === STORY.id);
    const [accountId = ''] = local.organization.memberAccountIds;
    if (!login) throw new Error(`There is no login "${STORY.id}".`);
    say('an attacker with stolen keys opens a session on a machine of a shop');
    const seen = await drillLogin(local, login, accountId, (...words) => commanded(local, words));
    if (json) printJson(seen);
    else tell(seen, accountId);
    process.exitCode = seen.isAsMeant ? exitCode.ok : exitCode.bad;
  });
}

function tell(seen: LoginDrill, accountId: string): void {
  const { incident, isAsBefore, isAsMeant, incidents, evidence, findings } = seen;
  const { evidence: event, playbook, subjectId } = incident;
  const machine = subjectId.split('/').at(-1) ?? subjectId;
  printAll([
    '',
    isAsMeant
      ? pc.bold(
          `An intruder logged into ${machine}. They are out, the evidence is kept, and it is as it was.`,
        )
      : pc.red(`An intruder logged into ${machine}, and not all is as it should be.`),
    ...whoLines(incident),
    `  from     ${event?.sourceIp ?? 'unknown'}  ${pc.dim(event?.userAgent ?? '')}`,
    `  what     ${event?.eventName} on ${machine} of account ${accountId}`,
    `  decided  ${seen.decided}`,
    '',
    ...timelineOf(incident).moments.map((moment) => momentLine(moment)),
    '',
    pc.bold(`Found by research and on the copies of its disks (${findings.length}):`),
    ...findings.slice(0, SHOWN).map((one) => `  ${one}`),
    ...(findings.length > SHOWN ? [pc.dim(`  and ${findings.length - SHOWN} more`)] : []),
    pc.dim(
      '  The disk here is a test image with an intruder’s traces: a local machine has no disk to read.',
    ),
    '',
    pc.bold('In custody in an account of its own, hashed again just now:'),
    ...evidence.map(
      ({ kind, size, sha256 }) =>
        `  ${kind.padEnd(12)} ${String(size).padStart(12)} bytes  SHA-256 ${sha256.slice(0, 16)}…`,
    ),
    pc.dim(`  ${playbook?.lines.at(-1) ?? ''}`),
    '',
    pc.bold('Checked from outside, with other keys:'),
    `  ${mark(isAsBefore)} groups, network ACLs, role policies, Auto Scaling and target groups are as before the login`,
    `  ${mark(incidents === 1)} ${incidents} incident in DynamoDB`,
    '',
    'Here its owner answered that it may be released, and the organization of this demo is gone now. In yours, when you are done',
    'with a contained machine:',
    `  npx trailwarden release ${incident.id}`,
    `  npx trailwarden evidence verify ${incident.id}`,
  ]);
}

const SHOWN = 6;
