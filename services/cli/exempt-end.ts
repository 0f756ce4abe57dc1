import { Command } from 'commander';
import { becomeKeeper } from '../../shared/aws/baselines/become-keeper';
import {
  accountOfExemption,
  type DeclaredExemption,
} from '../../shared/aws/exemptions/declared-exemption';
import { endExemption } from '../../shared/aws/exemptions/end-exemption';
import { findExemptions } from '../../shared/aws/exemptions/find-exemptions';
import { openTable } from '../../shared/aws/table/table';
import { describeScope, scopeIn } from './exempt-scope';
import { print, printJson } from './print';
import { connectionTo, type Target, withTarget } from './target';
import { UserError } from './user-error';

interface Options extends Target {
  readonly json?: boolean;
}

export const exemptEndCommand = (): Command =>
  withTarget(new Command('end'))
    .description('end a planned change now: what differs is put back again')
    .argument('<exemption>', 'its id, or the subject it was declared for')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nTakes effect within a minute. An account id ends what was declared for the whole account, not for its\ntrails one by one.\nExample:\n  trailwarden exempt end ex-111122223333-9f2c41ab',
    )
    .action(end);

async function end(text: string, options: Options): Promise<void> {
  const { accountId, isMeant } = meaning(text);
  const { connection, caller: by } = await becomeKeeper(connectionTo(options));
  const table = openTable(options.table, connection);
  const at = new Date().toISOString();
  const ended: DeclaredExemption[] = [];
  for (const exemption of await findExemptions(table, accountId, at)) {
    const now = isMeant(exemption) && (await endExemption(table, exemption, { at, by }));
    if (now) ended.push(now);
  }
  if (ended.length === 0) {
    throw new UserError(
      `No exemption in force is ${text}; "trailwarden exempt list" shows all that are.`,
    );
  }
  if (options.json) printJson(ended);
  else for (const exemption of ended) say(exemption);
}

interface Meaning {
  readonly accountId: string;
  readonly isMeant: (exemption: DeclaredExemption) => boolean;
}

function meaning(text: string): Meaning {
  const accountId = accountOfExemption(text);
  if (accountId) return { accountId, isMeant: ({ id }) => id === text };
  const scope = scopeIn(text);
  if (!scope) {
    throw new UserError(
      `"${text}" is neither an exemption such as ex-111122223333-9f2c41ab nor a trail's ARN nor an account id.`,
    );
  }
  return { ...scope, isMeant: ({ subjectKey }) => subjectKey === scope.subjectKey };
}

const say = (exemption: DeclaredExemption): void =>
  print(
    `${exemption.id} is over: ${describeScope(exemption)} is guarded again within a minute from now.`,
  );
