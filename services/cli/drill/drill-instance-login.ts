import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { drillLogin, type LoginDrill } from '../local/drill-login';
import { inLocal, type Local, progressOf } from '../local/local';
import { machineLogins } from '../local/machine-logins';
import { ROOT } from '../local/package-service';
import { printJson, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';

/** Logins on machines, each to the end of the playbook instance-login, with people who answer or do not. */
export function drillInstanceLogin({ json }: { readonly json?: boolean }): Promise<void> {
  const onProgress = progressOf(json);
  const world = {
    // The last is the forensic account.
    accounts: machineLogins.length + 1,
    regions: ['us-east-1'],
    kinds: ['trail'] as const,
    isLoginGuarded: true,
    onProgress,
  };
  return inLocal(world, async (local) => {
    const { memberAccountIds } = local.organization;
    const results: (LoginDrill | Failed)[] = [];
    for (const [index, login] of machineLogins.entries()) {
      onProgress(`a login: ${login.id}`);
      const drill = drillLogin(local, login, memberAccountIds[index] ?? '', (id) =>
        release(local, id),
      );
      results.push(
        await drill.catch((error: Error) => ({ login: login.id, failed: error.message })),
      );
    }
    const good = results.every((one) => 'isAsMeant' in one && one.isAsMeant);
    if (json) printJson({ good, results });
    else printTable(HEAD, results.map(rowOf));
    process.exitCode = good ? exitCode.ok : exitCode.bad;
  });
}

/** The command that a person gives. Rejects with what it printed. */
async function release(local: Local, id: string): Promise<void> {
  const { securityAccountId, homeRegion } = local.organization;
  const { accessKeyId, secretAccessKey } = local.sandbox.credentials(securityAccountId);
  const cli = join(ROOT, 'services/cli/trailwarden.cjs');
  await promisify(execFile)(
    process.execPath,
    [cli, 'release', id, '--yes', '--endpoint', local.sandbox.endpoint],
    {
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_REGION: homeRegion,
      },
    },
  );
}

interface Failed {
  readonly login: string;
  readonly failed: string;
}

const HEAD = ['Login', 'Decided', 'Answer', 'Contained', 'As before', 'Incidents', 'Verdict'];

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

function rowOf(result: LoginDrill | Failed): readonly string[] {
  if ('failed' in result) return [result.login, '', '', '', '', '', `FAILED: ${result.failed}`];
  const { login, decided, answer, wasContained, isAsBefore, incidents, isAsMeant } = result;
  return [
    login,
    decided,
    answer,
    yesOrNo(wasContained),
    yesOrNo(isAsBefore),
    String(incidents),
    isAsMeant ? 'as meant' : 'NOT AS MEANT',
  ];
}
