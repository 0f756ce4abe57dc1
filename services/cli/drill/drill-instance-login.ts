import { commanded } from '../local/commanded';
import { drillLogin, type LoginDrill } from '../local/drill-login';
import { inLocal, progressOf } from '../local/local';
import { machineLogins, withMachines } from '../local/machine-logins';
import { printJson, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';

/** Logins on machines, each to the end of the playbook instance-login, with people who answer or do not. */
export function drillInstanceLogin({ json }: { readonly json?: boolean }): Promise<void> {
  const onProgress = progressOf(json);
  return inLocal({ ...withMachines(machineLogins.length), onProgress }, async (local) => {
    const { memberAccountIds } = local.organization;
    const results: (LoginDrill | Failed)[] = [];
    for (const [index, login] of machineLogins.entries()) {
      onProgress(`a login: ${login.id}`);
      const accountId = memberAccountIds[index] ?? '';
      const drill = drillLogin(local, login, accountId, (...words) => commanded(local, words));
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

interface Failed {
  readonly login: string;
  readonly failed: string;
}

const HEAD = ['Login', 'Decided', 'Answer', 'Machine', 'In custody', 'Findings', 'Verdict'];

function rowOf(result: LoginDrill | Failed): readonly string[] {
  if ('failed' in result)
    return [result.login, ...HEAD.slice(2).map(() => ''), `FAILED: ${result.failed}`];
  const { login, decided, answer, evidence, findings, isAsBefore, isAsMeant } = result;
  return [
    login,
    decided.split(':')[0]?.replace(' (nothing)', '') ?? '',
    answer,
    `${result.machine}, ${isAsBefore ? 'as before' : 'NOT AS BEFORE'}`,
    [...new Set(evidence.map(({ kind }) => kind))].sort().join(', '),
    findings.length > 0 ? String(findings.length) : '',
    isAsMeant ? 'as meant' : 'NOT AS MEANT',
  ];
}
